//! Every client's services.

pub(in crate::pages) mod address;
pub(in crate::pages) mod key;
pub(in crate::pages) mod list;
pub(in crate::pages) mod panel;
pub(in crate::pages) mod renew;
pub(in crate::pages) mod resume;
pub(in crate::pages) mod show;
pub(in crate::pages) mod suspend;
