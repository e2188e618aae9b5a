use std::{fmt, str::FromStr};

use url::Url;

/// The one address of a panel; every request goes there (`docs/protocols/billmanager.md` §1.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint(Url);

/// Why a text is not the address of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
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

impl Endpoint {
    /// Reads an address as an operator types or copies it: the path is kept, `/billmgr` is appended unless the
    /// last segment begins with it, query (`?func=logon`) and fragment are dropped, `https://` is added if missing.
    pub fn parse(typed: &str) -> Result<Self, EndpointError> {
        let typed = typed.trim();
        let full = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let mut url = Url::parse(&full).map_err(|_| EndpointError::NotAUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(EndpointError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::Credentials);
        }
        url.set_query(None);
        url.set_fragment(None);
        let path = url.path().trim_end_matches('/').to_owned();
        let last = path.rsplit('/').next().unwrap_or_default();
        url.set_path(&if last.starts_with("billmgr") { path } else { format!("{path}/billmgr") });
        Ok(Self(url))
    }

    /// The address as a URL.
    pub fn as_url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::parse(typed)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> String {
        Endpoint::parse(typed).unwrap().to_string()
    }

    #[test]
    fn billmgr_is_appended_where_the_path_does_not_end_with_it() {
        assert_eq!(parsed("https://api.example.com"), "https://api.example.com/billmgr");
        assert_eq!(parsed("https://api.example.com/manager/"), "https://api.example.com/manager/billmgr");
        assert_eq!(parsed(" api.example.com:1500 "), "https://api.example.com:1500/billmgr");
    }

    #[test]
    fn the_path_as_typed_is_kept() {
        assert_eq!(parsed("https://h.example/manager/billmgr"), "https://h.example/manager/billmgr");
        assert_eq!(parsed("http://h.example/billmgr-api/"), "http://h.example/billmgr-api");
    }

    #[test]
    fn the_log_in_query_of_a_copied_address_is_dropped() {
        assert_eq!(parsed("https://h.example/billmgr?func=logon#top"), "https://h.example/billmgr");
    }

    #[test]
    fn an_address_with_a_password_or_another_scheme_is_refused() {
        assert_eq!(Endpoint::parse("https://u:p@h.example/"), Err(EndpointError::Credentials));
        assert_eq!(Endpoint::parse("ftp://h.example/"), Err(EndpointError::Scheme));
        assert_eq!(Endpoint::parse("https://"), Err(EndpointError::NotAUrl));
        assert_eq!(Endpoint::parse(""), Err(EndpointError::NotAUrl));
    }
}
