//! What a failed question says about the connection.

use sendonce::{ConnectFault, TlsFault};

use super::{CheckWhat, ConnectionProblem, TlsProblem, Unreachable};

/// What a failure says: a problem, or nothing about the connection.
pub(super) type Sorted = Option<ConnectionProblem>;

/// A client's error, read for the person who set up the connection.
pub(super) trait Sort {
    /// What is wrong, by what was asked and by the URL as typed.
    fn sort(&self, what: CheckWhat, typed: &str) -> Sorted;

    /// The remote system's words.
    fn said(&self) -> &str;
}

impl Sort for billmanager::Error {
    fn sort(&self, what: CheckWhat, typed: &str) -> Sorted {
        use ConnectionProblem as P;
        use billmanager::{ErrorKind as K, NotJson};
        let is_log_in = what == CheckWhat::LogIn;
        // Whoever has told us who we are is a BILLmanager, whatever it says later.
        let stranger =
            || is_log_in.then(|| if names_billmgr(typed) { P::NotBillmanager } else { P::WrongPath });
        match self.kind() {
            K::Auth { reason } => Some(match reason.as_deref() {
                Some("badpassword") => P::WrongPassword,
                Some("second_factor") => P::SecondFactor,
                Some("badip" | "blocked_ip" | "blockgeoip") => P::BlockedAddress,
                Some("blocklogon") => P::BlockedUser,
                _ => P::NotLetIn,
            }),
            K::Access => (!is_log_in).then_some(P::NoRightToRead),
            K::Busy => Some(P::RemoteBusy),
            K::NotJson(NotJson::Captcha) => Some(P::Captcha),
            K::NotJson(NotJson::Html | NotJson::Empty | NotJson::Text) | K::Malformed | K::TooLarge => {
                stranger()
            }
            K::Http(404 | 405 | 410) => Some(P::WrongPath),
            K::Http(status) => Some(by_status(*status)),
            K::Timeout => Some(P::Unreachable(Unreachable::Timeout)),
            K::Cut => Some(P::Unreachable(Unreachable::Cut)),
            K::Connect(fault) => Some(P::Unreachable(unreachable(*fault))),
            K::Tls(fault) => Some(P::Tls(tls(*fault))),
            // These are about an object or a function, not about us.
            _ => None,
        }
    }

    fn said(&self) -> &str {
        self.words()
    }
}

impl Sort for vmmanager::Error {
    fn sort(&self, what: CheckWhat, _: &str) -> Sorted {
        use ConnectionProblem as P;
        use vmmanager::ErrorKind as K;
        let is_log_in = what == CheckWhat::LogIn;
        let stranger = || is_log_in.then_some(P::NotVmmanager);
        match self.kind() {
            K::Auth | K::TokenRefused => Some(not_let_in(self.words())),
            K::SecondFactor => Some(P::SecondFactor),
            K::Access | K::Closed => (!is_log_in).then_some(P::NoRightToRead),
            K::LicenseUnpaid => Some(P::Unpaid),
            K::WakingUp => Some(P::RemoteBusy),
            K::NotJson | K::Malformed | K::TooLarge | K::NotFound | K::Http(404 | 405 | 410) => stranger(),
            K::Http(status) => Some(by_status(*status)),
            K::Timeout => Some(P::Unreachable(Unreachable::Timeout)),
            K::Cut => Some(P::Unreachable(Unreachable::Cut)),
            K::Connect(fault) => Some(P::Unreachable(unreachable(*fault))),
            K::Tls(fault) => Some(P::Tls(tls(*fault))),
            _ => None,
        }
    }

    fn said(&self) -> &str {
        self.words()
    }
}

/// Whether the URL as typed names the program and not only the host.
fn names_billmgr(typed: &str) -> bool {
    let address = typed.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    // What stands before the first slash is the host.
    let path = address.split_once('/').map(|(_, path)| path);
    path.and_then(|path| path.rsplit('/').next()).is_some_and(|last| last.starts_with("billmgr"))
}

/// The codes of a refused log-in are not known (`docs/protocols/vmmanager.md` §2.1), so its words decide.
fn not_let_in(words: &str) -> ConnectionProblem {
    let lower = words.to_lowercase();
    let speaks_of = |marks: &[&str]| marks.iter().any(|mark| lower.contains(mark));
    if speaks_of(&["two-factor", "second factor", "2fa", "totp", "one-time"]) {
        ConnectionProblem::SecondFactor
    } else if speaks_of(&["ip address", "ip-address", "your ip"]) {
        ConnectionProblem::BlockedAddress
    } else if speaks_of(&["blocked", "suspended", "disabled", "locked", "inactive"]) {
        ConnectionProblem::BlockedUser
    } else if speaks_of(&["password", "credentials", "email", "login"]) {
        ConnectionProblem::WrongPassword
    } else {
        ConnectionProblem::NotLetIn
    }
}

fn by_status(status: u16) -> ConnectionProblem {
    match status {
        300..=399 => ConnectionProblem::Redirected,
        429 => ConnectionProblem::RemoteBusy,
        _ => ConnectionProblem::ServerError(status),
    }
}

fn unreachable(fault: ConnectFault) -> Unreachable {
    match fault {
        ConnectFault::NoSuchName => Unreachable::NoSuchName,
        ConnectFault::Refused => Unreachable::Refused,
        ConnectFault::NoRoute => Unreachable::NoRoute,
        ConnectFault::Other => Unreachable::Other,
    }
}

fn tls(fault: TlsFault) -> TlsProblem {
    match fault {
        TlsFault::Untrusted => TlsProblem::Untrusted,
        TlsFault::Expired => TlsProblem::Expired,
        TlsFault::NotYetValid => TlsProblem::NotYetValid,
        TlsFault::WrongName => TlsProblem::WrongName,
        TlsFault::NotTls => TlsProblem::NotTls,
        TlsFault::Other => TlsProblem::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_billmgr_in_its_last_part() {
        for typed in ["https://h.example/billmgr", "h.example/manager/billmgr/", "h/billmgr-api?func=logon"] {
            assert!(names_billmgr(typed), "{typed}");
        }
        for typed in ["https://h.example", "https://billmgr.example/", "h.example/manager"] {
            assert!(!names_billmgr(typed), "{typed}");
        }
    }

    #[test]
    fn a_refused_log_in_at_vmmanager_is_told_by_its_words() {
        let of = not_let_in;
        assert_eq!(of("Invalid email or password"), ConnectionProblem::WrongPassword);
        assert_eq!(of("The user is blocked"), ConnectionProblem::BlockedUser);
        assert_eq!(of("Access from your IP is denied"), ConnectionProblem::BlockedAddress);
        assert_eq!(of("Two-factor code required"), ConnectionProblem::SecondFactor);
        assert_eq!(of("VMmanager answered with HTTP status 401"), ConnectionProblem::NotLetIn);
    }
}
