//! Every word that a person reads, in one typed catalogue.
//!
//! An area of the product is one struct, a language is one value of it: a missing text does not compile, and a
//! second language touches no page. Money, dates, counts and reasons are put into words here too.

mod catalogue;
mod count;
mod money;
mod period;

pub(crate) mod order;

#[cfg(feature = "ssr")]
pub(crate) mod account;
#[cfg(feature = "ssr")]
pub(crate) mod changes;
#[cfg(feature = "ssr")]
pub(crate) mod charges;
#[cfg(feature = "ssr")]
pub(crate) mod clients;
#[cfg(feature = "ssr")]
pub(crate) mod connections;
#[cfg(feature = "ssr")]
pub(crate) mod coverage;
#[cfg(feature = "ssr")]
pub(crate) mod dates;
#[cfg(feature = "ssr")]
pub(crate) mod enumerations;
#[cfg(feature = "ssr")]
pub(crate) mod events;
#[cfg(feature = "ssr")]
pub(crate) mod fields;
#[cfg(feature = "ssr")]
pub(crate) mod forms;
#[cfg(feature = "ssr")]
pub(crate) mod general;
#[cfg(feature = "ssr")]
pub(crate) mod licenses;
#[cfg(feature = "ssr")]
pub(crate) mod login;
#[cfg(feature = "ssr")]
pub(crate) mod look_up;
#[cfg(feature = "ssr")]
pub(crate) mod looking;
#[cfg(feature = "ssr")]
pub(crate) mod menu;
#[cfg(feature = "ssr")]
pub(crate) mod module_form;
#[cfg(feature = "ssr")]
pub(crate) mod modules;
#[cfg(feature = "ssr")]
pub(crate) mod moves;
#[cfg(feature = "ssr")]
pub(crate) mod notes;
#[cfg(feature = "ssr")]
pub(crate) mod operations;
#[cfg(feature = "ssr")]
pub(crate) mod options;
#[cfg(feature = "ssr")]
pub(crate) mod order_fields;
#[cfg(feature = "ssr")]
pub(crate) mod order_problems;
#[cfg(feature = "ssr")]
pub(crate) mod orders;
#[cfg(feature = "ssr")]
pub(crate) mod panel_change;
#[cfg(feature = "ssr")]
pub(crate) mod parameters;
#[cfg(feature = "ssr")]
pub(crate) mod plans;
#[cfg(feature = "ssr")]
pub(crate) mod pool;
#[cfg(feature = "ssr")]
pub(crate) mod prices;
#[cfg(feature = "ssr")]
pub(crate) mod product_groups;
#[cfg(feature = "ssr")]
pub(crate) mod rates;
#[cfg(feature = "ssr")]
pub(crate) mod readiness;
#[cfg(feature = "ssr")]
pub(crate) mod reasons;
#[cfg(feature = "ssr")]
pub(crate) mod refusals;
#[cfg(feature = "ssr")]
pub(crate) mod register;
#[cfg(feature = "ssr")]
pub(crate) mod renewals;
#[cfg(feature = "ssr")]
pub(crate) mod server_notes;
#[cfg(feature = "ssr")]
pub(crate) mod services;
#[cfg(feature = "ssr")]
pub(crate) mod states;
#[cfg(feature = "ssr")]
pub(crate) mod steps;
#[cfg(feature = "ssr")]
pub(crate) mod suspension;
#[cfg(feature = "ssr")]
pub(crate) mod tariff_form;
#[cfg(feature = "ssr")]
pub(crate) mod tariffs;
#[cfg(feature = "ssr")]
pub(crate) mod values;
#[cfg(feature = "ssr")]
pub(crate) mod work;

pub(crate) use catalogue::catalogue;
pub(crate) use count::fill;
pub(crate) use money::money;
pub(crate) use period::{per_period, period_name};

