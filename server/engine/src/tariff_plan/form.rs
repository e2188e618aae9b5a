//! The form of a tariff plan as it was sent: nothing in it is trusted.

/// The form of a tariff plan. Each part names the fields that it was read from.
#[derive(Debug, Clone, Default)]
pub struct TariffForm {
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: String,
    /// `provider`.
    pub provider: String,
    /// `currency`; empty where the form shows it as fixed.
    pub currency: String,
    /// `sort`.
    pub sort: String,
    /// `module_<id>` of every module that is ticked: its id.
    pub modules: Vec<String>,
    /// `cost_<period>` and `setup_<period>` of every period that the form shows.
    pub periods: Vec<TypedPrice>,
    /// `other_months`: a period that the form does not show yet; with `cost_other` and `setup_other`.
    pub other_months: String,
    /// The price for it.
    pub other: TypedPrice,
    /// `preset`: an id at VMmanager, or nothing.
    pub preset: String,
    /// `cpu_number`.
    pub cpu_number: String,
    /// `ram_mib`.
    pub ram_mib: String,
    /// `disk_mib`.
    pub disk_mib: String,
    /// Every operating system that is ticked.
    pub systems: Vec<TypedSystem>,
    /// `delete_mode`.
    pub delete_mode: String,
    /// `suspend_release_days`.
    pub suspend_release_days: String,
    /// Every panel that the form shows.
    pub recipes: Vec<TypedRecipe>,
    /// The version that the form was opened with.
    pub version: i64,
}

/// The price for a period, as typed.
#[derive(Debug, Clone, Default)]
pub struct TypedPrice {
    /// The period's number.
    pub period: String,
    /// `cost_<period>`; empty where the period is not sold.
    pub cost: String,
    /// `setup_<period>`.
    pub setup: String,
}

/// An operating system that is ticked, `os_<id>`.
#[derive(Debug, Clone, Default)]
pub struct TypedSystem {
    /// Its id at VMmanager.
    pub id: String,
    /// `os_name_<id>`: what clients read.
    pub name: String,
    /// `os_sort_<id>`: its place in the list.
    pub sort: String,
}

/// How a panel is installed, as typed.
#[derive(Debug, Clone, Default)]
pub struct TypedRecipe {
    /// The panel's value.
    pub value: String,
    /// `install_<value>`: `automatic` or `by_client`.
    pub install: String,
    /// `recipe_<value>`: an id at VMmanager.
    pub recipe: String,
    /// `params_<value>`: `name=value` lines.
    pub params: String,
    /// `steps_<value>`: what the client does.
    pub steps: String,
}
