//! What can go wrong, and what it proves.

mod refusal;

use sendonce::{Certainty, ConnectFault, Failure, FailureKind, TlsFault};

pub(crate) use refusal::{Subject, refusal};

/// A call without the asked-for answer: the kind, the remote's own words, and what it proves about the effect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {words}", kind.as_str())]
pub struct Error {
    kind: ErrorKind,
    words: String,
    certainty: Certainty,
}

/// The kinds of failure that a caller may want to tell apart (`docs/protocols/billmanager.md` §1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The panel does not let this user in.
    Auth {
        /// The panel's `$object`: `badpassword`, `blocked_ip`; or `second_factor`.
        reason: Option<String>,
    },
    /// The session that had let us in was over: nothing took effect, and the next call logs in first.
    SessionOver,
    /// The user is known but has no right to this function.
    Access,
    /// No such object, or no such function.
    NotFound,
    /// There is one already.
    Exists,
    /// A field has a value that the panel does not take.
    Value {
        /// The field's name at the panel.
        field: String,
    },
    /// The account's balance and credit do not suffice.
    NoMoney,
    /// The address is refused: it has a license already, may not be used, or may not be changed yet.
    AddressRefused,
    /// Nothing was charged, but the order stands there behind an unpaid bill.
    PaymentRequired {
        /// The number of the bill, if it was given.
        bill: Option<String>,
    },
    /// Another operation on this object is running, or this one still is.
    Busy,
    /// The reply is not JSON.
    NotJson(NotJson),
    /// The panel answered with another HTTP status than 200, as only a proxy or an outage does.
    Http(u16),
    /// No answer in time.
    Timeout,
    /// No connection.
    Connect(ConnectFault),
    /// A connection, but no TLS session.
    Tls(TlsFault),
    /// The connection broke before the reply was whole.
    Cut,
    /// The reply is larger than the limit.
    TooLarge,
    /// JSON, but not what the function answers with.
    Malformed,
    /// The panel refused with a type that has no kind of its own.
    Other {
        /// The panel's `$type`.
        kind: String,
        /// The panel's `$object`.
        object: Option<String>,
        /// The panel's `$code`.
        code: Option<String>,
    },
}

/// What came instead of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJson {
    /// A page that wants to see a human.
    Captcha,
    /// Another HTML page.
    Html,
    /// Nothing.
    Empty,
    /// Some other text, or a reply cut short.
    Text,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, words: impl Into<String>, certainty: Certainty) -> Self {
        Self { kind, words: words.into(), certainty }
    }

    /// A whole reply that does not say what it should: the effect is not known.
    pub(crate) fn malformed(words: impl Into<String>) -> Self {
        Self::new(ErrorKind::Malformed, words, Certainty::Unknown)
    }

    /// The same failure, seen where the request before it may already have had its effect.
    pub(crate) fn undecided(self) -> Self {
        Self { certainty: Certainty::Unknown, ..self }
    }

    /// The same failure of a request that had to come first: what was asked for never left.
    pub(crate) fn before_sending(self) -> Self {
        Self { certainty: Certainty::Unsent, ..self }
    }

    /// The same refusal of a session that is no more: the next call will be let in.
    pub(crate) fn of_a_dead_session(self) -> Self {
        Self { kind: ErrorKind::Auth { reason: None }, ..self }
    }

    /// The same refusal of a change, which is not sent again by itself.
    pub(crate) fn of_an_ended_session(self) -> Self {
        Self { kind: ErrorKind::SessionOver, ..self }
    }

    /// The same failure without a secret that the remote's words may repeat.
    pub(crate) fn without(mut self, secret: &str) -> Self {
        if secret.len() > 3 && self.words.contains(secret) {
            self.words = self.words.replace(secret, "***");
        }
        self
    }

    /// The kind of failure.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The remote's own words, or ours where it said nothing; may be shown to staff.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// What this failure proves about the effect of the request.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let kind = match failure.kind {
            FailureKind::Timeout => ErrorKind::Timeout,
            FailureKind::Connect(fault) => ErrorKind::Connect(fault),
            FailureKind::Tls(fault) => ErrorKind::Tls(fault),
            FailureKind::Cut => ErrorKind::Cut,
            FailureKind::TooLarge => ErrorKind::TooLarge,
            FailureKind::Request => ErrorKind::Malformed,
        };
        Self::new(kind, failure.words, failure.certainty)
    }
}

impl ErrorKind {
    /// The kind in one stable word, for logs and tables.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Auth { .. } => "auth",
            Self::SessionOver => "session_over",
            Self::Access => "access",
            Self::NotFound => "not_found",
            Self::Exists => "exists",
            Self::Value { .. } => "value",
            Self::NoMoney => "no_money",
            Self::AddressRefused => "address_refused",
            Self::PaymentRequired { .. } => "payment_required",
            Self::Busy => "busy",
            Self::NotJson(NotJson::Captcha) => "captcha",
            Self::NotJson(_) => "not_json",
            Self::Http(_) => "http",
            Self::Timeout => "timeout",
            Self::Connect(_) => "connect",
            Self::Tls(_) => "tls",
            Self::Cut => "cut",
            Self::TooLarge => "too_large",
            Self::Malformed => "malformed",
            Self::Other { .. } => "other",
        }
    }
}
