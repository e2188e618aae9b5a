//! One operation as staff see it: what it did, where it stands, and what there is to decide.

use domain::access::Action;
use domain::{ModuleId, OperationId, OperationState};
use store::events::{self, Event};
use store::handover_notes::HandoverNote;
use store::operation_steps::{self, StepRun};
use store::operations::{self, Operation};
use store::plan_changes::{self, PlanChange};
use store::purchases::{self, Purchase};
use store::remote_calls::{self, RemoteCall};
use store::renewals::{self, Renewal};
use store::services::{self, Service};
use store::{handover_notes, licenses, module_reads};

use crate::actions::SavedLookUp;
use crate::remotes::saved::{self, SavedBalance};
use crate::{Caller, Engine, Error, Result};

/// One operation.
#[derive(Debug)]
pub struct OperationPage {
    /// The operation.
    pub operation: Operation,
    /// The service it works on.
    pub service: Service,
    /// Its steps, newest first.
    pub steps: Vec<StepRun>,
    /// Its remote calls, newest first.
    pub calls: Vec<RemoteCall>,
    /// Its purchases, newest first.
    pub purchases: Vec<Purchase>,
    /// Its renewals, newest first.
    pub renewals: Vec<Renewal>,
    /// Its changes of plan, newest first.
    pub plan_changes: Vec<PlanChange>,
    /// What colleagues wrote on it, newest first.
    pub notes: Vec<HandoverNote>,
    /// The names of the processing modules.
    pub modules: Vec<(ModuleId, String)>,
    /// Our balance at the license server as last read, and when, while a person decides.
    pub balance: Option<(SavedBalance, i64)>,
    /// What it did, newest first.
    pub events: Vec<Event>,
    /// The license it got, by its id at the license server.
    pub license: Option<licenses::License>,
    /// The purchase to decide, with what was found there last and when.
    pub undecided: Option<Undecided>,
}

/// A purchase to decide.
#[derive(Debug)]
pub struct Undecided {
    /// The purchase.
    pub purchase: Purchase,
    /// What the license server showed last, and when it was asked, in machine milliseconds.
    pub look_up: Option<(SavedLookUp, i64)>,
}

/// Reads one operation.
pub async fn operation(engine: &Engine, caller: Caller, id: OperationId) -> Result<OperationPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let operation = operations::find(db, id).await?.ok_or(Error::NotFound)?;
    let service = services::find(db, operation.service_id).await?.ok_or(Error::NotFound)?;
    let purchases = purchases::of_operation(db, id).await?;
    let undecided = match purchases.iter().find(|purchase| purchase.state.is_undecided()) {
        Some(purchase) => {
            Some(Undecided { purchase: purchase.clone(), look_up: look_up(engine, purchase, id).await? })
        }
        None => None,
    };
    Ok(OperationPage {
        balance: balance(engine, &operation, &service).await?,
        notes: handover_notes::of_operation(db, id).await?,
        modules: super::operations::module_names(engine).await?,
        steps: operation_steps::of_operation(db, id).await?,
        calls: remote_calls::of_operation(db, id).await?,
        renewals: renewals::of_operation(db, id).await?,
        plan_changes: plan_changes::of_operation(db, id).await?,
        events: events::of_operation(db, id).await?,
        license: licenses::of_service(db, service.id).await?,
        operation,
        service,
        purchases,
        undecided,
    })
}

/// What is on our account there; read from what is saved, for whoever decides.
async fn balance(
    engine: &Engine,
    operation: &Operation,
    service: &Service,
) -> Result<Option<(SavedBalance, i64)>> {
    let decides = matches!(operation.state, OperationState::Failed | OperationState::Unknown);
    match service.license_server_id.filter(|_| decides) {
        Some(module) => saved::saved_balance(engine, module).await,
        None => Ok(None),
    }
}

async fn look_up(
    engine: &Engine,
    purchase: &Purchase,
    operation: OperationId,
) -> Result<Option<(SavedLookUp, i64)>> {
    let name = SavedLookUp::name(operation);
    let read = module_reads::find(engine.db(), purchase.module_id, &name).await?;
    let Some((value, at_ms)) = read.and_then(|read| read.value) else { return Ok(None) };
    Ok(Some((serde_json::from_value(value).map_err(Error::setup)?, at_ms)))
}
