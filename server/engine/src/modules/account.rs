//! Where a module leads: one account at one remote system.

use domain::ModuleKind;
use domain::form::{Problem, Reader};

/// An account at a remote system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What kind of system it is.
    pub kind: ModuleKind,
    /// Its address, in the one form in which equal ones are equal.
    pub url: String,
    /// The user that we are there.
    pub username: String,
}

impl Account {
    /// Reads an account as typed.
    pub(crate) fn read(read: &mut Reader, kind: ModuleKind, url: &str, username: &str) -> Self {
        let mut url = read.text("url", url, 500);
        if !url.is_empty() {
            match normal(kind, &url) {
                Ok(normal) => url = normal,
                Err(problem) => read.refuse("url", problem),
            }
        }
        Self { kind, url, username: read.text("username", username, 200) }
    }

    /// The same account, with its address in the one form; one that is no web address stays as it is.
    pub(crate) fn normalised(self) -> Self {
        Self { url: normal(self.kind, &self.url).unwrap_or(self.url), ..self }
    }

    /// Whether the other leads to another installation, or at a license server to another account: what is ours here
    /// is not ours there.
    pub(crate) fn differs_from(&self, other: &Self) -> bool {
        let users_differ = self.kind == ModuleKind::Billmanager && self.username != other.username;
        users_differ || self.host_and_path() != other.host_and_path()
    }

    /// TLS or not, it is the same place.
    fn host_and_path(&self) -> &str {
        self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest)
    }
}

fn normal(kind: ModuleKind, typed: &str) -> Result<String, Problem> {
    use billmanager::{Endpoint, EndpointError};
    use vmmanager::{BaseUrl, BaseUrlError};
    match kind {
        ModuleKind::Billmanager => {
            Endpoint::parse(typed).map(|url| url.to_string()).map_err(|error| match error {
                EndpointError::Credentials => Problem::SecretInUrl,
                EndpointError::NotAUrl | EndpointError::Scheme => Problem::NotAUrl,
            })
        }
        ModuleKind::Vmmanager6 => {
            BaseUrl::parse(typed).map(|url| url.to_string()).map_err(|error| match error {
                BaseUrlError::Credentials => Problem::SecretInUrl,
                BaseUrlError::NotAUrl | BaseUrlError::Scheme => Problem::NotAUrl,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::form::FieldProblem;

    use super::*;

    fn read(kind: ModuleKind, url: &str) -> Result<String, Vec<FieldProblem>> {
        let mut read = Reader::default();
        let account = Account::read(&mut read, kind, url, "reseller");
        read.done().map(|()| account.url)
    }

    #[test]
    fn the_same_address_typed_in_two_ways_is_one() {
        for typed in [
            "https://API.example.com/billmgr?func=logon",
            " api.example.com ",
            "https://api.example.com:443/",
        ] {
            assert_eq!(
                read(ModuleKind::Billmanager, typed).unwrap(),
                "https://api.example.com/billmgr",
                "{typed}"
            );
        }
        assert_eq!(read(ModuleKind::Vmmanager6, "VM.example.com/").unwrap(), "https://vm.example.com");
    }

    #[test]
    fn what_is_no_address_or_holds_a_password_is_refused_beside_its_field() {
        let problem = |url| read(ModuleKind::Billmanager, url).unwrap_err().remove(0);
        assert_eq!(problem("ftp://api.example.com"), FieldProblem::new("url", Problem::NotAUrl));
        assert_eq!(
            problem("https://me:secret@api.example.com"),
            FieldProblem::new("url", Problem::SecretInUrl)
        );
        assert_eq!(problem("  "), FieldProblem::new("url", Problem::Missing));
    }

    #[test]
    fn another_user_is_another_account_at_a_license_server_only() {
        let account =
            |kind, url: &str, username: &str| Account { kind, url: url.into(), username: username.into() };
        let ours = account(ModuleKind::Billmanager, "https://a.example/billmgr", "one");
        assert!(ours.differs_from(&Account { username: "two".into(), ..ours.clone() }));
        assert!(ours.differs_from(&Account { url: "https://b.example/billmgr".into(), ..ours.clone() }));
        assert!(!ours.differs_from(&Account { url: "http://a.example/billmgr".into(), ..ours.clone() }));
        let ours = account(ModuleKind::Vmmanager6, "https://vm.example", "one@vm.example");
        assert!(!ours.differs_from(&Account { username: "two@vm.example".into(), ..ours.clone() }));
    }
}
