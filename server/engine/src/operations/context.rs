//! What a step works with: its operation under lease, its service, and the remote systems.

use std::future::Future;
use std::time::Duration;

use domain::operation::Note;
use domain::retry::Schedule;
use domain::{Date, IpAddress, LicenseId, ModuleId, ModuleKind, ModuleState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::events::{self, NewEvent};
use store::operations::{self, Operation};
use store::remote_calls::{self, RemoteCall};
use store::services::Service;
use store::{Tx, services};

use super::end::{StepError, Stop, Until};
use crate::remotes::calls::{self, CallFailure, CallSite, Remote, Turn, millis};
use crate::remotes::clients::Purpose;
use crate::remotes::{LicenseServer, VmServer};
use crate::{Engine, Error, Result};

/// A running step's surroundings.
#[derive(Debug)]
pub struct Context {
    engine: Engine,
    /// The operation, as claimed.
    pub operation: Operation,
    /// Its service, as it was when the step began.
    pub service: Service,
    calls: Vec<RemoteCall>,
    called: Option<ModuleId>,
}

impl Context {
    /// Loads what a step of this operation needs.
    pub(crate) async fn load(engine: &Engine, operation: Operation) -> Result<Self> {
        let service = services::find(engine.db(), operation.service_id).await?.ok_or(Error::NotFound)?;
        Ok(Self { engine: engine.clone(), operation, service, calls: Vec::new(), called: None })
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Machine time.
    pub fn now_ms(&self) -> i64 {
        self.engine.clock().now_ms()
    }

    /// A time of the schedules, in whole seconds, as the milliseconds that it lasts here.
    pub(crate) fn scheduled_ms(&self, time: Duration) -> i64 {
        let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        millis(self.engine.settings().schedule_second).saturating_mul(seconds)
    }

    /// The business date.
    pub fn today(&self) -> Date {
        self.engine.clock().today()
    }

    /// What the operation's steps hand to each other.
    pub fn data<T: DeserializeOwned + Default>(&self) -> Result<T> {
        if self.operation.data.is_null() {
            return Ok(T::default());
        }
        serde_json::from_value(self.operation.data.clone()).map_err(Error::setup)
    }

    /// Keeps what later steps need; committed with the end of this one.
    pub fn set_data<T: Serialize>(&mut self, data: &T) -> Result<()> {
        self.operation.data = serde_json::to_value(data).map_err(Error::setup)?;
        Ok(())
    }

    /// Begins a transaction that only the owner of the lease gets.
    pub async fn begin(&self) -> store::Result<Tx> {
        let lease = millis(self.engine.settings().lease);
        operations::lease::begin_fenced(self.engine.db(), &self.operation, self.now_ms() + lease).await
    }

    /// The license server of a module; stops the step while staff have it suspended.
    pub async fn license_server(&self, module: ModuleId) -> std::result::Result<LicenseServer, StepError> {
        let server = LicenseServer::load(&self.engine, module, Purpose::Operation).await?;
        in_use(server.state, &server.remote)?;
        Ok(server)
    }

    /// The VMmanager of the service; stops the step while staff have it suspended.
    pub async fn vm_server(&self) -> std::result::Result<VmServer, StepError> {
        let server = VmServer::load(&self.engine, self.service.vm_module_id, Purpose::Operation).await?;
        in_use(server.state, &server.remote)?;
        Ok(server)
    }

    /// Makes a call in its turn, under a renewed lease.
    pub async fn ask<T, E>(
        &mut self,
        remote: &Remote,
        call: impl Future<Output = sendonce::Called<T, E>>,
    ) -> std::result::Result<T, CallFailure<E>> {
        let turn = self.turn(remote).await?.ok_or(CallFailure::TurnNotCome)?;
        let renewed = async { self.begin().await?.commit().await }.await;
        if let Err(error) = renewed {
            calls::give_back(&self.engine, turn).await;
            return Err(error.into());
        }
        self.ask_in(turn, call).await
    }

    /// Waits for a turn, for a call before which something has to be committed.
    pub async fn turn(&self, remote: &Remote) -> store::Result<Option<Turn>> {
        let settings = self.engine.settings();
        calls::take_turn(&self.engine, remote, settings.slot_wait, settings.lease).await
    }

    /// Makes a call in a turn already taken; the caller has just renewed the lease by [`Context::begin`].
    pub async fn ask_in<T, E>(
        &mut self,
        turn: Turn,
        call: impl Future<Output = sendonce::Called<T, E>>,
    ) -> std::result::Result<T, CallFailure<E>> {
        let site = CallSite { operation: Some(self.operation.id), step: Some(&self.operation.step) };
        let (result, log) = calls::make(&self.engine, turn, site, call).await;
        self.calls.extend(log);
        self.called = self.calls.last().map(|call| call.module_id).or(self.called);
        result.map_err(CallFailure::Remote)
    }

    /// Logs the calls made so far, in any transaction.
    pub(crate) async fn log_calls(&mut self, tx: &mut Tx) -> store::Result<()> {
        for call in std::mem::take(&mut self.calls) {
            remote_calls::record(tx, &call).await?;
        }
        Ok(())
    }

    /// The service's server has this main address from now on, and those that VMmanager showed beside it.
    pub(crate) async fn follow_address(&self, tx: &mut Tx, to: IpAddress) -> store::Result<()> {
        let shown = services::addresses::shown(&mut *tx, self.service.id).await?;
        let shown = shown.map(|shown| shown.addresses).unwrap_or_default();
        let more: Vec<_> = shown.into_iter().filter(|address| *address != to).collect();
        services::addresses::set(&mut *tx, self.service.id, &more).await?;
        if self.service.address == Some(to) {
            return Ok(());
        }
        services::set_address(&mut *tx, self.service.id, to).await?;
        let data = serde_json::json!({ "from": self.service.address, "to": to });
        self.happened(tx, "server.address_changed", None, data).await
    }

    /// The processing module that a note of this step is about: the one that it called last, else the one of the kind
    /// that the note names.
    pub(crate) fn concerned(&self, note: &Note) -> Option<ModuleId> {
        self.called.or_else(|| match note.system()? {
            ModuleKind::Billmanager => self.service.license_server_id,
            ModuleKind::Vmmanager6 => Some(self.service.vm_module_id),
        })
    }

    /// Records something that happened to the service, for its timeline.
    pub async fn happened(
        &self,
        tx: &mut Tx,
        kind: &str,
        license: Option<LicenseId>,
        data: serde_json::Value,
    ) -> store::Result<()> {
        let event = NewEvent {
            kind,
            client: Some(self.service.client_id),
            service: Some(self.service.id),
            license,
            operation: Some(self.operation.id),
            module: None,
            actor: None,
            data,
            at_ms: self.now_ms(),
            business_day: self.today(),
        };
        events::record(tx, &event).await
    }
}

fn in_use(state: ModuleState, remote: &Remote) -> std::result::Result<(), StepError> {
    match state {
        ModuleState::Active => Ok(()),
        ModuleState::Suspended => {
            let note = Note::ModuleSuspended { system: remote.kind };
            Err(Stop::new(note, Until::LookAgain(Schedule::WAITING_FOR_FUNDS)).into())
        }
    }
}
