//! The parameters of a license server, and the form of one.

use domain::access::Action;
use domain::period::alignment::RuleEffect;
use domain::{ModuleId, ModuleKind, Period, RuleId, TariffId};
use store::alignment_rules::choices::{self, PlanInUse};
use store::alignment_rules::{self, StoredRule};
use store::module_reads;
use store::modules::{self, Module};

use crate::actions::RuleForm;
use crate::remotes::saved::PRICE_LIST;
use crate::{Caller, Engine, Error, Result};

/// The parameters of a license server.
#[derive(Debug)]
pub struct ParametersPage {
    /// The license server.
    pub name: String,
    /// Its rules, by source period, general ones first.
    pub rules: Vec<StoredRule>,
}

/// The form of a rule.
#[derive(Debug)]
pub struct RulePage {
    /// The license server.
    pub name: String,
    /// The rule that is changed; none for a new one.
    pub stored: Option<StoredRule>,
    /// Periods that tariff plans sell, the shortest first.
    pub sources: Vec<Period>,
    /// Periods that the license server sells for plans in use, the shortest first.
    pub sold: Vec<Period>,
    /// When its price list was read, in machine milliseconds.
    pub price_list_at_ms: Option<i64>,
    /// Tariff plans to compare with.
    pub tariffs: Vec<(TariffId, String)>,
    /// The effect of what the form says now, once it reads.
    pub preview: Option<RulePreview>,
}

/// What a rule would do.
#[derive(Debug)]
pub struct RulePreview {
    /// The rule in months.
    pub effect: RuleEffect,
    /// The plans in use that do not sell *Change into*: the rule does not apply to them.
    pub not_applied: Vec<PlanInUse>,
}

/// The parameters of a license server.
pub async fn parameters(engine: &Engine, caller: Caller, module: ModuleId) -> Result<ParametersPage> {
    caller.may(Action::SeeStaffPages)?;
    let server = license_server(engine, module).await?;
    let rules = alignment_rules::list_named(engine.db(), module).await?;
    Ok(ParametersPage { name: server.name, rules })
}

/// The form of a rule; `typed` is what it says now, if it says anything.
pub async fn rule_form(
    engine: &Engine,
    caller: Caller,
    module: ModuleId,
    rule: Option<RuleId>,
    typed: Option<&RuleForm>,
) -> Result<RulePage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let server = license_server(engine, module).await?;
    let stored = match rule {
        Some(id) => Some(alignment_rules::find(db, module, id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let plans = choices::plans_in_use(db, module).await?;
    let mut sold: Vec<Period> = if plans.is_empty() {
        choices::sold_periods(db, module).await?
    } else {
        plans.iter().flat_map(|plan| plan.sold.iter().copied()).collect()
    };
    sold.retain(|period| period.as_months().is_some());
    let mut sources = choices::source_periods(db).await?;
    sources.retain(|period| period.as_months().is_some());
    let (stored_source, stored_into) =
        stored.as_ref().map(|stored| (stored.rule.source, stored.rule.change_into)).unzip();
    sources.extend(stored_source);
    sold.extend(stored_into);
    for periods in [&mut sources, &mut sold] {
        periods.sort_unstable();
        periods.dedup();
    }
    let read = typed.and_then(|form| form.read().ok());
    let now = read.map(|rule| (rule.source, rule.change_into)).or(stored_source.zip(stored_into));
    let preview = now.and_then(|(source, change_into)| {
        let effect = RuleEffect::of(source, change_into)?;
        let not_applied = plans.into_iter().filter(|plan| !plan.sold.contains(&change_into)).collect();
        Some(RulePreview { effect, not_applied })
    });
    let price_list = module_reads::find(db, module, PRICE_LIST).await?;
    Ok(RulePage {
        name: server.name,
        stored,
        sources,
        sold,
        price_list_at_ms: price_list.and_then(|read| read.value).map(|(_, at_ms)| at_ms),
        tariffs: choices::tariff_names(db).await?,
        preview,
    })
}

async fn license_server(engine: &Engine, id: ModuleId) -> Result<Module> {
    let module = modules::find(engine.db(), id).await?;
    module.filter(|module| module.kind == ModuleKind::Billmanager).ok_or(Error::NotFound)
}
