//! Orders, for staff.

pub(in crate::pages) mod list;
pub(in crate::pages) mod show;
