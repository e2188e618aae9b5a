//! The processing modules.

pub(in crate::pages) mod add;
mod connection;
pub(in crate::pages) mod delete;
mod draft;
mod fields;
pub(in crate::pages) mod history;
pub(in crate::pages) mod list;
pub(in crate::pages) mod show;
mod state;
mod wizard;
