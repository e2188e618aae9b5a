//! Licenses at the license servers.

pub(in crate::pages) mod list;
pub(in crate::pages) mod show;
