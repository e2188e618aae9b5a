//! Getting a license onto a server's address, and off it again.

mod address_wait;
mod apply;
mod await_key;
mod buy;
mod choose;
mod claim;
mod data;
mod facts;
mod fit;
mod found;
mod funds;
mod missing;
mod put_back;
mod release;
mod renew;
mod seek;

pub(super) use await_key::await_key;
pub(super) use buy::buy;
pub(super) use choose::{Chosen, choose};
pub(super) use claim::{change_address, change_key, check_card, rename, resume};
pub(super) use fit::fit;
pub(super) use put_back::put_back;
pub(super) use release::{free_address, free_marker, free_name, free_power, look_before_release};
pub(super) use renew::{Renewing, plan_renewal, resume_renewed, seek_renewal, send_renewal};
pub(super) use seek::seek;

pub(crate) use data::allow_purchase;
pub(crate) use facts::facts;
pub(crate) use found::{KEY_COLUMN, keep_bought};
pub(crate) use seek::sought;
