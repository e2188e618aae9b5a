//! The staff's pages.

pub(super) mod dashboard;
pub(super) mod licenses;
pub(super) mod modules;
pub(super) mod operations;
pub(super) mod pool;
pub(super) mod services;
pub(super) mod tasks;
