//! What pages show: one file for each, read from the database alone.

mod account;
mod change_history;
mod charges;
mod clients;
mod configuration_check;
mod coverage;
mod currency_rates;
mod enumerations;
mod key_change;
mod last_check;
mod license_plan;
mod licenses;
mod module;
mod module_deletion;
mod module_draft;
mod needs_person;
pub(crate) mod offer;
mod operation;
mod operations;
mod option;
mod option_prices;
mod options;
mod order_form;
mod order_page;
mod orders;
pub(crate) mod panel_change;
mod parameters;
mod plan_import;
mod pool;
pub(crate) mod price_sources;
mod processing_modules;
mod product_groups;
pub(crate) mod renewal;
mod server_address;
mod service;
mod services;
mod signed_in;
mod staff_services;
mod suspension;
mod tariff_form;
mod tariffs;
mod tasks;
mod time_zones;
mod values;

pub use crate::remotes::vm_lists::{SavedList, SavedPreset, SavedRecipe, VmLists};
pub use account::{AccountPage, account};
pub use change_history::{HistoryPage, change_history};
pub use charges::{ChargesPage, charge_sums, charges, unacknowledged_charges, unexplained_charge};
pub use clients::{ClientPage, ClientsPage, client, client_card, clients};
pub(crate) use configuration_check::refuse_unready;
pub use configuration_check::{CheckedTariff, ConfigurationCheck, configuration_check, tariff_check};
pub use coverage::{Alert, CoveragePage, CoverageWanted, coverage, coverage_alerts, open_coverage_alerts};
pub use currency_rates::{RatesPage, currency_rate, currency_rates};
pub use enumerations::{EnumerationPage, EnumerationsPage, enumeration, enumerations};
pub use key_change::{KeyChangePage, key_change};
pub(crate) use key_change::{busy as key_busy, rekeyable, too_soon as key_too_soon};
pub use last_check::{last_check, last_checks};
pub use license_plan::{LicensePlan, PlannedPrice};
pub use licenses::{LicensePage, LicenseRow, LicensesPage, license, licenses};
pub use module::{ModulePage, module};
pub(crate) use module_deletion::module_uses;
pub use module_deletion::{ModuleDeletionPage, module_deletion};
pub use module_draft::{DraftPage, module_draft};
pub use needs_person::{NeedsPerson, needs_person};
pub use offer::Unserved;
pub use operation::{OperationPage, Undecided, operation};
pub use operations::{OperationsPage, RetryPreview, operations, retry_preview};
pub use option::{
    OptionPage, OptionsHistoryPage, RestorePage, option, option_history, option_tariff, price_restoration,
};
pub use option_prices::{CostSource, GridCell, GridRow, PricesPage, PricesWanted, SellerCost, option_prices};
pub use options::{OptionLine, OptionsPage, options};
pub use order_form::{OrderFormPage, order_form};
pub use order_page::{TariffCard, order_page};
pub use orders::{OrderPage, OrdersPage, order, orders};
pub use panel_change::{PanelChangePage, PanelChoice, PanelPreview, SavedOffer, panel_change};
pub use parameters::{ParametersPage, RulePage, RulePreview, parameters, rule_form};
pub use plan_import::{PlanImportPage, PlanOnSale, plan_import};
pub use pool::{PoolPage, PoolRow, pool};
pub use price_sources::{PlanCheck, PriceSource, plan_check};
pub use processing_modules::{ModuleRow, ModulesPage, processing_modules};
pub use product_groups::{ProductGroupPage, ProductGroupsPage, product_group, product_groups};
pub use renewal::{RenewalPage, Term, renewal};
pub(crate) use server_address::problem as address_problem;
pub use server_address::{
    Another, Following, LicenseOnAddress, ServerAddressPage, moved_servers, server_address,
};
pub use service::{LicenseCard, Progress, ServicePage, StepLine, service};
pub use services::{ServiceCard, services};
pub use signed_in::{onlooker, signed_in};
pub use staff_services::{ServicesPage, staff_services};
pub use store::alignment_rules::StoredRule;
pub use store::alignment_rules::choices::PlanInUse;
pub use store::catalogue_changes::Change;
pub use store::charges::{
    Acknowledged, ListLine as ChargeLine, SortBy as ChargesSort, Sums as ChargeSums, Unexplained,
    Wanted as ChargesWanted,
};
pub use store::clients::Client;
pub use store::clients::list::{Line as ClientLine, SortBy as ClientsSort, Wanted as ClientsWanted};
pub use store::coverage::Line as CoverageLine;
pub use store::currency_rates::DatedRate;
pub use store::enumerations::list::{
    Line as EnumerationLine, SortBy as EnumerationsSort, Wanted as EnumerationsWanted,
};
pub use store::enumerations::value_list::{
    Line as ValueLine, Sold, SortBy as ValuesSort, Wanted as ValuesWanted,
};
pub use store::enumerations::{Enumeration, Value};
pub use store::events::Event;
pub use store::handover_notes::HandoverNote;
pub use store::ledger::Entry;
pub use store::licenses::{Cost as LicenseCost, Filter as LicensesWanted, License, Sort as LicensesSort};
pub use store::modules::list::{SortBy as ModulesSort, Wanted as ModulesWanted};
pub use store::operation_steps::StepRun;
pub use store::operations::Operation;
pub use store::operations::list::{
    Filter as OperationsFilter, Line as OperationLine, Wanted as OperationsWanted,
};
pub use store::operations::matching::Which as OperationsMeant;
pub use store::orders::Order;
pub use store::orders::list::{Line as OrderLine, SortBy as OrdersSort, Wanted as OrdersWanted};
pub use store::plan_changes::PlanChange;
pub use store::products::list::{Line as ProductLine, SortBy as ProductsSort, Wanted as ProductsWanted};
pub use store::products::{FunctionPrefix, Product};
pub use store::purchases::Purchase;
pub use store::remote_calls::{CallOutcome, RemoteCall};
pub use store::renewals::Renewal;
pub use store::services::addresses::{Moved as MovedServer, Shown as ShownAddresses};
pub use store::services::options::ServiceOption;
pub use store::services::staff_list::{
    Line as ServiceLine, SortBy as ServicesSort, Wanted as ServicesWanted,
};
pub use store::services::{Service, Suspended};
pub use store::tariffs::DeleteMode;
pub use store::tariffs::options::grid::ValueChoice;
pub use store::tariffs::options::{Choice as OptionChoice, TariffOption};
pub use store::tariffs::panels::Panel;
pub use store::tariffs::periods::Price;
pub use store::tariffs::plan::Plan as TariffPlan;
pub use store::tariffs::recipes::Run;
pub use store::tariffs::staff_list::{Line as TariffLine, SortBy as TariffsSort, Wanted as TariffsWanted};
pub use store::tasks::list::{Held, Reason as TaskReason, Task, Wanted as TaskList};
pub use suspension::{ResumptionPage, SuspensionPage, resumption, suspension};
pub use tariff_form::{
    TariffDeletionPage, TariffFormPage, tariff, tariff_deletion, tariff_enumeration, tariff_form,
};
pub use tariffs::{TariffsPage, tariffs};
pub use tasks::{TasksPage, TasksWanted, tasks};
pub use time_zones::time_zones;
pub use values::{ValueFormPage, ValuesPage, value_form, values};
