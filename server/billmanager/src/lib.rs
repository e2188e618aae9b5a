//! A client for the customer-level HTTP API of BILLmanager, as a reseller of licenses needs it.
//!
//! Every method of [`Client`] is one thing that the panel can be asked for, and returns a [`Called`]: the result,
//! and a record of each request for a call log. A method that changes or spends sends its request at most once;
//! [`Error::certainty`] tells what a failure proves about the effect. The panel's replies come in many shapes
//! (`docs/protocols/billmanager.md` §1.4–1.5); everything the decoder tolerates lives under `decode`.

mod account;
mod balance;
mod client;
mod decode;
mod endpoint;
mod error;
mod expense;
mod license;
mod order;
mod plan_change;
mod prefix;
mod price_list;
mod prolong;
mod right;
mod whoami;

pub use account::Account;
pub use balance::{Balance, BalanceRow};
pub use client::{Client, SetupError};
pub use decode::amount::Amount;
pub use decode::day::Day;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{Error, ErrorKind, NotJson};
pub use expense::{Expense, ExpenseList};
pub use license::card::LicenseCard;
pub use license::edit::LicenseEdit;
pub use license::id::{LicenseId, LicenseIdError};
pub use license::list::LicenseList;
pub use license::row::{Autoprolong, LicenseRow, LicenseStatus};
pub use order::{OrderRequest, Ordered};
pub use plan_change::{PlanChange, PlanChangeView, PlanChangeWay, PlanChanged, PlanChoice};
pub use prefix::{Prefix, PrefixError};
pub use price_list::{AddonEntry, PeriodPrice, PriceListEntry, PriceListQuery};
pub use prolong::{PeriodChoice, ProlongView, Prolonged};
pub use right::Right;
pub use sendonce::{CallRecord, Certainty, ConnectFault, Outcome, Settings, TlsFault};
pub use whoami::User;

/// What a method of [`Client`] returns: the result, and a record of each request sent.
pub type Called<T> = sendonce::Called<T, Error>;
