//! `/staff/currencies`: what one currency was worth in another, day by day.

pub(in crate::pages) mod add;
pub(in crate::pages) mod delete;
pub(in crate::pages) mod edit;
mod form;
pub(in crate::pages) mod history;
pub(in crate::pages) mod list;
