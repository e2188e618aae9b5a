//! The staff's pages.

pub(super) mod clients;
pub(super) mod configuration_check;
pub(super) mod coverage;
pub(super) mod dashboard;
pub(super) mod enumerations;
pub(super) mod licenses;
pub(super) mod modules;
pub(super) mod needs_person;
pub(super) mod operations;
pub(super) mod options;
pub(super) mod orders;
pub(crate) mod parameters;
pub(super) mod pool;
pub(super) mod product_groups;
pub(super) mod purchases;
pub(super) mod rates;
pub(super) mod services;
pub(super) mod tariffs;
pub(super) mod tasks;
pub(super) mod values;

pub(crate) use operations::Meant;
