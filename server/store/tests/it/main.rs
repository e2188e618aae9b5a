//! The store on both databases.

mod agreement;
mod balances;
mod catalogue;
mod logins;
mod prepared;
mod service_rows;
mod session_rows;
mod support;
