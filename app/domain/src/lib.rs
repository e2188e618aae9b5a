//! The rules of Keypool: pure types and decisions.
//!
//! Nothing here reads a clock, a database or a network: `today` is an argument, and what a rule decides comes
//! back with its reason, so that it can be stored and shown. Server and browser call the same functions.

mod text_enum;

pub mod access;
pub mod address;
pub mod catalogue;
pub mod charge;
pub mod coverage;
pub mod email;
pub mod form;
pub mod funds;
pub mod host_name;
pub mod ids;
pub mod ledger;
pub mod license;
pub mod login;
pub mod module;
pub mod money;
pub mod operation;
pub mod option;
pub mod order;
pub mod panel_change;
pub mod period;
pub mod plan_change;
pub mod pool;
pub mod price;
pub mod purchase;
pub mod readiness;
pub mod recipe;
pub mod renewal;
pub mod retry;
pub mod service;
pub mod suspension;
pub mod term_coverage;

pub use access::Role;
pub use address::IpAddress;
pub use charge::{ChargeKind, ChargeState};
pub use email::Email;
pub use host_name::HostName;
pub use ids::{
    ChargeId, ClientId, EnumerationId, IntentId, LicenseId, ModuleId, OperationId, OptionId, OrderId,
    PlanChangeId, PlanCode, ProductId, RemoteId, RenewalId, RuleId, ServiceId, TariffId, TaskId, UserId,
    ValueId,
};
pub use jiff::civil::Date;
pub use ledger::LedgerKind;
pub use license::{LicenseState, RemoteStatus};
pub use module::{AfterSettle, LogIn, ModuleKind, ModuleState, ModuleStep, ProductType};
pub use money::{Currency, Money, RemoteMoney};
pub use operation::{OperationKind, OperationState, StepOutcome};
pub use period::Period;
pub use plan_change::PlanChangeState;
pub use purchase::IntentState;
pub use renewal::RenewalState;
pub use service::{PanelInstall, PanelState, ServiceState};
pub use suspension::SuspensionCause;
pub use text_enum::UnknownWord;
