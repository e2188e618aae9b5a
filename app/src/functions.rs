//! Server functions: each says who may, reads the form, does one action and redirects.

mod cancel_deletion;
mod choose_row;
mod decide_purchase;
mod decide_renewal;
mod delete_service;
mod give_up_operation;
mod log_in;
mod log_out;
mod look_up_purchase;
mod place_order;
mod refresh_module;
mod renew_service;
mod retry_operation;
mod return_license;
mod set_auto_renewal;
mod show_key;
mod show_password;

pub use cancel_deletion::{CancelDeletion, cancel_deletion};
pub use choose_row::{ChooseRow, choose_row};
pub use decide_purchase::{DecidePurchase, decide_purchase};
pub use decide_renewal::{DecideRenewal, decide_renewal};
pub use delete_service::{DeleteService, delete_service};
pub use give_up_operation::{GiveUpOperation, give_up_operation};
pub use log_in::{LogIn, log_in};
pub use log_out::{LogOut, log_out};
pub use look_up_purchase::{LookUpPurchase, look_up_purchase};
pub use place_order::{PlaceOrder, place_order};
pub use refresh_module::{RefreshModule, refresh_module};
pub use renew_service::{RenewService, renew_service};
pub use retry_operation::{RetryOperation, retry_operation};
pub use return_license::{ReturnLicense, return_license};
pub use set_auto_renewal::{SetAutoRenewal, set_auto_renewal};
pub use show_key::{ShowKey, show_key};
pub use show_password::{ShowPassword, show_password};
