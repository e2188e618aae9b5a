//! The sandbox: a license server (BILLmanager) and a VMmanager 6 on one port, with state, faults and a clock that
//! can be moved.
//!
//! It is a second reading of `docs/protocols/billmanager.md` and `docs/protocols/vmmanager.md`, independent of the
//! clients. It is strict about what it accepts, and says one fact in several documented shapes.
//!
//! | path | what |
//! |---|---|
//! | `/billmgr`, `/manager/billmgr` | the license server; accounts below |
//! | `/auth/v4/…`, `/vm/v3/…` | VMmanager; users below |
//! | `/plain/…` | a page of a web server that knows nothing of either |
//! | `/api/…` | an API of something else, in JSON |
//! | `GET /sandbox/state` | everything, with the last requests |
//! | `POST /sandbox/clock` | `{"advance_days": 40}` |
//! | `POST /sandbox/balance` | `{"account": "reseller", "balance": "5.00"}` |
//! | `POST`, `GET`, `DELETE /sandbox/faults` | `[{"function": "soft.order.param", "nth": 1, "what": "timeout_after"}]` |
//! | `POST /sandbox/people` | `{"do": "delete_license", "license": 1001}` |
//!
//! # Accounts
//!
//! One for each thing that can be wrong with a connection. At the license server the password is `sandbox-` and the name.
//!
//! | account | what is wrong |
//! |---|---|
//! | [`RESELLER`], [`RESELLER2`] | nothing |
//! | [`READONLY`] | may look, and change nothing |
//! | [`NO_ORDER`] | may not order |
//! | [`NO_SUSPEND`] | may order, but neither suspend nor delete |
//! | [`ELSEWHERE`] | may log in from other addresses only (`auth`, `badip`) |
//! | [`SECOND_FACTOR`] | is let in after a second factor only (`whoami` leads to `totp.confirm`, the rest is `extraconfirm`) |
//! | [`BLOCKED`] | its log-ins are blocked (`auth`, `blocklogon`) |
//! | [`VM_ADMIN`] | nothing |
//! | [`VM_USER`] | is no administrator of VMmanager |
//! | [`VM_SECOND_FACTOR`] | its token is never confirmed |
//!
//! [`Running::listen_tls`] (`--tls-listen`) serves the same with a certificate that nobody trusts.
//!
//! # Faults
//!
//! A [`FaultPlan`] says what goes wrong with which calls, which ways the servers have while it is played, and what
//! people do behind our back: `--fault-plan FILE`, `Config::fault_plan`, [`Running::play`], or `POST /sandbox/faults`.
//! `docs/sandbox.md` describes plans, kinds of faults, acts of people and what is left out; plans to begin with are in
//! `server/sandbox/plans`.

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
mod elsewhere;
mod faults;
mod journal;
mod license;
mod money;
mod person;
mod plan;
mod request_log;
mod server;
mod shape;
mod sticky;
mod tls;
mod vm;
mod wire;
mod world;

pub use calendar::ChangeRule;
pub use config::{Config, Door, Login, VmLogin};
pub use faults::fault_plan::{FaultPlan, FaultPlanError};
pub use server::{Running, StartError, start};
pub use tls::Certificate;

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
/// User name of an account that may suspend and delete, but not order.
pub const NO_ORDER: &str = "noorder";
/// User name of an account that may order, but neither suspend nor delete.
pub const NO_SUSPEND: &str = "nosuspend";
/// User name of an account that is let in from other addresses only.
pub const ELSEWHERE: &str = "elsewhere";
/// User name of an account with a second factor.
pub const SECOND_FACTOR: &str = "secondfactor";
/// User name of an account whose log-ins are blocked.
pub const BLOCKED: &str = "blocked";
/// E-mail address of the VMmanager administrator.
pub const VM_ADMIN: &str = "admin@sandbox.test";
/// Password of [`VM_ADMIN`].
pub const VM_ADMIN_PASSWORD: &str = "sandbox-admin";
/// E-mail address of a VMmanager user who is no administrator.
pub const VM_USER: &str = "user@sandbox.test";
/// Password of [`VM_USER`].
pub const VM_USER_PASSWORD: &str = "sandbox-user";
/// E-mail address of a VMmanager administrator with a second factor.
pub const VM_SECOND_FACTOR: &str = "secondfactor@sandbox.test";
/// Password of [`VM_SECOND_FACTOR`].
pub const VM_SECOND_FACTOR_PASSWORD: &str = "sandbox-secondfactor";
