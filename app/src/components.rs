//! The parts that pages are made of; `style/README.md` names the classes.

pub(crate) mod badge;
pub(crate) mod change_list;
pub(crate) mod confirm;
pub(crate) mod empty;
pub(crate) mod facts;
pub(crate) mod form;
pub(crate) mod frame;
pub(crate) mod header;
pub(crate) mod history;
pub(crate) mod icon;
pub(crate) mod input;
pub(crate) mod listing;
pub(crate) mod menu;
pub(crate) mod notice;
pub(crate) mod progress;
pub(crate) mod quote;
pub(crate) mod secret;
pub(crate) mod states;
pub(crate) mod steps;
pub(crate) mod tiles;
pub(crate) mod timeline;
pub(crate) mod toolbar;
