//! An operation whose last call got no clear answer, and the person who decides about it: what is the same for every
//! such decision.

use billmanager::LicenseRow;
use domain::access::Action;
use domain::{ModuleId, OperationId, OperationState, ProductId};
use store::events::NewEvent;
use store::operations::Operation;
use store::{Tx, events, operations, products, tasks};

use super::{give_up_operation, resume_service};
use crate::remotes::calls::{self, CallFailure};
use crate::remotes::clients::Purpose;
use crate::remotes::license_server::{self, LicenseServer};
use crate::remotes::saved;
use crate::{Caller, Engine, Error, Refusal, Result};

/// An operation that waits for a decision.
pub(super) struct Undecided<'a> {
    pub(super) operation: Operation,
    engine: &'a Engine,
    caller: Caller,
    too_late: Refusal,
}

impl<'a> Undecided<'a> {
    /// The operation, if it waits for a decision; who finds it decided is told that they are `too_late`.
    pub(super) async fn load(
        engine: &'a Engine,
        caller: Caller,
        id: OperationId,
        too_late: Refusal,
    ) -> Result<Self> {
        caller.may(Action::DecideOperations)?;
        let operation = operations::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
        if operation.state != OperationState::Unknown {
            return Err(too_late.into());
        }
        Ok(Self { operation, engine, caller, too_late })
    }

    /// What only the first decision finds; a later one is too late.
    pub(super) fn or_too_late<T>(&self, found: Option<T>) -> Result<T> {
        found.ok_or_else(|| self.too_late.clone().into())
    }

    /// What only the first decision changes; a later one is too late.
    pub(super) fn first<T>(&self, changed: store::Result<T>) -> Result<T> {
        match changed {
            Err(store::Error::Stale(_)) => Err(self.too_late.clone().into()),
            changed => Ok(changed?),
        }
    }

    /// Lets the operation go on at a step.
    pub(super) async fn resume(&self, tx: &mut Tx, step: &str) -> Result<()> {
        let now_ms = self.engine.clock().now_ms();
        self.first(operations::resume_at(tx, self.operation.id, step, now_ms).await)
    }

    /// Ends the operation, with a note that says why.
    pub(super) async fn end(&self, tx: &mut Tx, note: &str) -> Result<()> {
        let note = note.trim();
        if note.is_empty() {
            return Err(Refusal::NoteMissing.into());
        }
        give_up_operation::end(self.engine, tx, self.caller, &self.operation, note).await?;
        resume_service::given_up(self.engine, tx, &self.operation, note).await
    }

    /// It is decided: the task is over, it is told by whom, and the workers look again.
    pub(super) async fn decided(self, mut tx: Tx, event: NewEvent<'_>) -> Result<()> {
        let now_ms = self.engine.clock().now_ms();
        let by = self.caller.user();
        tasks::close(&mut tx, self.operation.id, by, None, now_ms).await?;
        let data = self.with_what_was_seen(event.module, event.data).await?;
        let event = NewEvent {
            service: Some(self.operation.service_id),
            operation: Some(self.operation.id),
            actor: by,
            at_ms: now_ms,
            business_day: self.engine.clock().today(),
            data,
            kind: event.kind,
            module: event.module,
            license: event.license,
            client: event.client,
        };
        events::record(&mut tx, &event).await?;
        tx.commit().await?;
        self.engine.wake_workers();
        Ok(())
    }

    /// The balance that the page showed to whoever decided stands beside the decision.
    async fn with_what_was_seen(
        &self,
        module: Option<ModuleId>,
        mut data: serde_json::Value,
    ) -> Result<serde_json::Value> {
        let Some(module) = module else { return Ok(data) };
        if let Some((balance, at_ms)) = saved::saved_balance(self.engine, module).await?
            && let Some(fields) = data.as_object_mut()
        {
            let seen = serde_json::json!({ "amounts": balance.amounts, "as_of_ms": at_ms });
            fields.insert("balance".to_owned(), seen);
        }
        Ok(data)
    }
}

/// What the license server lists now, for a kind of license: all of it, since what is missing decides too.
pub(super) async fn listed(engine: &Engine, module: ModuleId, product: ProductId) -> Result<Vec<LicenseRow>> {
    let server = LicenseServer::load(engine, module, Purpose::Read).await?;
    let product = products::find(engine.db(), product).await?.ok_or(Error::NotFound)?;
    let prefix = license_server::prefix(&product)?;
    match calls::ask(engine, &server.remote, server.client.licenses(&prefix)).await {
        Ok(list) if license_server::came_whole(engine.db(), module, &product, &list).await? => Ok(list.rows),
        Ok(_) => Err(Refusal::RemoteFailed { words: license_server::NOT_WHOLE.to_owned() }.into()),
        Err(CallFailure::Store(error)) => Err(error.into()),
        Err(CallFailure::TurnNotCome) => Err(Refusal::RemoteBusy.into()),
        Err(CallFailure::Remote(error)) => {
            Err(Refusal::RemoteFailed { words: error.words().to_owned() }.into())
        }
    }
}
