//! A client's services.

pub(super) mod delete;
mod install;
pub(in crate::pages) mod key;
pub(super) mod list;
pub(in crate::pages) mod renew;
pub(super) mod show;
mod suspension;
