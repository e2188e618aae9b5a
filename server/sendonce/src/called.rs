use std::time::Duration;

use crate::Certainty;

/// The result of one method of a client, with a record of each request that it sent.
#[derive(Debug)]
#[must_use = "the records belong into the call log, the result decides what happens next"]
pub struct Called<T, E> {
    /// What came of it.
    pub result: Result<T, E>,
    /// The requests in the order they were sent: mostly one, more where a login or a second way was needed.
    pub records: Vec<CallRecord>,
}

impl<T, E> Called<T, E> {
    /// The result alone, for callers that keep no call log.
    pub fn into_result(self) -> Result<T, E> {
        self.result
    }
}

/// One request as a call log may keep it: never a password, a token, a session or a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// The remote's name of what was called, such as `soft.order.param` or `POST /vm/v3/host`.
    pub function: String,
    /// The request's fields that are on the client's allow-list, in the order sent.
    pub fields: Vec<(String, String)>,
    /// Whether it was sent as a change (once, on its own connection) or as a read.
    pub is_change: bool,
    /// From sending until the whole reply was read and decoded.
    pub duration: Duration,
    /// The HTTP status, if a reply began.
    pub status: Option<u16>,
    /// How many bytes of the reply were read.
    pub reply_bytes: usize,
    /// How many HTTP requests it took: more than one if the remote answered "still working, ask here".
    pub exchanges: u32,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a recorded request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The reply was what the caller asked for.
    Done,
    /// It failed.
    Failed {
        /// The kind of failure in one stable word, such as `access` or `timeout`.
        kind: &'static str,
        /// The remote's words, or ours where it said nothing.
        words: String,
        /// What the failure tells about the effect.
        certainty: Certainty,
    },
}
