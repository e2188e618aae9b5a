//! `/staff/products/tariff-plans`: what clients can order.

pub(in crate::pages) mod add;
pub(in crate::pages) mod copy;
pub(in crate::pages) mod delete;
pub(in crate::pages) mod edit;
mod form;
pub(in crate::pages) mod history;
pub(in crate::pages) mod list;
