//! Adds a period alignment rule to a license server.

use domain::access::Action;
use domain::{ModuleId, Period, RuleId, TariffId};
use store::alignment_rules::{self, RULE_GENERAL, RULE_OF_TARIFF};

use crate::{Caller, Engine, Refusal, Result};

/// A rule to add: "a client ordered *source*; order *change into* from the license server instead".
#[derive(Debug, Clone, Copy)]
pub struct NewRule {
    /// The license server.
    pub module: ModuleId,
    /// The service's period.
    pub source: Period,
    /// What is ordered instead.
    pub change_into: Period,
    /// The one tariff it is for; `None` for all.
    pub tariff: Option<TariffId>,
}

/// Adds a rule; there is one for each case.
pub async fn add_alignment_rule(engine: &Engine, caller: Caller, new: NewRule) -> Result<RuleId> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let added = alignment_rules::insert(&mut tx, new.module, new.source, new.change_into, new.tariff).await;
    match added {
        Ok(id) => {
            tx.commit().await?;
            Ok(id)
        }
        Err(error) if error.violates(RULE_OF_TARIFF) || error.violates(RULE_GENERAL) => {
            Err(Refusal::RuleExists.into())
        }
        Err(error) => Err(error.into()),
    }
}
