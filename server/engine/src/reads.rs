//! What pages show: one file for each, read from the database alone.

mod account;
mod change_history;
mod licenses;
pub(crate) mod offer;
mod operation;
mod operations;
mod order_form;
mod order_page;
mod pool;
mod processing_modules;
pub(crate) mod renewal;
mod service;
mod services;
mod signed_in;
mod staff_services;
mod tasks;

pub use account::{AccountPage, account};
pub use change_history::{HistoryPage, change_history};
pub use licenses::{LicensePage, LicensesPage, license, licenses};
pub use offer::Unserved;
pub use operation::{OperationPage, Undecided, operation};
pub use operations::{OperationsPage, operations};
pub use order_form::{OrderFormPage, order_form};
pub use order_page::{TariffCard, order_page};
pub use pool::{PoolPage, PoolRow, pool};
pub use processing_modules::{ModuleRow, processing_modules};
pub use renewal::{RenewalPage, Term, renewal};
pub use service::{LicenseCard, Progress, ServicePage, StepLine, service};
pub use services::{ServiceCard, services};
pub use signed_in::signed_in;
pub use staff_services::{ServicesPage, staff_services};
pub use store::catalogue_changes::Change;
pub use store::events::Event;
pub use store::ledger::Entry;
pub use store::licenses::{Filter as LicensesWanted, License, Sort as LicensesSort};
pub use store::operation_steps::StepRun;
pub use store::operations::Operation;
pub use store::operations::list::Line as OperationLine;
pub use store::purchases::Purchase;
pub use store::remote_calls::{CallOutcome, RemoteCall};
pub use store::renewals::Renewal;
pub use store::services::Service;
pub use store::services::staff_list::{
    Line as ServiceLine, SortBy as ServicesSort, Wanted as ServicesWanted,
};
pub use store::tasks::Task;
pub use tasks::{TasksPage, open_tasks, tasks};
