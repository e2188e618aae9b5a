//! The sandbox: a license server (BILLmanager) and a VMmanager 6 on one port, with state, faults and a clock that
//! can be moved.
//!
//! It is a second reading of `docs/protocols/billmanager.md` and `docs/protocols/vmmanager.md`, independent of the
//! clients. It is strict about what it accepts, and says one fact in several documented shapes.
//!
//! | path | what |
//! |---|---|
//! | `/billmgr`, `/manager/billmgr` | the license server; accounts [`RESELLER`], [`RESELLER2`], [`READONLY`] |
//! | `/auth/v4/…`, `/vm/v3/…` | VMmanager; administrator [`VM_ADMIN`] |
//! | `GET /sandbox/state` | everything, with the last requests |
//! | `POST /sandbox/clock` | `{"advance_days": 40}` |
//! | `POST /sandbox/balance` | `{"account": "reseller", "balance": "5.00"}` |
//! | `POST`, `GET`, `DELETE /sandbox/faults` | `[{"function": "soft.order.param", "nth": 1, "what": "timeout_after"}]` |

mod account;
mod app;
mod billmgr;
mod calendar;
mod clock;
mod config;
mod control;
mod days;
mod deliver;
mod element;
mod faults;
mod journal;
mod license;
mod money;
mod plan;
mod request_log;
mod server;
mod shape;
mod vm;
mod wire;
mod world;

pub use calendar::ChangeRule;
pub use config::{Config, Login};
pub use server::{Running, StartError, start};

/// User name of the demo's account at the license server.
pub const RESELLER: &str = "reseller";
/// Password of [`RESELLER`].
pub const RESELLER_PASSWORD: &str = "sandbox-reseller";
/// User name of a second account, which never sees the first one's licenses.
pub const RESELLER2: &str = "reseller2";
/// Password of [`RESELLER2`].
pub const RESELLER2_PASSWORD: &str = "sandbox-reseller2";
/// User name of an account that may look but not order.
pub const READONLY: &str = "readonly";
/// Password of [`READONLY`].
pub const READONLY_PASSWORD: &str = "sandbox-readonly";
/// E-mail address of the VMmanager administrator.
pub const VM_ADMIN: &str = "admin@sandbox.test";
/// Password of [`VM_ADMIN`].
pub const VM_ADMIN_PASSWORD: &str = "sandbox-admin";
