//! A client's services.

pub(super) mod delete;
pub(super) mod list;
pub(super) mod renew;
pub(super) mod show;
