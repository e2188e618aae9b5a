//! Adds a tariff plan by its form, disabled until somebody enables it.

use domain::access::Action;
use domain::catalogue::{Object, Root};
use domain::{Currency, TariffId};
use store::tariffs::plan::{self, Plan};
use store::tariffs::{self, DeleteMode, Details, Tariff};
use store::{Tx, form_keys};

use crate::history::{self, Subject};
use crate::remotes::vm_lists;
use crate::tariff_plan::{TariffForm, described, read};
use crate::{Caller, Engine, Result};

/// Adds a tariff plan; the same form sent again shows the first.
pub async fn add_tariff_plan(
    engine: &Engine,
    caller: Caller,
    form: &TariffForm,
    key: &str,
) -> Result<TariffId> {
    caller.may(Action::ManageProducts)?;
    let lists = vm_lists::load(engine).await?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, key).await? {
        return Ok(TariffId::new(id));
    }
    let mut plan = read(form, &nothing(), &lists)?;
    plan.tariff.id = tariffs::insert(&mut tx, &plan.tariff.details).await?;
    plan::replace_parts(&mut tx, &plan).await?;
    keep_added(&mut tx, engine, caller, &plan, key, &described::described(&plan, &lists)).await?;
    tx.commit().await?;
    Ok(plan.tariff.id)
}

/// Remembers what a form has added, and who added it.
pub(super) async fn keep_added(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    plan: &Plan,
    key: &str,
    now: &[domain::catalogue::Described],
) -> Result<()> {
    let id = plan.tariff.id.get();
    form_keys::keep(tx, key, id).await?;
    let name = plan.tariff.details.name.as_str();
    let subject = Subject { root: (Root::Tariff, id), object: (Object::Tariff, id), name };
    history::added(tx, engine, caller, subject, now).await
}

/// The plan that a form for a new one starts from.
fn nothing() -> Plan {
    let details = Details {
        name: String::new(),
        description: String::new(),
        provider: String::new(),
        currency: Currency::EUR,
        enabled: false,
        sort: 0,
        preset: None,
        cpu_number: 0,
        ram_mib: 0,
        disk_mib: 0,
        delete_mode: DeleteMode::AfterPaidPeriod,
        suspend_release_days: 0,
    };
    Plan {
        tariff: Tariff { id: TariffId::new(0), details, version: 0 },
        modules: Vec::new(),
        periods: Vec::new(),
        systems: Vec::new(),
        panels: Vec::new(),
        recipes: Vec::new(),
        currency_is_fixed: false,
    }
}
