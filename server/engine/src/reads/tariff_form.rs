//! A tariff plan with everything that its form offers to choose.

use domain::access::Action;
use domain::{EnumerationId, TariffId};
use store::tariffs::plan::{self, Plan};
use store::tariffs::{self, panels};

use crate::actions::tariff_uses;
use crate::remotes::vm_lists::{self, VmLists};
use crate::{Caller, Engine, Error, Result, Use};

/// What the form of a tariff plan shows.
#[derive(Debug, Clone)]
pub struct TariffFormPage {
    /// The plan; none where the form is for a new one.
    pub plan: Option<Plan>,
    /// Every VMmanager with what it offers, as last read.
    pub lists: Vec<VmLists>,
    /// Who sells tariffs already.
    pub providers: Vec<String>,
    /// The place behind every tariff.
    pub next_sort: i64,
}

/// The form of a tariff plan, or of a new one.
pub async fn tariff_form(engine: &Engine, caller: Caller, id: Option<TariffId>) -> Result<TariffFormPage> {
    caller.may(Action::SeeStaffPages)?;
    let plan = match id {
        Some(id) => Some(plan::find(engine.db(), id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    Ok(TariffFormPage {
        plan,
        lists: vm_lists::load(engine).await?,
        providers: tariffs::providers(engine.db()).await?,
        next_sort: tariffs::next_sort(engine.db()).await?,
    })
}

/// A tariff plan with what keeps it from being deleted.
#[derive(Debug, Clone)]
pub struct TariffDeletionPage {
    /// The plan.
    pub plan: Plan,
    /// The first of what uses it.
    pub uses: Vec<Use>,
    /// How many more there are.
    pub more: u64,
}

/// The page that deletes a tariff plan.
pub async fn tariff_deletion(engine: &Engine, caller: Caller, id: TariffId) -> Result<TariffDeletionPage> {
    caller.may(Action::SeeStaffPages)?;
    let plan = plan::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let (uses, more) = tariff_uses(engine, id).await?;
    Ok(TariffDeletionPage { plan, uses, more })
}

/// A tariff plan's name and state, for the pages beside its form.
pub async fn tariff(engine: &Engine, caller: Caller, id: TariffId) -> Result<tariffs::Tariff> {
    caller.may(Action::SeeStaffPages)?;
    tariffs::find(engine.db(), id).await?.ok_or(Error::NotFound)
}

/// The enumeration that a tariff plan's panels come from, if it has the option.
pub async fn tariff_enumeration(
    engine: &Engine,
    caller: Caller,
    id: TariffId,
) -> Result<Option<EnumerationId>> {
    caller.may(Action::SeeStaffPages)?;
    Ok(panels::enumeration(engine.db(), id).await?)
}
