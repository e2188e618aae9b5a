use serde::{Deserialize, Serialize};

/// What is wrong with a connection, told apart by what a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionProblem {
    /// The URL is not a web address, or holds a password.
    BadAddress,
    /// There is no connection.
    Unreachable(Unreachable),
    /// There is a connection, but no trust.
    Tls(TlsProblem),
    /// The answer leads to another address.
    Redirected,
    /// Nothing is at this path: that of a BILLmanager ends with `/billmgr`.
    WrongPath,
    /// Something else than a BILLmanager answers.
    NotBillmanager,
    /// Something else than a VMmanager 6 answers.
    NotVmmanager,
    /// A page in front of the remote system wants to see a human.
    Captcha,
    /// An HTTP status that only an outage, a proxy or a firewall sends.
    ServerError(u16),
    /// It is busy, or it was not our turn.
    RemoteBusy,
    /// The license of the remote system itself is not paid.
    Unpaid,
    /// The user name or the password is wrong.
    WrongPassword,
    /// Log-ins from our address are not allowed, or blocked.
    BlockedAddress,
    /// The user has a second factor switched on.
    SecondFactor,
    /// The user's log-ins are blocked.
    BlockedUser,
    /// The user is not let in, for another reason.
    NotLetIn,
    /// The user may not read this.
    NoRightToRead,
    /// The user may not order licenses.
    NoRightToOrder,
    /// The user may not suspend or not delete licenses.
    NoRightToSuspendAndDelete,
    /// The user is no administrator.
    NotAdministrator,
}

/// Why there is no connection, or no answer on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreachable {
    /// The host's name is not known.
    NoSuchName,
    /// The host is there, and nothing listens at the port.
    Refused,
    /// No way leads to the host.
    NoRoute,
    /// Nothing came in time.
    Timeout,
    /// The connection broke before the answer was whole.
    Cut,
    /// Something else.
    Other,
}

/// Why there is no trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TlsProblem {
    /// The certificate is signed by itself, or by an authority that is not known here.
    Untrusted,
    /// The certificate has expired.
    Expired,
    /// The certificate is not valid yet.
    NotYetValid,
    /// The certificate is for another name.
    WrongName,
    /// The port does not speak TLS.
    NotTls,
    /// Something else.
    Other,
}

impl ConnectionProblem {
    /// Whether the next question could have another answer: a missing right is one thing's, the rest is everything's.
    pub(super) fn concerns_one_thing(self) -> bool {
        matches!(
            self,
            Self::NoRightToRead
                | Self::NoRightToOrder
                | Self::NoRightToSuspendAndDelete
                | Self::NotAdministrator
        )
    }
}
