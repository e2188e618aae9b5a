//! `/staff/products/enumerations/{id}/values`: what can be chosen, in its order.

pub(in crate::pages) mod add;
pub(in crate::pages) mod delete;
pub(in crate::pages) mod edit;
mod form;
pub(in crate::pages) mod import;
pub(in crate::pages) mod list;
mod plan_check;
mod plan_table;
mod planned;
mod row;
