//! Gives a service another panel, or none, by the way that a person chose.

use domain::access::Action;
use domain::panel_change::{PanelWay, Source, Way};
use domain::{OperationId, OperationKind, OperationState, RemoteMoney, ServiceId, ValueId};
use store::events::NewEvent;
use store::operations::{NewOperation, ONE_OPEN, Operation};
use store::services::Service;
use store::{Tx, events, form_keys, operations, services};

use super::give_up_operation;
use crate::history;
use crate::operations::{CHANGE_PANEL, Data, PanelChange, Wanted as Target};
use crate::reads::offer;
use crate::reads::panel_change::{self, Wanted};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Which panel, and by which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedPanel {
    /// The value of the tariff's panel option.
    pub value: ValueId,
    /// The way that the person confirmed.
    pub way: PanelWay,
}

/// What the person was shown of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownWay {
    /// Whether a license is bought.
    pub buys: bool,
    /// What it costs; where this is not said, it is what is known now.
    pub cost: Option<RemoteMoney>,
}

/// Queues the change, if the way is still open, wherever its license comes from now and for what it costs now.
pub async fn change_panel(
    engine: &Engine,
    caller: Caller,
    id: ServiceId,
    asked: AskedPanel,
    one_time_key: &str,
) -> Result<OperationId> {
    let shown = ShownWay { buys: true, cost: None };
    change_panel_as_shown(engine, caller, id, asked, shown, one_time_key).await
}

/// Queues the change, if the way is still open, buys only if the person was shown that it does, and for no more than
/// they were shown; the same form sent again shows the first operation.
pub async fn change_panel_as_shown(
    engine: &Engine,
    caller: Caller,
    id: ServiceId,
    asked: AskedPanel,
    shown: ShownWay,
    one_time_key: &str,
) -> Result<OperationId> {
    caller.may(Action::ManageLicenses)?;
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let weighed = match weigh(engine, &service, asked.value).await {
        Ok(weighed) => weighed,
        // The form that comes twice finds the panel changed.
        Err(error) => {
            let mut tx = engine.db().begin().await?;
            let made = history::added_before(&mut tx, engine, one_time_key).await?;
            return made.map(OperationId::new).ok_or(error);
        }
    };
    let way = domain::panel_change::ways(&weighed.facts).open(asked.way).cloned();
    // Who was shown a license that is paid already did not agree to a price.
    let way = way.filter(|way| shown.buys || way.source != Some(Source::Purchase));
    let mut tx = engine.db().begin().await?;
    if let Some(made) = history::added_before(&mut tx, engine, one_time_key).await? {
        return Ok(OperationId::new(made));
    }
    let way = way.ok_or(Refusal::PanelWayClosed)?;
    let agreed = shown.cost.or(way.cost);
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if let Some(problem) = panel_change::problem(&service) {
        return Err(problem.into());
    }
    for open in operations::open_of_service(&mut tx, id).await?.iter().filter(|open| is_refused_change(open))
    {
        give_up_operation::end(engine, &mut tx, caller, open, "another change was begun").await?;
    }
    let operation = match queue(engine, &mut tx, &service, &weighed.wanted, &way, agreed).await {
        Err(Error::Store(error)) if error.violates(ONE_OPEN) => {
            drop(tx);
            let winner = operations::latest_of_service(engine.db(), id).await?.ok_or(Error::NotFound)?;
            return Err(Refusal::OperationOpen { operation: winner.id }.into());
        }
        queued => queued?,
    };
    form_keys::keep(&mut tx, one_time_key, operation.get()).await?;
    let event = NewEvent {
        kind: "panel.change_started",
        client: Some(service.client_id),
        service: Some(id),
        license: weighed.license.as_ref().map(|license| license.id),
        operation: Some(operation),
        actor: caller.user(),
        data: serde_json::json!({
            "from": service.panel_name, "to": weighed.wanted.name, "way": way.way, "cost": agreed,
        }),
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(operation)
}

/// What a chosen panel is weighed by; refused where it is not sold, or is there already.
pub(super) async fn weigh(
    engine: &Engine,
    service: &Service,
    value: ValueId,
) -> Result<panel_change::Weighed> {
    let offer = offer::load(engine, service.tariff_id).await?.ok_or(Refusal::PanelNotSold)?;
    let choices = panel_change::choices(&offer, service);
    let choice = choices.iter().find(|choice| choice.value == value).ok_or(Refusal::PanelNotSold)?;
    if choice.is_current {
        return Err(Refusal::SamePanel.into());
    }
    panel_change::load(engine, service, &offer, choice).await
}

async fn queue(
    engine: &Engine,
    tx: &mut Tx,
    service: &Service,
    wanted: &Wanted,
    way: &Way,
    agreed: Option<RemoteMoney>,
) -> Result<OperationId> {
    let target = wanted.target.as_ref();
    let change = PanelChange {
        way: way.way,
        value: wanted.value,
        name: wanted.name.clone(),
        was: service.panel_name.clone(),
        target: target.map(|(module, product, plan)| Target {
            module: *module,
            product: *product,
            plan: plan.clone(),
        }),
        install_steps: wanted.install_steps.clone(),
        may_buy: way.source == Some(Source::Purchase),
        agreed,
        aside: None,
        failed: None,
    };
    let data = Data { change: Some(change), ..Data::default() };
    let new = NewOperation {
        kind: OperationKind::ChangePanel,
        service_id: service.id,
        step: CHANGE_PANEL,
        data: serde_json::to_value(&data).map_err(Error::setup)?,
        run_at_ms: engine.clock().now_ms(),
    };
    Ok(operations::enqueue(tx, &new).await?)
}

/// A change of panel that changed nothing waits for a person, and keeps nobody waiting.
fn is_refused_change(open: &Operation) -> bool {
    open.state == OperationState::Failed
        && open.kind == OperationKind::ChangePanel
        && open.step == CHANGE_PANEL
}
