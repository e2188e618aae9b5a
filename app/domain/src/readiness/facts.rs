use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{EnumerationId, ModuleId, OptionId, PlanCode, RemoteId, ValueId};
use crate::money::{Currency, Money, RemoteMoney};
use crate::period::Period;
use crate::period::alignment::AlignmentRule;

/// A tariff plan as the check sees it.
#[derive(Clone, Debug)]
pub struct TariffFacts {
    /// The currency of its prices.
    pub currency: Currency,
    /// The periods it is sold for.
    pub periods: Vec<Period>,
    /// Its operating systems: code at VMmanager, and name.
    pub systems: Vec<(String, String)>,
    /// The preset that its servers are made from.
    pub preset: Option<RemoteId>,
    /// The VMmanagers that its servers are made with.
    pub modules: Vec<VmServerFacts>,
    /// The panels of its enabled panel option; none without such an option.
    pub panels: Option<Vec<PanelFacts>>,
}

impl TariffFacts {
    /// The panels that a client can choose and that need a license.
    pub fn offered_panels(&self) -> impl Iterator<Item = &PanelFacts> {
        let panels = self.panels.iter().flatten();
        panels.filter(|panel| panel.available && !panel.plan.is_no_panel())
    }
}

/// A VMmanager as the check sees it. What was never read of it is absent, and nothing is said about it.
#[derive(Clone, Debug)]
pub struct VmServerFacts {
    /// Its module.
    pub id: ModuleId,
    /// The module's name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Whether the last look at it failed.
    pub unreachable: bool,
    /// Whether it runs recipes.
    pub use_recipes: bool,
    /// Where its licenses come from.
    pub license_server: Option<ModuleId>,
    /// The codes of the operating systems it has.
    pub systems: Option<BTreeSet<String>>,
    /// The presets it has.
    pub presets: Option<BTreeSet<RemoteId>>,
    /// The recipes it has.
    pub recipes: Option<BTreeSet<RemoteId>>,
}

/// A license server as the check sees it.
#[derive(Clone, Debug)]
pub struct LicenseServerFacts {
    /// Its module.
    pub id: ModuleId,
    /// The module's name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Whether the last look at it failed.
    pub unreachable: bool,
    /// Whether licenses may be bought.
    pub purchases_on: bool,
    /// Its price list: what each plan costs for each period; absent before it was read.
    pub plans: Option<BTreeMap<PlanCode, Vec<(Period, RemoteMoney)>>>,
    /// Its period alignment rules.
    pub rules: Vec<AlignmentRule>,
}

/// A panel of the tariff's option as the check sees it.
#[derive(Clone, Debug)]
pub struct PanelFacts {
    /// The option.
    pub option: OptionId,
    /// The enumeration that its value is of.
    pub enumeration: EnumerationId,
    /// The value.
    pub value: ValueId,
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub plan: PlanCode,
    /// Whether it is offered.
    pub available: bool,
    /// What it costs, by period.
    pub prices: Vec<(Period, Money)>,
    /// The recipe that installs it by itself.
    pub recipe: Option<RemoteId>,
}
