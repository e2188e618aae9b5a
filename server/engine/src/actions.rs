//! What people ask for: one file for each.
//!
//! An action checks who asks, decides by the domain, and writes state, money and the operations it wants in one
//! transaction. What changes or spends at a remote system is left to an operation; only reads for the person who
//! waits for them are made here.

mod add_funds;
mod add_module;
mod add_rate;
mod add_tariff;
mod add_tariff_plan;
mod add_user;
mod cancel_deletion;
mod change_balance;
mod check_connection;
mod copy_tariff;
mod correct_balance;
mod decide_purchase;
mod decide_renewal;
mod delete_module;
mod delete_rate;
mod delete_rule;
mod delete_service;
mod delete_tariff;
pub(crate) mod draft_module;
mod due_coverage;
mod due_deletions;
pub(crate) mod due_releases;
mod due_renewals;
mod edit_module;
mod edit_rate;
mod edit_tariff;
mod enumerations;
mod give_up_operation;
pub(crate) mod in_use;
mod log_in;
mod look_as_client;
pub(crate) mod look_up_purchase;
mod options;
mod place_order;
mod prices;
mod products;
mod record_costs;
mod refresh_module;
mod refresh_price_list;
mod refresh_vm_lists;
mod refund;
mod register;
mod renew_service;
mod resume_service;
mod retry_operation;
mod return_license;
mod reveal_key;
mod reveal_root_password;
mod save_rule;
mod seed_demo;
mod service_event;
mod set_auto_renewal;
mod set_module_state;
mod supersede;
mod suspend_service;
mod switch_module;
mod switch_tariff;
mod try_connection;
mod undecided;
mod values;

pub use add_funds::{Payment, add_funds};
pub use add_module::add_module;
pub use add_rate::add_rate;
pub use add_tariff::{NewTariff, Panel, PanelOption, add_tariff};
pub use add_tariff_plan::add_tariff_plan;
pub use add_user::{Added, NewRole, Newcomer, add_user};
pub use cancel_deletion::cancel_deletion;
pub use check_connection::check_connection;
pub use copy_tariff::copy_tariff;
pub use correct_balance::{Correction, correct_balance};
pub use decide_purchase::{Decision, decide_purchase};
pub use decide_renewal::{RenewalDecision, decide_renewal};
pub(crate) use delete_module::NAMED as NAMED_USES;
pub use delete_module::delete_module;
pub use delete_rate::delete_rate;
pub use delete_rule::delete_rule;
pub(crate) use delete_service::preview as preview_deletion;
pub use delete_service::{Deletion, DeletionPreview, delete_service};
pub use delete_tariff::delete_tariff;
pub(crate) use delete_tariff::tariff_uses;
pub use draft_module::{Finished, finish_draft, keep_step, send_step, start_draft};
pub use due_coverage::due_coverage;
pub use due_deletions::due_deletions;
pub use due_releases::due_releases;
pub use due_renewals::due_renewals;
pub use edit_module::{ModuleEdit, edit_module};
pub use edit_rate::edit_rate;
pub use edit_tariff::edit_tariff;
pub use enumerations::{
    EnumerationForm, NO_PANEL_NAME, PANEL_LIST_INTNAME, PANEL_LIST_NAME, add_enumeration, delete_enumeration,
    edit_enumeration, make_panel_list,
};
pub use give_up_operation::give_up_operation;
pub use log_in::{SignedIn, log_in};
pub use look_as_client::look_as_client;
pub use look_up_purchase::{SavedLookUp, look_up_purchase};
pub(crate) use options::option_uses;
pub use options::{OptionForm, add_option, delete_option, edit_option, set_option_enabled};
pub use place_order::{Placed, place_order};
pub(crate) use prices::plan_restoration;
pub use prices::{Obstacle, PricesForm, RestoredField, restore_prices, save_prices};
pub use products::{ProductForm, add_product, delete_product, edit_product};
pub use record_costs::record_costs;
pub use refresh_module::refresh_module;
pub use refresh_price_list::refresh_price_list;
pub use refresh_vm_lists::refresh_vm_lists;
pub use register::{Registration, register};
pub use renew_service::{Renewed, renew_service};
pub use resume_service::{due_resumptions, resume_service};
pub use retry_operation::retry_operation;
pub use return_license::return_license;
pub use reveal_key::reveal_key;
pub use reveal_root_password::reveal_root_password;
pub use save_rule::{PERIOD_ALIGNMENT, RuleForm, RuleToSave, VPS, save_rule};
pub use seed_demo::seed_demo;
pub use set_auto_renewal::set_auto_renewal;
pub use set_module_state::set_module_state;
pub use suspend_service::{due_suspensions, suspend_service};
pub use switch_module::{Switch, switch_module};
pub use switch_tariff::switch_tariff;
pub use try_connection::try_connection;
pub use values::{
    ImportItem, Imported, NEW_GROUP, ValueForm, add_value, delete_value, edit_value, import_values,
    move_value,
};
