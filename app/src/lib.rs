//! What people see: pages, forms, islands, and the server functions behind the forms.
//!
//! Every page is complete HTML and every action a form; only [`islands`] and the signatures of [`functions`] are
//! compiled for the browser.
#![recursion_limit = "256"]

pub mod failure;
pub mod functions;
pub mod islands;
mod texts;
pub mod typed;

#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod flash;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod peer;
#[cfg(feature = "ssr")]
mod reveal;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod visitor;

#[cfg(feature = "ssr")]
pub use peer::Peer;
#[cfg(feature = "ssr")]
pub use shell::{App, shell};
