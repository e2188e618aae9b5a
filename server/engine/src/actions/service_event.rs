//! Notes what somebody did to a service.

use domain::{OperationId, UserId};
use store::events::NewEvent;
use store::services::Service;
use store::{Tx, events};

use crate::{Engine, Result};

/// Something that somebody did to a service.
pub(super) struct ServiceEvent<'a> {
    pub kind: &'a str,
    pub service: &'a Service,
    pub actor: Option<UserId>,
    pub operation: Option<OperationId>,
    pub data: serde_json::Value,
}

impl<'a> ServiceEvent<'a> {
    pub(super) fn new(kind: &'a str, service: &'a Service, actor: Option<UserId>) -> Self {
        Self { kind, service, actor, operation: None, data: serde_json::json!({}) }
    }

    /// Writes it in the transaction of what was done.
    pub(super) async fn record(self, engine: &Engine, tx: &mut Tx) -> Result<()> {
        let event = NewEvent {
            kind: self.kind,
            client: Some(self.service.client_id),
            service: Some(self.service.id),
            operation: self.operation,
            actor: self.actor,
            data: self.data,
            at_ms: engine.clock().now_ms(),
            business_day: engine.clock().today(),
            ..NewEvent::default()
        };
        Ok(events::record(tx, &event).await?)
    }
}
