//! What a tariff offers on its order page, and why some of it cannot be had.

use std::collections::HashMap;

use domain::option::{BillingType, OptionKind};
use domain::order::{Offer, OperatingSystem};
use domain::price::{ExtraPrices, OptionPrices, PeriodPrice, PriceList, ValuePrices};
use domain::{ModuleId, Money, OptionId, Period, PlanCode, ProductId, RemoteId, TariffId, ValueId};
use serde::{Deserialize, Serialize};
use store::modules::vm_server;
use store::tariffs::offer::{self, Offer as Stored};
use store::tariffs::options::{Choice, OptionValue, TariffOption};
use store::tariffs::periods::Price;
use store::tariffs::recipes::{self, Recipe};
use store::{price_list, tariffs};

use crate::{Engine, Result, TariffProblem};

/// A tariff with what can be ordered, ready to price and to order.
#[derive(Debug)]
pub(crate) struct TariffOffer {
    /// The tariff.
    pub tariff: tariffs::Tariff,
    /// What can be chosen; absent if there is no panel to choose.
    pub offer: Option<Offer>,
    /// Its options, enabled or not.
    pub options: Vec<TariffOption>,
    /// Why nothing can be ordered now.
    pub problem: Option<TariffProblem>,
    /// Panels that the license server cannot serve; the offer has them turned off.
    pub unserved: Vec<(ValueId, Unserved)>,
    /// Where the next server would be made.
    pub vm_module_id: Option<ModuleId>,
    /// Where its license would come from.
    pub license_server_id: Option<ModuleId>,
    products: HashMap<ValueId, ProductId>,
    recipes: Vec<Recipe>,
}

/// Why the license server cannot serve a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unserved {
    /// The tariff's servers have no license server.
    NoLicenseServer,
    /// The license server does not sell the plan by the month.
    NotSoldThere,
}

impl TariffOffer {
    /// The product of a panel's plan code.
    pub(crate) fn product(&self, value: ValueId) -> Option<ProductId> {
        self.products.get(&value).copied()
    }

    /// How a panel gets onto the next server, where its VMmanager uses recipes; a panel without is the client's.
    pub(crate) fn recipe(&self, value: ValueId) -> Option<&Recipe> {
        self.recipes.iter().find(|recipe| recipe.value_id == value)
    }
}

/// The offer of one tariff, whether on or off; `None` if there is no such tariff.
pub(crate) async fn load(engine: &Engine, id: TariffId) -> Result<Option<TariffOffer>> {
    let Some(stored) = offer::find(engine.db(), id).await? else { return Ok(None) };
    let vm = match stored.vm_module_id {
        Some(module) => vm_server::find(engine.db(), module).await?,
        None => None,
    };
    let recipes = recipes(engine, id, vm.as_ref().is_some_and(|vm| vm.use_recipes)).await?;
    let license_server_id = vm.and_then(|vm| vm.license_server_id);
    let sold = match license_server_id {
        Some(module) => Sold::read(engine, module).await?,
        None => Sold::Nowhere,
    };
    let unserved: Vec<_> = stored
        .values
        .iter()
        .filter(|value| !value.plan_code.is_no_panel())
        .filter_map(|value| Some((value.value_id, sold.refuses(&value.plan_code)?)))
        .collect();
    let offer = domain_offer(&stored, &sold, &unserved, &recipes);
    let problem = if !stored.tariff.details.enabled {
        Some(TariffProblem::Off)
    } else if !panel(&stored).is_some_and(|panel| panel.enabled) {
        Some(TariffProblem::NoPanels)
    } else if stored.vm_module_id.is_none() {
        Some(TariffProblem::NoServers)
    } else {
        None
    };
    let products =
        stored.values.iter().filter_map(|value| Some((value.value_id, value.product_id?))).collect();
    Ok(Some(TariffOffer {
        offer,
        options: stored.options,
        problem,
        unserved,
        vm_module_id: stored.vm_module_id,
        license_server_id,
        products,
        recipes,
        tariff: stored.tariff,
    }))
}

/// How the panels of a tariff are installed; none by itself where VMmanager is to use no recipes.
async fn recipes(engine: &Engine, id: TariffId, use_recipes: bool) -> Result<Vec<Recipe>> {
    let mut recipes = recipes::list(engine.db(), id).await?;
    if !use_recipes {
        recipes.iter_mut().for_each(|recipe| recipe.run = None);
    }
    Ok(recipes)
}

/// What a license server sells.
enum Sold {
    /// There is no license server.
    Nowhere,
    /// Its price list was not read yet: nothing is held against a plan.
    Unread,
    /// The periods of each plan.
    Periods(HashMap<PlanCode, Vec<Period>>),
}

