pub(in crate::pages) mod delete;
pub(in crate::pages) mod form;
mod grid;
pub(in crate::pages) mod history;
pub(in crate::pages) mod list;
pub(in crate::pages) mod prices;
pub(in crate::pages) mod restore;
