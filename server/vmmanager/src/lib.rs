//! A client for the HTTP API of VMmanager 6, as a module that sells virtual servers needs it.
//!
//! Every method of [`Client`] is one thing that VMmanager can be asked for, and returns a [`Called`]: the result,
//! and a record of each request for a call log. A change is sent at most once, except where VMmanager itself turned
//! it away for an old token; [`Error::certainty`] tells what a failure proves about the effect. The facts are in
//! `docs/protocols/vmmanager.md`.

mod account;
mod base_url;
mod catalogue;
mod client;
mod credentials;
mod decode;
mod error;
mod host;
mod task;
mod whoami;

pub use account::{AccountRow, NewAccount};
pub use base_url::{BaseUrl, BaseUrlError};
pub use catalogue::{Cluster, Os, Preset, Recipe};
pub use client::{Client, SetupError};
pub use credentials::Credentials;
pub use error::{Error, ErrorKind};
pub use host::address::HostAddress;
pub use host::create::{CreateHost, HostSize, HostSystem};
pub use host::read::{Host, HostState};
pub use host::recipe::RunRecipe;
pub use host::started::Started;
pub use sendonce::{CallRecord, Certainty, ConnectFault, Outcome, Settings, TlsFault};
pub use task::{TaskName, TaskRow, TaskState};
pub use whoami::User;

/// What a method of [`Client`] returns: the result, and a record of each request sent.
pub type Called<T> = sendonce::Called<T, Error>;
