//! A tariff plan between its form and its rows.

pub(crate) mod described;
mod form;
mod read;
mod recipes;

pub use form::{TariffForm, TypedPrice, TypedRecipe, TypedSystem};
pub(crate) use read::read;
