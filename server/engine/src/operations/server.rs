//! Making and removing a service's server at VMmanager.

mod await_removal;
mod await_server;
mod confirm;
mod create;
mod data;
mod look;
mod look_address;
mod power;
mod read_address;
mod remove;

pub(super) use await_removal::await_removal;
pub(super) use await_server::await_server;
pub(super) use confirm::confirm_server;
pub(super) use create::create_server;
pub(super) use look_address::look_at_address;
pub(crate) use look_address::public_addresses;
pub(super) use power::{Power, Switching, await_power, switch_power};
pub(super) use read_address::read_address;
pub(super) use remove::remove_server;

use domain::RemoteId;

use crate::{Error, Result};

/// A kept VMmanager id as VMmanager wants it.
fn number(id: &RemoteId) -> Result<u64> {
    id.as_str().parse().map_err(Error::setup)
}
