//! The configuration check: what in the catalogue would make an order fail, wait or lose money.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Action;
use domain::readiness::{
    Fault, LicenseServerFacts, PanelFacts, Severity, Surroundings, TariffFacts, VmServerFacts, check,
};
use domain::{ModuleId, ModuleState, RemoteId, TariffId};
use serde::de::DeserializeOwned;
use store::module_reads::SavedRead;
use store::modules::{license_server, vm_server};
use store::readiness::{self, Plan, Scope};
use store::{alignment_rules, currency_rates, module_reads, modules, price_list};

use crate::remotes::saved::{PRICE_LIST, SYSTEMS, SavedSystem};
use crate::remotes::vm_lists::{PRESETS, RECIPES, SavedPreset, SavedRecipe};
use crate::{Caller, Engine, Error, Refusal, Result};

/// What the check found of one tariff plan.
#[derive(Debug)]
pub struct CheckedTariff {
    /// The tariff plan.
    pub id: TariffId,
    /// Its name.
    pub name: String,
    /// Whether it may be ordered.
    pub enabled: bool,
    /// What is wrong with it, errors first.
    pub faults: Vec<Fault>,
}

/// A page of the check of every tariff plan.
#[derive(Debug)]
pub struct ConfigurationCheck {
    /// The tariff plans of the page, in the order of the list.
    pub tariffs: Vec<CheckedTariff>,
    /// How many tariff plans there are.
    pub total: i64,
}

/// The check of a page of tariff plans.
pub async fn configuration_check(
    engine: &Engine,
    caller: Caller,
    offset: i64,
    limit: i64,
) -> Result<ConfigurationCheck> {
    caller.may(Action::SeeStaffPages)?;
    let tariffs = check_scope(engine, Scope { only: None, offset, limit }).await?;
    Ok(ConfigurationCheck { tariffs, total: readiness::count(engine.db()).await? })
}

/// The check of one tariff plan.
pub async fn tariff_check(engine: &Engine, caller: Caller, id: TariffId) -> Result<CheckedTariff> {
    caller.may(Action::SeeStaffPages)?;
    check_scope(engine, Scope::one(id)).await?.pop().ok_or(Error::NotFound)
}

/// Refuses a tariff plan that has an error: it cannot be enabled.
pub(crate) async fn refuse_unready(engine: &Engine, id: TariffId) -> Result<()> {
    let checked = check_scope(engine, Scope::one(id)).await?.pop().ok_or(Error::NotFound)?;
    let errors: Vec<Fault> =
        checked.faults.into_iter().filter(|fault| fault.severity() == Severity::Error).collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::ConfigurationErrors { errors }.into()) }
}

async fn check_scope(engine: &Engine, scope: Scope) -> Result<Vec<CheckedTariff>> {
    let servers = license_servers(engine).await?;
    let vm_servers = vm_servers(engine).await?;
    let today = engine.clock().today();
    let rates = currency_rates::in_use(engine.db(), today).await?;
    let rates: Vec<_> = rates.into_iter().map(|dated| dated.rate).collect();
    let around = Surroundings { license_servers: &servers, rates: &rates, today };
    let mut parts = Parts::load(engine, scope).await?;
    let plans = readiness::plans(engine.db(), scope).await?;
    let checked = plans.into_iter().map(|plan| {
        let faults = check(plan.id, &parts.take(&plan, &vm_servers), &around);
        CheckedTariff { id: plan.id, name: plan.name, enabled: plan.enabled, faults }
    });
    Ok(checked.collect())
}

/// What the tariff plans of a scope consist of, by tariff plan.
#[derive(Debug)]
struct Parts {
    periods: BTreeMap<TariffId, Vec<domain::Period>>,
    modules: BTreeMap<TariffId, Vec<ModuleId>>,
    systems: BTreeMap<TariffId, Vec<(String, String)>>,
    panels: BTreeMap<TariffId, Vec<PanelFacts>>,
}

