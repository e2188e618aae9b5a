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
//! A rule names a `function`: a BILLmanager function (`soft.order.param`) or method and path of VMmanager with ids as
//! `{id}` (`POST /vm/v3/host/{id}/stop`). It hits the `nth` matching call from now (1), and `times` calls from there (1),
//! or `every` one. `account` restricts it to one account, `with` to calls with these parameters (`"*"`: any value,
//! `""`: absent). What happens is `what`:
//!
//! | `what` | takes effect | reply |
//! |---|---|---|
//! | `refuse` (`type`, `object`, `msg`; VMmanager: `code`, `status`, `msg`) | no | that error |
//! | `no_money` | no | the error of an empty balance |
//! | `timeout_before`, `timeout_after` | no, yes | none until the client gives up |
//! | `close_before`, `close_after` | no, yes | none, the connection is closed |
//! | `cut_reply` | yes | half of it |
//! | `http_500`, `http_503`, `html_page`, `captcha`, `redirect` (307) | no | that |
//! | `http_500_after` | yes | status 500 |
//! | `long_reply` | yes | a page with a link to the real reply |
//! | `no_id` | yes | an order's reply without the new id |
//! | `slow_key` (`reads`) | yes | the key takes that many reads of the card |
//! | `expire_sessions` | – | every session and token is dead |
//! | `task_fail`, `slow_task` (`ms`) | yes | the VMmanager task fails, or takes that long |
//! | `delay_ms` (`ms`) | yes | comes late |

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
