//! Ordering: what is on sale, and the form.

pub(super) mod form;
pub(super) mod list;
