mod cause;

use std::error::Error as StdError;

use crate::Certainty;

pub use cause::{ConnectFault, TlsFault};

/// A request without a whole reply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct Failure {
    /// What happened.
    pub kind: FailureKind,
    /// What it tells about the effect at the remote.
    pub certainty: Certainty,
    /// The causes in one line, without the address.
    pub words: String,
    /// The HTTP status, if a reply had begun.
    pub status: Option<u16>,
    /// How many bytes of the reply had been read.
    pub reply_bytes: usize,
}

/// What stood between us and a whole reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
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
    /// The request could not be put together.
    Request,
}

impl Failure {
    /// The time was up before the request was sent.
    pub(crate) fn too_late() -> Self {
        Self {
            kind: FailureKind::Timeout,
            certainty: Certainty::Unsent,
            words: "no time was left to send the request".to_owned(),
            status: None,
            reply_bytes: 0,
        }
    }

    /// Sorts an error that came before the reply's first byte.
    pub(crate) fn before_reply(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let words = chain(&error);
        let (kind, certainty) = if error.is_builder() {
            (FailureKind::Request, Certainty::Unsent)
        } else if error.is_connect() {
            (connect_kind(&error, &words), Certainty::Unsent)
        } else if error.is_timeout() {
            (FailureKind::Timeout, Certainty::Unknown)
        } else {
            (FailureKind::Cut, Certainty::Unknown)
        };
        Self { kind, certainty, words, status: None, reply_bytes: 0 }
    }

    /// Sorts an error that came while the reply was read.
    pub(crate) fn within_reply(error: reqwest::Error, status: u16, reply_bytes: usize) -> Self {
        let error = error.without_url();
        let kind = if error.is_timeout() { FailureKind::Timeout } else { FailureKind::Cut };
        let words = chain(&error);
        Self { kind, certainty: Certainty::Unknown, words, status: Some(status), reply_bytes }
    }

    pub(crate) fn too_large(limit: usize, status: u16) -> Self {
        Self {
            kind: FailureKind::TooLarge,
            certainty: Certainty::Unknown,
            words: format!("the reply is larger than {limit} bytes"),
            status: Some(status),
            reply_bytes: limit,
        }
    }
}

fn connect_kind(error: &reqwest::Error, words: &str) -> FailureKind {
    if error.is_timeout() {
        return FailureKind::Timeout;
    }
    match cause::tls(error, words) {
        Some(fault) => FailureKind::Tls(fault),
        None => FailureKind::Connect(cause::connect(error, words)),
    }
}

/// The error and its causes in one line; a cause that repeats the words before it is left out.
fn chain(error: &dyn StdError) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string();
        if !line.ends_with(&words) {
            line.push_str(": ");
            line.push_str(&words);
        }
        next = cause.source();
    }
    line
}
