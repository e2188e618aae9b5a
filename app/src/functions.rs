//! Server functions: each says who may, reads the form, does one action and redirects.

mod log_in;
mod log_out;

pub use log_in::{LogIn, log_in};
pub use log_out::{LogOut, log_out};
