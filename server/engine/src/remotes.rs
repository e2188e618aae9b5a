//! The remote systems: how they are reached, in turn, and what an answer means.

pub mod calls;
pub mod clients;
pub mod connection;
pub mod license_server;
pub mod saved;
pub mod verdict;
pub mod vm_lists;
pub mod vm_server;

pub use calls::{CallFailure, Remote};
pub use license_server::LicenseServer;
pub use verdict::Verdict;
pub use vm_server::VmServer;
