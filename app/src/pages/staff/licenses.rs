//! Licenses at the license servers.

mod charges;
pub(in crate::pages) mod list;
pub(in crate::pages) mod show;
