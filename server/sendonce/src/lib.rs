//! HTTP for remotes where repeating a request costs money.
//!
//! A [`Sender`] holds two clients. The *reading* one may reuse connections; the *changing* one opens a new
//! connection for each request and repeats nothing: no retry, no redirect, HTTP/1 only. Replies are bounded, and
//! every failure says how sure we are that the remote did not act: its [`Certainty`].

mod called;
mod certainty;
mod failure;
mod parts;
mod sender;
mod settings;

pub use called::{CallRecord, Called, Outcome};
pub use certainty::Certainty;
pub use failure::{ConnectFault, Failure, FailureKind, TlsFault};
pub use sender::{Answer, Deadline, Manner, Sender};
pub use settings::{Settings, SetupError};
