//! What deleting a processing module would do, or what stands in the way.

use domain::access::Action;
use domain::{ModuleId, ModuleState};
use store::modules::uses;
use store::{alignment_rules, modules};

use crate::actions::NAMED_USES;
use crate::{Caller, Engine, Error, Result, Use, UsedBy};

/// A module that somebody wants to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleDeletionPage {
    /// Its number.
    pub id: ModuleId,
    /// Its name.
    pub name: String,
    /// Whether it is in use.
    pub state: ModuleState,
    /// What uses it; the first of them.
    pub uses: Vec<Use>,
    /// How many more there are.
    pub more: u64,
    /// How many parameters would go with it.
    pub parameters: usize,
}

/// What stands in the way of deleting a module, and what would go with it.
pub async fn module_deletion(engine: &Engine, caller: Caller, id: ModuleId) -> Result<ModuleDeletionPage> {
    caller.may(Action::SeeStaffPages)?;
    let module = modules::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let (first, total) = uses::of(engine.db(), id, NAMED_USES).await?;
    let (uses, more) = module_uses(first, total);
    let parameters = alignment_rules::list(engine.db(), id).await?.len();
    Ok(ModuleDeletionPage { id, name: module.name, state: module.state, uses, more, parameters })
}

/// What uses a module, and how many more there are.
pub(crate) fn module_uses(first: Vec<uses::Use>, total: u64) -> (Vec<Use>, u64) {
    let more = total.saturating_sub(first.len() as u64);
    let uses = first.into_iter().map(|one| {
        let what = match one.what {
            uses::What::Module => UsedBy::Module,
            uses::What::Tariff => UsedBy::Tariff,
            uses::What::Service => UsedBy::Service,
            uses::What::License => UsedBy::License,
        };
        Use { what, id: one.id, name: one.name }
    });
    (uses.collect(), more)
}
