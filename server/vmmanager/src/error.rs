use sendonce::{Answer, Certainty, ConnectFault, Failure, FailureKind, TlsFault};

use crate::decode::node::Node;

/// A call without the asked-for answer: the kind, the remote's own words, and what it proves about the effect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {words}", kind.as_str())]
pub struct Error {
    kind: ErrorKind,
    words: String,
    certainty: Certainty,
}

/// The kinds of failure that a caller may want to tell apart (`docs/protocols/vmmanager.md` §2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The user is not let in.
    Auth,
    /// The user was let in, and the token that it got just now is turned away: a trouble of the session, which passes.
    TokenRefused,
    /// The user is known, and its log-in waits for a second factor.
    SecondFactor,
    /// The function is closed to requests like ours: for now, or to this user (`docs/protocols/vmmanager.md` §2.1).
    Closed,
    /// This user may not do it.
    Access,
    /// VMmanager's own license is not paid: it does next to nothing until that is (`docs/protocols/vmmanager.md` §5).
    LicenseUnpaid,
    /// VMmanager says in its own words that there is no such object.
    NotFound,
    /// A key of the request is not known there.
    UnexpectedProperty,
    /// The installation slept and is waking up (HTTP 503): ask again in a moment.
    WakingUp,
    /// Another HTTP status without VMmanager's own error, as a proxy or an outage sends it.
    Http(u16),
    /// The reply is not JSON, or was cut short.
    NotJson,
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
    /// JSON, but not what the function answers with; or a question that cannot be asked.
    Malformed,
    /// VMmanager refused with a code that has no kind of its own.
    Other {
        /// The code as sent: `3001`, `PROXY-3008`.
        code: Option<String>,
    },
}

/// The longest piece of the remote's words that is kept.
const WORDS: usize = 500;

impl Error {
    pub(crate) fn new(kind: ErrorKind, words: impl Into<String>, certainty: Certainty) -> Self {
        Self { kind, words: words.into(), certainty }
    }

    /// A whole reply that does not say what it should: the effect is not known.
    pub(crate) fn malformed(words: impl Into<String>) -> Self {
        Self::new(ErrorKind::Malformed, words, Certainty::Unknown)
    }

    /// The same failure of a request that had to come first: what was asked for never left.
    pub(crate) fn before_sending(self) -> Self {
        Self { certainty: Certainty::Unsent, ..self }
    }

    /// The same failure beside a sign that the request had its effect.
    pub(crate) fn undecided(self) -> Self {
        Self { certainty: Certainty::Unknown, ..self }
    }

    /// The same failure without a secret that the remote's words may repeat.
    pub(crate) fn without(mut self, secret: &str) -> Self {
        if secret.len() > 3 && self.words.contains(secret) {
            self.words = self.words.replace(secret, "***");
        }
        self
    }

    /// The same refusal of a token that waits for its second factor.
    pub(crate) fn for_want_of_a_second_factor(self) -> Self {
        Self { kind: ErrorKind::SecondFactor, ..self }
    }

    /// The same refusal of a token that was made just now.
    pub(crate) fn of_a_fresh_token(self) -> Self {
        Self { kind: ErrorKind::TokenRefused, ..self }
    }

    /// The same failure of a log-in, where a refusal without a kind of its own means: not let in.
    pub(crate) fn at_the_door(mut self) -> Self {
        if matches!(self.kind, ErrorKind::Access | ErrorKind::Closed | ErrorKind::Other { .. })
            && self.certainty == Certainty::Refused
        {
            self.kind = ErrorKind::Auth;
        }
        self
    }

    /// Reads `{"error":{"code":…,"msg":…}}`, which may come with any status. An error of the server (5xx) may have
    /// struck in the middle of the work, so only the others are a clear refusal.
    pub(crate) fn refusal(error: Node<'_>, status: u16) -> Self {
        let code = error.field("code").and_then(Node::text).filter(|code| !code.is_empty());
        let said = error.field("msg").and_then(Node::text).or_else(|| error.text()).unwrap_or_default();
        let number = code.as_deref().and_then(|code| code.rsplit('-').next()?.parse::<u32>().ok());
        let lower = said.to_lowercase();
        let is_missing = ["not found", "does not exist", "doesn't exist", "no such"];
        let kind = match (status, number) {
            (401, _) | (_, Some(1000)) => ErrorKind::Auth,
            (503, _) => ErrorKind::WakingUp,
            (_, Some(3001)) => ErrorKind::Closed,
            (_, Some(3008)) => ErrorKind::UnexpectedProperty,
            (..=499, _) if is_unpaid(&lower) => ErrorKind::LicenseUnpaid,
            (403, _) => ErrorKind::Access,
            (404, _) => ErrorKind::NotFound,
            (400..=499, _) if is_missing.iter().any(|words| lower.contains(words)) => ErrorKind::NotFound,
            _ => ErrorKind::Other { code: code.as_deref().map(str::to_owned) },
        };
        let is_clear = status < 500 && (code.is_some() || !said.is_empty());
        let words = if said.is_empty() {
            format!("an error with code {:?} and without words", code.unwrap_or_default())
        } else {
            said.chars().take(WORDS).collect()
        };
        Self::new(kind, words, if is_clear { Certainty::Refused } else { Certainty::Unknown })
    }

    /// A reply without VMmanager's own error that is not an answer either. 401 turns a request away at the door.
    pub(crate) fn no_answer(answer: &Answer) -> Self {
        let status = answer.status;
        let words = format!("VMmanager answered with HTTP status {status}");
        match status {
            401 => Self::new(ErrorKind::Auth, words, Certainty::Refused),
            503 => Self::new(ErrorKind::WakingUp, "VMmanager is waking up", Certainty::Unknown),
            200..=299 => {
                Self::new(ErrorKind::NotJson, "the reply is not JSON, or was cut short", Certainty::Unknown)
            }
            _ => Self::new(ErrorKind::Http(status), words, Certainty::Unknown),
        }
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

/// Whether words say that VMmanager's own license does not serve; no code of that is known.
fn is_unpaid(lower: &str) -> bool {
    let of_a_license = ["licens", "licenc", "лицензи"];
    let does_not_serve = [
        "not active",
        "inactive",
        "expired",
        "not paid",
        "unpaid",
        "suspended",
        "blocked",
        "не активн",
        "неактивн",
        "истек",
        "не оплачен",
        "приостановлен",
        "заблокирован",
    ];
    let speaks_of = |marks: &[&str]| marks.iter().any(|mark| lower.contains(mark));
    speaks_of(&of_a_license) && speaks_of(&does_not_serve)
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
            Self::Auth => "auth",
            Self::TokenRefused => "token_refused",
            Self::SecondFactor => "second_factor",
            Self::Closed => "closed",
            Self::Access => "access",
            Self::LicenseUnpaid => "license_unpaid",
            Self::NotFound => "not_found",
            Self::UnexpectedProperty => "unexpected_property",
            Self::WakingUp => "waking_up",
            Self::Http(_) => "http",
            Self::NotJson => "not_json",
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