impl Sold {
    async fn read(engine: &Engine, module: ModuleId) -> Result<Self> {
        let mut periods: HashMap<PlanCode, Vec<Period>> = HashMap::new();
        for row in price_list::list(engine.db(), module).await? {
            periods.entry(row.plan_code).or_default().push(row.period);
        }
        Ok(if periods.is_empty() { Self::Unread } else { Self::Periods(periods) })
    }

    fn refuses(&self, plan: &PlanCode) -> Option<Unserved> {
        match self {
            Self::Nowhere => Some(Unserved::NoLicenseServer),
            Self::Unread => None,
            Self::Periods(periods) => {
                let by_month = |sold: &Vec<Period>| sold.iter().any(|period| period.as_months().is_some());
                (!periods.get(plan).is_some_and(by_month)).then_some(Unserved::NotSoldThere)
            }
        }
    }

    fn has_trial(&self, plan: &PlanCode) -> bool {
        match self {
            Self::Nowhere | Self::Unread => false,
            Self::Periods(periods) => periods.get(plan).is_some_and(|sold| sold.contains(&Period::TRIAL)),
        }
    }
}

/// The option that panels are chosen with.
fn panel(stored: &Stored) -> Option<&TariffOption> {
    stored.options.iter().find(|option| option.details.kind == OptionKind::PanelLicense)
}

fn domain_offer(
    stored: &Stored,
    sold: &Sold,
    unserved: &[(ValueId, Unserved)],
    recipes: &[Recipe],
) -> Option<Offer> {
    let panel = panel(stored)?;
    let served = |value: &OptionValue| unserved.iter().all(|(id, _)| *id != value.value_id);
    let values = |option: &TariffOption| {
        let values = stored.values.iter().filter(|value| value.option_id == option.id);
        let prices = values.map(|value| ValuePrices {
            value: value.value_id,
            name: value.name.clone(),
            plan: value.plan_code.clone(),
            is_on: option.enabled && value.available && served(value),
            sells_trial: sold.has_trial(&value.plan_code),
            prices: prices(stored, option, value.prices.iter()),
        });
        prices.collect()
    };
    let options = stored.options.iter().filter_map(|option| match option.details.choice {
        Choice::Value { default, .. } => Some(OptionPrices {
            option: option.id,
            name: option.details.name.clone(),
            default_value: default,
            values: values(option),
        }),
        Choice::Amount { .. } => None,
    });
    let prices = PriceList {
        name: stored.tariff.details.name.clone(),
        currency: stored.tariff.details.currency,
        periods: stored.periods.iter().map(period_price).collect(),
        options: options.collect(),
        extras: stored.options.iter().filter_map(|option| extra(stored, option)).collect(),
    };
    let systems = stored
        .systems
        .iter()
        .map(|system| OperatingSystem { id: RemoteId::new(system.code.as_str()), name: system.name.clone() });
    let automatic = recipes.iter().filter(|recipe| recipe.run.is_some()).map(|recipe| recipe.value_id);
    Some(Offer { prices, panel: panel.id, automatic: automatic.collect(), systems: systems.collect() })
}

/// An option without values, with what one of it costs.
fn extra(stored: &Stored, option: &TariffOption) -> Option<ExtraPrices> {
    let Choice::Amount { value_type, limits, unit } = &option.details.choice else { return None };
    let own = |(id, price): &'_ (OptionId, Price)| (*id == option.id).then_some(*price);
    let own: Vec<Price> = stored.unit_prices.iter().filter_map(own).collect();
    Some(ExtraPrices {
        option: option.id,
        intname: option.details.intname.clone(),
        name: option.details.name.clone(),
        unit: unit.clone(),
        value_type: *value_type,
        limits: *limits,
        is_on: option.enabled,
        prices: prices(stored, option, own.iter()),
    })
}

/// The prices of an option; one that is not charged costs nothing for every period of its tariff.
fn prices<'a>(
    stored: &Stored,
    option: &TariffOption,
    own: impl Iterator<Item = &'a Price>,
) -> Vec<PeriodPrice> {
    match option.details.billing {
        BillingType::PerPeriod => own.map(period_price).collect(),
        BillingType::NotCharged => {
            let nothing = Money::zero(stored.tariff.details.currency);
            let free = |price: &Price| PeriodPrice { period: price.period, cost: nothing, setup: nothing };
            stored.periods.iter().map(free).collect()
        }
    }
}

/// A stored price as the browser's live total has it.
pub(super) fn period_price(price: &Price) -> PeriodPrice {
    PeriodPrice { period: price.period, cost: price.cost, setup: price.setup }
}
