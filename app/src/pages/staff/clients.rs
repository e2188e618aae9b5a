//! Clients, for staff.

pub(in crate::pages) mod correct;
pub(in crate::pages) mod list;
pub(in crate::pages) mod show;

mod tables;
