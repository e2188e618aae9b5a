//! Steps: the license of the panel before leaves the address for another one, and returns if none takes its place.

use billmanager::{LicenseCard, LicenseEdit, LicenseStatus};
use domain::operation::Note;
use domain::pool::{FREE_ADDRESS, LastChange};
use domain::retry::Schedule;
use domain::{IntentState, IpAddress, LicenseState, PanelState};
use store::licenses::{self, Card, License};
use store::products::{self, Product};
use store::{Tx, locks, purchases, services};

use super::apply::{Applied, Change, apply};
use super::buy::wanted;
use super::data::{Data, PanelChange};
use super::release::no_renewal_by_itself;
use super::{found, funds, renew};
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::Verdict;
use crate::remotes::license_server::{self, LicenseServer};
use crate::{Error, Result};

/// The steps that may follow.
pub struct Aside {
    /// Where the change of panel begins.
    pub begin: &'static str,
    /// Where the license that is there leaves the address.
    pub leave: &'static str,
    /// Where a reserved license is claimed.
    pub claim: &'static str,
    /// Where a planned purchase is sent.
    pub buy: &'static str,
    /// Where the license returns.
    pub give_back: &'static str,
}

/// Takes the license off the address, which nothing but a reserved license or a planned purchase may follow.
pub(in crate::operations) async fn set_aside(context: &mut Context, steps: &Aside) -> StepResult {
    let db = context.engine().db().clone();
    let data: Data = context.data()?;
    let next = if data.claim.is_some() { steps.claim } else { steps.buy };
    let change = data.change.clone().ok_or(Error::NotFound)?;
    let has = licenses::of_service(&db, context.service.id).await?;
    let Some(old) = has.filter(|_| change.aside.is_none()) else {
        return Ok(End::Next { tx: context.begin().await?, step: next });
    };
    let (server, product, row) = renew::listed(context, &old).await?;
    let row = row.filter(|row| row.status != LicenseStatus::Deleted);
    let Some(shown) = row.as_ref().map(license_server::card).transpose()? else {
        let mut tx = context.begin().await?;
        let (service, today) = (context.service.id, context.today());
        licenses::end_service(&mut tx, old.id, service, LicenseState::Gone, today).await?;
        context.happened(&mut tx, "license.gone", Some(old.id), serde_json::Value::Null).await?;
        return Ok(End::Next { tx, step: next });
    };
    if !shown.address.is_free() {
        if Some(shown.address) != context.service.address {
            // Somebody moved it: that is not undone unasked.
            let note = Note::NotAsConfirmed { license: old.remote_id };
            return Err(Stop::new(note, Until::Mended).into());
        }
        may_leave(&shown, &server)?;
        if let Some(purchase) = purchases::live(&db, context.operation.id).await? {
            // Money is asked for while the license that is there still serves.
            let server = context.license_server(purchase.module_id).await?;
            let wanted = wanted(context, &purchase, &server);
            Box::pin(funds::ask(context, &server, &wanted)).await?;
        }
        if shown.auto_renewal == Some(true) {
            no_renewal_by_itself(context, &server, &product, &old).await?;
        }
        let edit = Change::Edit(LicenseEdit::Address(FREE_ADDRESS.as_ip()));
        let is_made = |card: &LicenseCard| is_on(card, FREE_ADDRESS);
        if let Applied::Refused(verdict) =
            apply(context, &server, &product, &old.remote_id, edit, is_made).await?
        {
            return Err(Stop::new(verdict.note(), Until::Mended).into());
        }
    }
    let mut tx = context.begin().await?;
    let card = Card { address: FREE_ADDRESS, ..shown };
    found::record(context, &mut tx, &old, card).await?;
    licenses::reservation::set_aside(&mut tx, old.id, context.operation.id, context.service.id).await?;
    services::set_panel_state(&mut tx, context.service.id, PanelState::Pending).await?;
    context.happened(&mut tx, "license.set_aside", Some(old.id), serde_json::Value::Null).await?;
    let change = PanelChange { aside: Some(old.id), failed: None, ..change };
    context.set_data(&Data { change: Some(change), ..data })?;
    Ok(End::Next { tx, step: next })
}

/// Whether the rule lets it leave today: a change that is refused anyway is not asked for.
fn may_leave(shown: &Card, server: &LicenseServer) -> std::result::Result<(), StepError> {
    let rule = server.settings.claim_rules.ip_change;
    let until = match shown.last_ip_change {
        LastChange::On(day) => Some(rule.next_allowed(day)).filter(|day| *day > server.today),
        LastChange::Never | LastChange::Unknown => None,
    };
    match until {
        Some(date) => Err(Stop::new(Note::OldMayNotLeave { date }, Until::Mended).into()),
        None => Ok(()),
    }
}

fn is_on(card: &LicenseCard, address: IpAddress) -> bool {
    card.license.ip.as_deref().and_then(|ip| IpAddress::parse(ip).ok()) == Some(address)
}

