//! Renews a service: the charge and the later day are one transaction.

use domain::access::Action;
use domain::{Date, LedgerKind, Money, Period, ServiceId, UserId};
use store::ledger::{self, NewEntry, Posted};
use store::services::Service;
use store::{Tx, clients, services};

use super::service_event::ServiceEvent;
use super::{due_coverage, resume_service};
use crate::reads::renewal::{self, Term};
use crate::{Caller, Engine, Error, Refusal, Result};

/// The longest one-time key that our forms make.
const LONGEST_KEY: usize = 64;

/// A service that is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewed {
    /// Until when it is paid now.
    pub paid_until: Date,
    /// Whether this was the first time that the form arrived.
    pub first: bool,
}

/// Renews a service for a period, for its client or for staff; the same form sent again renews nothing.
pub async fn renew_service(
    engine: &Engine,
    caller: Caller,
    id: ServiceId,
    period: Period,
    one_time_key: &str,
) -> Result<Renewed> {
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::ManageOwnServices, Action::ManageClients)?;
    if one_time_key.is_empty() || one_time_key.len() > LONGEST_KEY {
        return Err(Refusal::BadForm.into());
    }
    let key = format!("renew-{one_time_key}");
    if let Some(renewed) = renewed_before(engine, &service, &key).await? {
        return Ok(renewed);
    }
    let terms = renewal::terms(engine, &service).await?;
    let term = terms.into_iter().find(|term| term.quote.period() == period);
    let term = term.ok_or(Refusal::PeriodNotSold)?;
    let mut tx = engine.db().begin().await?;
    match write(engine, &mut tx, &service, &term, caller, Some(&key)).await {
        Ok(()) => tx.commit().await?,
        Err(Error::Store(store::Error::Stale(_))) => {
            drop(tx);
            return renewed_before(engine, &service, &key).await?.ok_or_else(|| Refusal::BadForm.into());
        }
        Err(error) => return Err(error),
    }
    resume_service::look_after(engine, id).await;
    due_coverage::look_after(engine, id).await;
    Ok(Renewed { paid_until: term.paid_until, first: true })
}

async fn renewed_before(engine: &Engine, service: &Service, key: &str) -> Result<Option<Renewed>> {
    match ledger::paid_for(engine.db(), service.client_id, key).await? {
        None => Ok(None),
        Some(paid) if paid == Some(service.id) => {
            let service = services::find(engine.db(), service.id).await?.ok_or(Error::NotFound)?;
            Ok(Some(Renewed { paid_until: service.paid_until, first: false }))
        }
        Some(_) => Err(Refusal::BadForm.into()),
    }
}

/// Charges a term and moves the day, if the service is still as it was when the term was priced.
pub(super) async fn write(
    engine: &Engine,
    tx: &mut Tx,
    seen: &Service,
    term: &Term,
    caller: Caller,
    key: Option<&str>,
) -> Result<()> {
    let author = caller.user();
    services::hold(tx, seen.id).await?;
    let service = services::find(&mut *tx, seen.id).await?.ok_or(Error::NotFound)?;
    if let Some(problem) = renewal::problem(&service, caller) {
        return Err(problem.into());
    }
    if service.paid_until != seen.paid_until {
        // Somebody renewed it at this moment; perhaps this very form, which the caller looks up.
        return Err(store::Error::Stale("the service").into());
    }
    charge(engine, tx, &service, term, author, key).await?;
    services::renew(tx, service.id, term.quote.period(), term.paid_until, term.anchor_day).await?;
    let data = serde_json::json!({
        "period": term.quote.period(), "paid_until": term.paid_until, "total": term.quote.total(),
    });
    let event = ServiceEvent::new("service.renewed", &service, author);
    ServiceEvent { data, ..event }.record(engine, tx).await
}

/// An entry is made for a price of nothing too: by its key the form is known again.
async fn charge(
    engine: &Engine,
    tx: &mut Tx,
    service: &Service,
    term: &Term,
    author: Option<UserId>,
    key: Option<&str>,
) -> Result<()> {
    let needed: Money = term.quote.total();
    let entry = NewEntry {
        client_id: service.client_id,
        kind: LedgerKind::Charge,
        amount: needed.checked_neg().map_err(Error::setup)?,
        reason: &format!("{}, {}: renewal until {}", service.tariff_name, service.host_name, term.paid_until),
        author_id: author,
        order_id: None,
        service_id: Some(service.id),
        one_time_key: key,
        created_at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
    };
    match ledger::post(tx, &entry).await? {
        Posted::Posted => Ok(()),
        Posted::NotCovered => {
            let client = clients::find(tx, service.client_id).await?.ok_or(Error::NotFound)?;
            Err(Refusal::RenewalNotCovered { needed, balance: client.balance }.into())
        }
    }
}
