//! `/staff/products/product-groups`: which plan codes are one product.

pub(in crate::pages) mod add;
pub(in crate::pages) mod delete;
pub(in crate::pages) mod edit;
pub(super) mod form;
pub(in crate::pages) mod history;
pub(in crate::pages) mod list;
