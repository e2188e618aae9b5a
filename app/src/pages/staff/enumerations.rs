//! `/staff/products/enumerations`: the lists that options take their values from.

pub(in crate::pages) mod add;
pub(in crate::pages) mod delete;
pub(in crate::pages) mod edit;
mod form;
pub(in crate::pages) mod history;
pub(in crate::pages) mod list;
