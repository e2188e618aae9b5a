use std::{fmt, str::FromStr};

use url::Url;

/// The address before `/auth/v4/…` and `/vm/v3/…`, with whatever path the installation puts before them
/// (`docs/protocols/vmmanager.md` §0).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(Url);

/// Why a text is not the address of a VMmanager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// It is not a URL with a host.
    #[error("this is not a web address")]
    NotAUrl,
    /// It is not http or https.
    #[error("the address must begin with https:// or http://")]
    Scheme,
    /// A user or password stands in the address, where logs would show it.
    #[error("the user and the password do not belong into the address")]
    Credentials,
}

impl BaseUrl {
    /// Reads an address as typed: `https://` is added if missing, query and fragment are dropped, the path is kept.
    pub fn parse(typed: &str) -> Result<Self, BaseUrlError> {
        let typed = typed.trim();
        let full = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let mut url = Url::parse(&full).map_err(|_| BaseUrlError::NotAUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BaseUrlError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::Credentials);
        }
        url.set_query(None);
        url.set_fragment(None);
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    /// The address of a function, such as `/vm/v3/host`.
    pub(crate) fn function(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", self.0.path().trim_end_matches('/')));
        url
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::parse(typed)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host_list(typed: &str) -> String {
        BaseUrl::parse(typed).unwrap().function("/vm/v3/host").to_string()
    }

    #[test]
    fn any_path_before_the_services_is_kept() {
        assert_eq!(host_list("https://vm.example"), "https://vm.example/vm/v3/host");
        assert_eq!(host_list("vm.example/api/"), "https://vm.example/api/vm/v3/host");
        assert_eq!(host_list("http://vm.example:8080/a/b?x=1#y"), "http://vm.example:8080/a/b/vm/v3/host");
    }

    #[test]
    fn what_is_not_a_web_address_is_refused() {
        assert_eq!(BaseUrl::parse(""), Err(BaseUrlError::NotAUrl));
        assert_eq!(BaseUrl::parse("ssh://vm.example"), Err(BaseUrlError::Scheme));
        assert_eq!(BaseUrl::parse("https://a:b@vm.example"), Err(BaseUrlError::Credentials));
    }
}