/// What a stop means for a change of panel while nothing of the new license is in place: the panel before stays, or
/// returns. A stop that time ends by itself stays what it is.
pub(in crate::operations) async fn settle_stop(
    context: &mut Context,
    result: StepResult,
    steps: &Aside,
) -> StepResult {
    let stop = match result {
        Ok(End::Stop(stop)) | Err(StepError::Stop(stop)) => *stop,
        other => return other,
    };
    let data: Data = context.data()?;
    let Some(change) = data.change.clone() else { return Ok(stop.end()) };
    let has_old = change.aside.is_some()
        || licenses::of_service(context.engine().db(), context.service.id).await?.is_some();
    let is_final = match stop.until {
        Until::Mended => true,
        Until::LookAgain(schedule) => has_old && schedule == Schedule::WAITING_FOR_FUNDS,
        Until::Try(_) => change.aside.is_some(),
        Until::Day(_) | Until::Retry | Until::Decided => false,
    };
    // A license that is on its way to the address has to come to an end first.
    if !is_final || (data.claim.is_some() && context.operation.step != steps.leave) {
        return Ok(stop.end());
    }
    let mut tx = match stop.tx {
        Some(tx) => tx,
        None => context.begin().await?,
    };
    if change.aside.is_none() {
        return nothing_changed(context, tx, stop.note, steps.begin).await;
    }
    unplan(context, &mut tx).await?;
    let change = PanelChange { failed: Some(stop.note), ..change };
    context.set_data(&Data { change: Some(change), ..data })?;
    Ok(End::Next { tx, step: steps.give_back })
}

/// The change ends before it began: what was reserved or planned for it is not, and the panel is as it was.
pub(in crate::operations) async fn nothing_changed(
    context: &mut Context,
    mut tx: Tx,
    note: Note,
    begin: &'static str,
) -> StepResult {
    let data: Data = context.data()?;
    if let Some(claim) = &data.claim {
        licenses::reservation::put_back(&mut tx, claim.license, context.operation.id, claim.was).await?;
    }
    unplan(context, &mut tx).await?;
    locks::release(&mut tx, context.operation.id).await?;
    let event = serde_json::json!({ "note": note });
    context.happened(&mut tx, "panel.not_changed", None, event).await?;
    context.set_data(&data.without_claim())?;
    Ok(Stop::new(note, Until::Mended).at(begin).with(tx).end())
}

/// A purchase that was planned and not sent is not made.
async fn unplan(context: &Context, tx: &mut Tx) -> store::Result<()> {
    match purchases::live(&mut *tx, context.operation.id).await? {
        Some(purchase) if purchase.state == IntentState::Planned => {
            purchases::give_up(tx, purchase.id, None).await
        }
        _ => Ok(()),
    }
}

/// Brings the license back to the address that it left.
pub(in crate::operations) async fn give_back(context: &mut Context, steps: &Aside) -> StepResult {
    let data: Data = context.data()?;
    let change = data.change.clone().ok_or(Error::NotFound)?;
    let note = change.failed.clone().unwrap_or(Note::OurFault);
    let Some(id) = change.aside else {
        let tx = context.begin().await?;
        return nothing_changed(context, tx, note, steps.begin).await;
    };
    let old = found::license(context, id).await?;
    let product = product(context, &old).await?;
    let server = context.license_server(old.module_id).await?;
    let address = context.service.address.ok_or(Error::NotFound)?;
    let edit = Change::Edit(LicenseEdit::Address(address.as_ip()));
    let applied =
        apply(context, &server, &product, &old.remote_id, edit, |card: &LicenseCard| is_on(card, address))
            .await?;
    let mut tx = context.begin().await?;
    let is_back = match applied {
        Applied::Done => true,
        Applied::Missing => false,
        Applied::Refused(verdict) => return Ok(refused(verdict).with(tx).end()),
    };
    if is_back {
        found::record(context, &mut tx, &old, Card { address, ..old.card.clone() }).await?;
        licenses::reservation::attach(&mut tx, id, context.operation.id, context.service.id).await?;
        services::set_panel_state(&mut tx, context.service.id, PanelState::Active).await?;
        context.happened(&mut tx, "license.returned", Some(id), serde_json::Value::Null).await?;
    } else {
        licenses::reservation::gone(&mut tx, id, context.operation.id).await?;
        context.happened(&mut tx, "license.gone", Some(id), serde_json::Value::Null).await?;
    }
    let change = PanelChange { aside: None, failed: None, ..change };
    context.set_data(&Data { change: Some(change), ..data })?;
    nothing_changed(context, tx, note, steps.begin).await
}

/// It may not come back now: the panel has no license until a person finds a way.
fn refused(verdict: Verdict) -> Stop {
    Stop::new(verdict.note(), Until::Mended)
}

async fn product(context: &Context, license: &License) -> Result<Product> {
    products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)
}
