//! Getting a license onto a server's address, and off it again.

mod address_check;
mod address_wait;
mod apply;
mod await_key;
mod buy;
mod change_plan;
mod choose;
mod claim;
mod data;
mod facts;
mod fit;
mod found;
mod funds;
mod missing;
mod new_key;
mod put_back;
mod release;
mod relocate;
mod renew;
mod seek;
mod set_aside;

/// What was planned longer ago than this, in milliseconds, is weighed anew before it is sent: prices, the pool and what
/// people did at the license server may have changed while it waited for money.
const PLAN_MS: i64 = 600_000;

pub(super) use await_key::await_key;
pub(super) use buy::buy;
pub(super) use change_plan::{ChangingPlan, plan_change_of_plan, seek_change_of_plan, send_change_of_plan};
pub(super) use choose::{Chosen, choose};
pub(super) use claim::{change_address, change_key, check_card, rename, resume};
pub(super) use fit::fit;
pub(super) use new_key::{key_changed, look_at_key, new_key};
pub(super) use put_back::put_back;
pub(super) use release::{free_address, free_marker, free_name, free_power, look_before_release};
pub(super) use relocate::{Moving, confirm_move, decide_move, move_license};
pub(super) use renew::{Renewing, plan_renewal, resume_renewed, seek_renewal, send_renewal};
pub(super) use seek::seek;

pub(super) use set_aside::{Aside, give_back, set_aside, settle_stop};

pub(crate) use data::{Data, PanelChange, Wanted, agree_to, allow_purchase};
pub(crate) use facts::facts;
pub(crate) use found::{KEY_COLUMN, keep_bought, merged};
pub(crate) use seek::sought;
