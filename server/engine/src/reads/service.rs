//! One service, for its client and for staff.

use domain::access::Action;
use domain::operation::Note;
use domain::price::Quote;
use domain::suspension::KeptLicense;
use domain::{
    ClientId, Date, IpAddress, LicenseId, LicenseState, OperationId, OperationKind, OperationState, OrderId,
    Period, RemoteStatus, ServiceId, ServiceState, StepOutcome,
};
use store::coverage::Line;
use store::events::{self, Event};
use store::licenses::License;
use store::operations::Operation;
use store::services::options::ServiceOption;
use store::{clients, licenses, operation_steps, operations, orders, services};

use super::services::ServiceCard;
use super::suspension::kept_license;
use crate::actions::{DeletionPreview, preview_deletion};
use crate::{Caller, Engine, Error, Result};

/// What the page of a service shows.
#[derive(Debug, Clone)]
pub struct ServicePage {
    /// The service.
    pub card: ServiceCard,
    /// Whose it is.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// The order that it came from.
    pub order_id: Option<OrderId>,
    /// The period that was paid last.
    pub period: Period,
    /// The period it renews itself for.
    pub auto_renewal_period: Option<Period>,
    /// The license that serves it.
    pub license: Option<LicenseCard>,
    /// The operation that last worked on it.
    pub progress: Option<Progress>,
    /// The itemised price that was charged.
    pub quote: Option<Quote>,
    /// What it was ordered with, beside its panel.
    pub options: Vec<ServiceOption>,
    /// The addresses beside the main one.
    pub more_addresses: Vec<IpAddress>,
    /// The main address that VMmanager showed when it was last read; for staff.
    pub shown_address: Option<IpAddress>,
    /// What becomes of the license that it still has while it is suspended.
    pub kept_license: Option<KeptLicense>,
    /// What deleting it would do; `None` if it is being deleted or gone.
    pub deletion: Option<DeletionPreview>,
    /// The term of its license beside its own, if one is owed to it.
    pub coverage: Option<Line>,
    /// What happened to it, the newest first; a client is told in words of its own.
    pub events: Vec<Event>,
}

/// A license as the page of its service shows it; the key is shown on demand only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseCard {
    /// Our id.
    pub id: LicenseId,
    /// Its status at the license server.
    pub status: RemoteStatus,
    /// The day at whose 00:00 it is over.
    pub expires_on: Option<Date>,
    /// Whether there is a key to show.
    pub has_key: bool,
}

/// How far an operation has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The operation.
    pub id: OperationId,
    /// What it does.
    pub kind: OperationKind,
    /// Where it stands.
    pub state: OperationState,
    /// The step that runs next, or ran last.
    pub step: String,
    /// What its last step had to say.
    pub note: Option<Note>,
    /// The runs of its steps, the oldest first.
    pub steps: Vec<StepLine>,
}

/// One run of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepLine {
    /// The step's name.
    pub step: String,
    /// How it ended.
    pub outcome: StepOutcome,
    /// What it had to say.
    pub note: Option<Note>,
}

/// The page of a service, for its client or for staff.
pub async fn service(engine: &Engine, caller: Caller, id: ServiceId) -> Result<ServicePage> {
    let db = engine.db();
    let service = services::find(db, id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::SeeOwnServices, Action::SeeStaffPages)?;
    let ending = matches!(service.state, ServiceState::Deleting | ServiceState::Deleted);
    let deletion = if ending { None } else { Some(preview_deletion(engine, &service)) };
    let progress = match operations::latest_of_service(db, id).await? {
        Some(operation) => Some(progress(engine, operation).await?),
        None => None,
    };
    let client = clients::find(db, service.client_id).await?.ok_or(Error::NotFound)?;
    let order = orders::of_service(db, id).await?;
    let order_id = order.as_ref().map(|order| order.id);
    let quote = match order {
        Some(order) => Some(
            serde_json::from_value(order.quote)
                .map_err(|error| store::Error::corrupt("orders.quote", error))?,
        ),
        None => None,
    };
    let license = licenses::of_service(db, id).await?;
    let kept_license = kept_license(engine, &service).await?;
    Ok(ServicePage {
        license: license.filter(|license| license.state == LicenseState::Attached).map(license_card),
        client_id: service.client_id,
        client_name: client.name,
        order_id,
        period: service.period,
        auto_renewal_period: service.auto_renewal_period,
        card: ServiceCard::new(service),
        progress,
        options: services::options::list(db, id).await?,
        more_addresses: services::addresses::list(db, id).await?,
        shown_address: services::addresses::shown(db, id).await?.and_then(|shown| shown.main()),
        quote,
        kept_license,
        deletion,
        coverage: super::coverage::of_service(engine, id).await?,
        events: events::of_service(db, id).await?,
    })
}

fn license_card(license: License) -> LicenseCard {
    LicenseCard {
        id: license.id,
        status: license.card.status,
        expires_on: license.card.expires_on,
        has_key: license.key.is_some(),
    }
}

async fn progress(engine: &Engine, operation: Operation) -> Result<Progress> {
    let runs = operation_steps::of_operation(engine.db(), operation.id).await?;
    let steps = runs.into_iter().rev();
    let steps = steps.map(|run| StepLine { step: run.step, outcome: run.outcome, note: run.note });
    Ok(Progress {
        id: operation.id,
        kind: operation.kind,
        state: operation.state,
        step: operation.step,
        note: operation.note,
        steps: steps.collect(),
    })
}
