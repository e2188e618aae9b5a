//! What people ask for: one file for each.
//!
//! An action checks who asks, decides by the domain, and writes state, money and the operations it wants in one
//! transaction. What changes or spends at a remote system is left to an operation; only reads for the person who
//! waits for them are made here.

mod add_alignment_rule;
mod add_enumeration;
mod add_funds;
mod add_license_server;
mod add_product;
mod add_tariff;
mod add_user;
mod add_vm_server;
mod cancel_deletion;
mod connection;
mod decide_purchase;
mod decide_renewal;
mod delete_service;
mod due_coverage;
mod due_deletions;
mod due_renewals;
mod give_up_operation;
mod log_in;
pub(crate) mod look_up_purchase;
mod place_order;
mod refresh_module;
mod refund;
mod renew_service;
mod retry_operation;
mod return_license;
mod reveal_key;
mod reveal_root_password;
mod seed_demo;
mod service_event;
mod set_auto_renewal;
mod undecided;

pub use add_alignment_rule::{NewRule, add_alignment_rule};
pub use add_enumeration::{AddedEnumeration, EnumerationItem, NewEnumeration, add_enumeration};
pub use add_funds::{Payment, add_funds};
pub use add_license_server::add_license_server;
pub use add_product::add_product;
pub use add_tariff::{NewTariff, Panel, PanelOption, add_tariff};
pub use add_user::{Added, NewRole, Newcomer, add_user};
pub use add_vm_server::add_vm_server;
pub use cancel_deletion::cancel_deletion;
pub use connection::Connection;
pub use decide_purchase::{Decision, decide_purchase};
pub use decide_renewal::{RenewalDecision, decide_renewal};
pub(crate) use delete_service::preview as preview_deletion;
pub use delete_service::{Deletion, DeletionPreview, delete_service};
pub use due_coverage::due_coverage;
pub use due_deletions::due_deletions;
pub use due_renewals::due_renewals;
pub use give_up_operation::give_up_operation;
pub use log_in::{SignedIn, log_in};
pub use look_up_purchase::{SavedLookUp, look_up_purchase};
pub use place_order::{Placed, place_order};
pub use refresh_module::refresh_module;
pub use renew_service::{Renewed, renew_service};
pub use retry_operation::retry_operation;
pub use return_license::return_license;
pub use reveal_key::reveal_key;
pub use reveal_root_password::reveal_root_password;
pub use seed_demo::seed_demo;
pub use set_auto_renewal::set_auto_renewal;
