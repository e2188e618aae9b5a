use serde::{Deserialize, Serialize};

use crate::ids::{EnumerationId, ModuleId, OptionId, PlanCode, RuleId, ValueId};
use crate::money::{Currency, Money};
use crate::period::Period;

/// How bad a fault is. An error keeps a tariff plan from being enabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// An order would be refused or would fail.
    Error,
    /// An order would wait, or lose money, or is impossible for some choices.
    Warning,
}

/// Something wrong with a tariff plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It is sold for no period.
    NoPeriods,
    /// It offers no operating system.
    NoSystems,
    /// No VMmanager makes its servers.
    NoModules,
    /// Every VMmanager of it is suspended.
    EveryModuleOff,
    /// It has no enabled option to choose a panel with.
    NoPanelOption,
    /// Every value of its panel option is turned off.
    NoPanelOffered,
    /// A VMmanager has no license server, and a panel needs one.
    NoLicenseServer {
        /// The VMmanager.
        module: ModuleId,
        /// Its name.
        name: String,
    },
    /// The license server does not sell the plan of a panel.
    DeadPlanCode {
        /// The enumeration.
        enumeration: EnumerationId,
        /// The panel's value.
        value: ValueId,
        /// Its name.
        panel: String,
        /// The plan code.
        code: PlanCode,
        /// The license server's name.
        server: String,
    },
    /// A panel is offered without any price.
    NeverPriced {
        /// The option.
        option: OptionId,
        /// The panel.
        panel: String,
    },
    /// VMmanager no longer has the preset.
    PresetGone {
        /// The VMmanager's name.
        module: String,
    },
    /// A panel is offered without a price for a period that the tariff sells.
    PriceMissing {
        /// The option.
        option: OptionId,
        /// The panel.
        panel: String,
        /// The period.
        period: Period,
    },
    /// The license server sells nothing that covers a period of the tariff.
    PeriodNotServed {
        /// The panel.
        panel: String,
        /// The period.
        period: Period,
        /// The license server's name.
        server: String,
    },
    /// A rule changes a period into one that a panel is not sold for.
    RuleNotApplied {
        /// The license server.
        module: ModuleId,
        /// The rule.
        rule: RuleId,
        /// The panel.
        panel: String,
        /// What the rule asks for.
        change_into: Period,
    },
    /// A price is less than what the license costs at today's rate.
    NegativeMargin {
        /// The option.
        option: OptionId,
        /// The panel.
        panel: String,
        /// The period.
        period: Period,
        /// The price.
        price: Money,
        /// What the license costs for that time.
        cost: Money,
    },
    /// No rate joins the currencies of cost and price.
    NotComparable {
        /// The license server's.
        from: Currency,
        /// The tariff's.
        to: Currency,
    },
    /// A module is suspended.
    ModuleOff {
        /// The module.
        module: ModuleId,
        /// Its name.
        name: String,
    },
    /// The last look at a module failed.
    ModuleUnreachable {
        /// The module.
        module: ModuleId,
        /// Its name.
        name: String,
    },
    /// Staff forbid purchases at a license server.
    NoPurchases {
        /// The license server.
        module: ModuleId,
        /// Its name.
        name: String,
    },
    /// The price list of a license server was never read.
    PriceListUnread {
        /// The license server.
        module: ModuleId,
        /// Its name.
        name: String,
    },
    /// VMmanager no longer has an operating system.
    SystemGone {
        /// The system's name.
        system: String,
        /// The VMmanager's name.
        module: String,
    },
    /// A panel is installed by a recipe, and the VMmanager runs none.
    RecipesOff {
        /// The VMmanager.
        module: ModuleId,
        /// Its name.
        name: String,
    },
    /// VMmanager no longer has the recipe that installs a panel.
    RecipeGone {
        /// The panel.
        panel: String,
        /// The VMmanager's name.
        module: String,
    },
}

impl Fault {
    /// How bad it is.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NoPeriods
            | Self::NoSystems
            | Self::NoModules
            | Self::EveryModuleOff
            | Self::NoPanelOption
            | Self::NoPanelOffered
            | Self::NoLicenseServer { .. }
            | Self::DeadPlanCode { .. }
            | Self::NeverPriced { .. }
            | Self::PresetGone { .. } => Severity::Error,
            Self::PriceMissing { .. }
            | Self::PeriodNotServed { .. }
            | Self::RuleNotApplied { .. }
            | Self::NegativeMargin { .. }
            | Self::NotComparable { .. }
            | Self::ModuleOff { .. }
            | Self::ModuleUnreachable { .. }
            | Self::NoPurchases { .. }
            | Self::PriceListUnread { .. }
            | Self::SystemGone { .. }
            | Self::RecipesOff { .. }
            | Self::RecipeGone { .. } => Severity::Warning,
        }
    }
}