/// The whole catalogue in one language.
#[cfg(feature = "ssr")]
pub(crate) struct Texts {
    /// The language's tag, for `<html lang>`.
    pub(crate) tag: &'static str,
    pub(crate) changes: changes::Changes,
    pub(crate) connections: connections::Connections,
    pub(crate) fields: fields::Fields,
    pub(crate) forms: forms::Forms,
    pub(crate) general: general::General,
    pub(crate) dates: dates::Dates,
    pub(crate) menu: menu::Menu,
    pub(crate) login: login::Login,
    pub(crate) server_notes: server_notes::ServerNotes,
    pub(crate) services: services::Services,
    pub(crate) account: account::Account,
    pub(crate) licenses: licenses::Licenses,
    pub(crate) operations: operations::Operations,
    pub(crate) charges: charges::Charges,
    pub(crate) coverage: coverage::Coverage,
    pub(crate) clients: clients::Clients,
    pub(crate) looking: looking::Looking,
    pub(crate) orders: orders::Orders,
    pub(crate) register: register::Register,
    pub(crate) module_form: module_form::ModuleForm,
    pub(crate) modules: modules::Modules,
    pub(crate) moves: moves::Moves,
    pub(crate) look_ups: look_up::LookUps,
    pub(crate) notes: notes::Notes,
    pub(crate) options: options::Options,
    pub(crate) panel_change: panel_change::PanelChange,
    pub(crate) order_fields: order_fields::OrderFields,
    pub(crate) order_problems: order_problems::OrderProblems,
    pub(crate) parameters: parameters::Parameters,
    pub(crate) plans: plans::Plans,
    pub(crate) pool: pool::Pool,
    pub(crate) prices: prices::Prices,
    pub(crate) rates: rates::Rates,
    pub(crate) tariff_form: tariff_form::TariffForm,
    pub(crate) tariffs: tariffs::Tariffs,
    pub(crate) product_groups: product_groups::ProductGroups,
    pub(crate) readiness: readiness::Readiness,
    pub(crate) refusals: refusals::Refusals,
    pub(crate) renewals: renewals::Renewals,
    pub(crate) enumerations: enumerations::Enumerations,
    pub(crate) events: events::Events,
    pub(crate) steps: steps::Steps,
    pub(crate) reasons: reasons::Reasons,
    pub(crate) suspension: suspension::Suspension,
    pub(crate) work: work::Work,
    pub(crate) states: states::States,
    pub(crate) values: values::Values,
}

#[cfg(feature = "ssr")]
static ENGLISH: Texts = Texts {
    tag: "en",
    changes: changes::Changes::ENGLISH,
    connections: connections::Connections::ENGLISH,
    fields: fields::Fields::ENGLISH,
    forms: forms::Forms::ENGLISH,
    general: general::General::ENGLISH,
    dates: dates::Dates::ENGLISH,
    menu: menu::Menu::ENGLISH,
    login: login::Login::ENGLISH,
    server_notes: server_notes::ServerNotes::ENGLISH,
    services: services::Services::ENGLISH,
    account: account::Account::ENGLISH,
    licenses: licenses::Licenses::ENGLISH,
    operations: operations::Operations::ENGLISH,
    charges: charges::Charges::ENGLISH,
    coverage: coverage::Coverage::ENGLISH,
    clients: clients::Clients::ENGLISH,
    looking: looking::Looking::ENGLISH,
    orders: orders::Orders::ENGLISH,
    register: register::Register::ENGLISH,
    module_form: module_form::ModuleForm::ENGLISH,
    modules: modules::Modules::ENGLISH,
    moves: moves::Moves::ENGLISH,
    panel_change: panel_change::PanelChange::ENGLISH,
    look_ups: look_up::LookUps::ENGLISH,
    notes: notes::Notes::ENGLISH,
    options: options::Options::ENGLISH,
    order_fields: order_fields::OrderFields::ENGLISH,
    order_problems: order_problems::OrderProblems::ENGLISH,
    parameters: parameters::Parameters::ENGLISH,
    plans: plans::Plans::ENGLISH,
    pool: pool::Pool::ENGLISH,
    prices: prices::Prices::ENGLISH,
    rates: rates::Rates::ENGLISH,
    tariff_form: tariff_form::TariffForm::ENGLISH,
    tariffs: tariffs::Tariffs::ENGLISH,
    product_groups: product_groups::ProductGroups::ENGLISH,
    readiness: readiness::Readiness::ENGLISH,
    refusals: refusals::Refusals::ENGLISH,
    renewals: renewals::Renewals::ENGLISH,
    enumerations: enumerations::Enumerations::ENGLISH,
    events: events::Events::ENGLISH,
    steps: steps::Steps::ENGLISH,
    reasons: reasons::Reasons::ENGLISH,
    suspension: suspension::Suspension::ENGLISH,
    work: work::Work::ENGLISH,
    states: states::States::ENGLISH,
    values: values::Values::ENGLISH,
};

/// The catalogue in the visitor's language.
#[cfg(feature = "ssr")]
pub(crate) fn texts() -> &'static Texts {
    &ENGLISH
}