impl Parts {
    async fn load(engine: &Engine, scope: Scope) -> Result<Self> {
        let db = engine.db();
        let mut prices = grouped(readiness::prices(db, scope).await?);
        let mut panels: BTreeMap<TariffId, Vec<PanelFacts>> = BTreeMap::new();
        for tariff in readiness::with_panels(db, scope).await? {
            panels.insert(tariff, Vec::new());
        }
        for panel in readiness::panels(db, scope).await? {
            let facts = PanelFacts {
                option: panel.option,
                enumeration: panel.enumeration,
                value: panel.value,
                name: panel.name,
                plan: panel.plan,
                available: panel.available,
                prices: prices.remove(&(panel.tariff, panel.value)).unwrap_or_default(),
                recipe: panel.recipe,
            };
            panels.entry(panel.tariff).or_default().push(facts);
        }
        let systems = readiness::systems(db, scope).await?;
        Ok(Self {
            periods: grouped(readiness::periods(db, scope).await?),
            modules: grouped(readiness::modules(db, scope).await?),
            systems: grouped(
                systems.into_iter().map(|(tariff, code, name)| (tariff, (code, name))).collect(),
            ),
            panels,
        })
    }

    fn take(&mut self, plan: &Plan, vm_servers: &BTreeMap<ModuleId, VmServerFacts>) -> TariffFacts {
        let modules = self.modules.remove(&plan.id).unwrap_or_default();
        TariffFacts {
            currency: plan.currency,
            periods: self.periods.remove(&plan.id).unwrap_or_default(),
            systems: self.systems.remove(&plan.id).unwrap_or_default(),
            preset: plan.preset.clone(),
            modules: modules.iter().filter_map(|id| vm_servers.get(id).cloned()).collect(),
            panels: self.panels.remove(&plan.id),
        }
    }
}

fn grouped<K: Ord, V>(rows: Vec<(K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, value) in rows {
        groups.entry(key).or_default().push(value);
    }
    groups
}

async fn license_servers(engine: &Engine) -> Result<BTreeMap<ModuleId, LicenseServerFacts>> {
    let db = engine.db();
    let settings = license_server::list(db).await?;
    let reads = reads(engine, PRICE_LIST).await?;
    let mut servers = BTreeMap::new();
    for module in modules::list(db).await? {
        let Some(settings) = settings.get(&module.id) else { continue };
        let read = reads.get(&module.id);
        let plans = match read.and_then(|read| read.value.as_ref()) {
            Some(_) => {
                let rows = price_list::list(db, module.id).await?;
                Some(grouped(rows.into_iter().map(|row| (row.plan_code, (row.period, row.cost))).collect()))
            }
            None => None,
        };
        let facts = LicenseServerFacts {
            id: module.id,
            name: module.name,
            active: module.state == ModuleState::Active,
            unreachable: read.is_some_and(|read| read.error.is_some()),
            purchases_on: settings.purchases_on,
            plans,
            rules: alignment_rules::list(db, module.id).await?,
        };
        servers.insert(module.id, facts);
    }
    Ok(servers)
}

async fn vm_servers(engine: &Engine) -> Result<BTreeMap<ModuleId, VmServerFacts>> {
    let db = engine.db();
    let settings = vm_server::list(db).await?;
    let mut systems = reads(engine, SYSTEMS).await?;
    let mut presets = reads(engine, PRESETS).await?;
    let mut recipes = reads(engine, RECIPES).await?;
    let mut servers = BTreeMap::new();
    for module in modules::list(db).await? {
        let Some(settings) = settings.get(&module.id) else { continue };
        let unreachable = systems.get(&module.id).is_some_and(|read| read.error.is_some());
        let facts = VmServerFacts {
            id: module.id,
            name: module.name,
            active: module.state == ModuleState::Active,
            unreachable,
            use_recipes: settings.use_recipes,
            license_server: settings.license_server_id,
            systems: ids(systems.remove(&module.id), |system: SavedSystem| system.id),
            presets: ids(presets.remove(&module.id), |preset: SavedPreset| RemoteId::new(preset.id)),
            recipes: ids(recipes.remove(&module.id), |recipe: SavedRecipe| RemoteId::new(recipe.id)),
        };
        servers.insert(module.id, facts);
    }
    Ok(servers)
}

async fn reads(engine: &Engine, what: &str) -> Result<BTreeMap<ModuleId, SavedRead>> {
    Ok(module_reads::list(engine.db(), what).await?.into_iter().collect())
}

/// The ids in a saved list; one that was never read, or is of an older shape, says nothing.
fn ids<T: DeserializeOwned, I: Ord>(read: Option<SavedRead>, id: impl Fn(T) -> I) -> Option<BTreeSet<I>> {
    let (value, _) = read?.value?;
    let items: Vec<T> = serde_json::from_value(value).ok()?;
    Some(items.into_iter().map(id).collect())
}
