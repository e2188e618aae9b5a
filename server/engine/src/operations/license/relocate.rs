//! Steps: the license of a server whose address a person changed follows it, or another one takes its place.

use billmanager::{LicenseCard, LicenseEdit, LicenseStatus};
use domain::operation::Note;
use domain::pool::{LastChange, NextChange, next_change};
use domain::retry::Schedule;
use domain::{Date, IpAddress, LicenseState, PanelState, RemoteStatus, ServiceState};
use store::licenses::{self, Card, License};
use store::products::{self, Product};
use store::{Tx, locks, services};

use super::address_check::{AddressCheck, check_address};
use super::apply::{Applied, Change, apply};
use super::await_key::no_key_yet;
use super::found;
use super::missing::usable;
use crate::Error;
use crate::operations::change_address::Confirmed;
use crate::operations::end::{Stop, Until};
use crate::operations::return_license::leave_behind;
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::Verdict;
use crate::remotes::license_server::{self, LicenseServer};

/// The steps that may follow.
pub struct Moving {
    /// Where it is decided what becomes of the license.
    pub decide: &'static str,
    /// Where its address is changed.
    pub edit: &'static str,
    /// Where its card is read for the last time.
    pub confirm: &'static str,
    /// Where the service gets another one.
    pub replace: &'static str,
}

struct Following {
    license: License,
    product: Product,
    server: LicenseServer,
}

/// The license that serves the service; none if it left meanwhile.
async fn following(context: &Context) -> Result<Option<Following>, StepError> {
    let db = context.engine().db();
    let license = licenses::of_service(db, context.service.id).await?;
    let Some(license) = license.filter(|license| license.state == LicenseState::Attached) else {
        return Ok(None);
    };
    let product = products::find(db, license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    Ok(Some(Following { license, product, server }))
}

async fn only_the_server(context: &Context, to: IpAddress) -> StepResult {
    let mut tx = context.begin().await?;
    context.follow_address(&mut tx, to).await?;
    Ok(End::Finish { tx })
}

/// Reads the list and decides: what a person did to the license there is never undone without being asked.
pub(in crate::operations) async fn decide_move(
    context: &mut Context,
    confirmed: &Confirmed,
    steps: &Moving,
) -> StepResult {
    let to = confirmed.to;
    let Some(Following { license, product, server }) = following(context).await? else {
        return only_the_server(context, to).await;
    };
    let prefix = license_server::prefix(&product)?;
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    usable(context, license.module_id, &product, &list).await?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let mut tx = context.begin().await?;
    let Some(row) = row.filter(|row| row.status != LicenseStatus::Deleted) else {
        return replace(context, tx, &license, &server, to, Why::Gone, steps.replace).await;
    };
    let shown = found::record(context, &mut tx, &license, license_server::card(row)?).await?;
    if shown.address == to {
        context.follow_address(&mut tx, to).await?;
        return Ok(End::Next { tx, step: steps.confirm });
    }
    if ![context.service.address, confirmed.license_at].contains(&Some(shown.address)) {
        let note = Note::LicenseElsewhere { license: license.remote_id, address: shown.address };
        return Ok(Stop::new(note, Until::Mended).with(tx).end());
    }
    if let Some(occupant) = found::occupant(&product, to, &list.rows) {
        let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == occupant);
        let known = licenses::find_remote(&mut tx, license.module_id, &occupant).await?;
        let is_free = match (&known, row) {
            (Some(known), _) => {
                matches!(
                    known.state,
                    LicenseState::Free | LicenseState::WaitingAddress | LicenseState::Lapsed
                )
            }
            (None, Some(row)) => found::is_importable(row, server.today),
            (None, None) => false,
        };
        if !is_free {
            let note = Note::AddressOccupied { address: to, license: occupant };
            return Ok(Stop::new(note, Until::Mended).with(tx).end());
        }
        return replace(context, tx, &license, &server, to, Why::OnAddress, steps.replace).await;
    }
    match next_change(shown.last_ip_change, server.settings.claim_rules.ip_change, server.today) {
        // Where the date is not shown the license server says whether it is too soon.
        NextChange::Allowed | NextChange::Unknown => Ok(End::Next { tx, step: steps.edit }),
        NextChange::NotBefore(date) => {
            replace(context, tx, &license, &server, to, Why::NotBefore(date), steps.replace).await
        }
    }
}

/// Changes the license's address; the service follows in the same commit. A refusal of the *address* is for a person,
/// one of this *license* leaves it behind.
pub(in crate::operations) async fn move_license(
    context: &mut Context,
    to: IpAddress,
    steps: &Moving,
) -> StepResult {
    let Some(Following { license, product, server }) = following(context).await? else {
        return only_the_server(context, to).await;
    };
    let edit = Change::Edit(LicenseEdit::Address(to.as_ip()));
    let is_made =
        |card: &LicenseCard| card.license.ip.as_deref().and_then(|ip| IpAddress::parse(ip).ok()) == Some(to);
    match apply(context, &server, &product, &license.remote_id, edit, is_made).await? {
        Applied::Done => {
            let mut tx = context.begin().await?;
            let card = Card { address: to, last_ip_change: LastChange::Unknown, ..license.card.clone() };
            licenses::card::record(&mut tx, license.id, &license.remote_id, &card, context.now_ms()).await?;
            context.follow_address(&mut tx, to).await?;
            let data = serde_json::json!({ "from": license.card.address, "to": to });
            context.happened(&mut tx, "license.address_changed", Some(license.id), data).await?;
            Ok(End::Next { tx, step: steps.confirm })
        }
        Applied::Missing => {
            let tx = context.begin().await?;
            replace(context, tx, &license, &server, to, Why::Gone, steps.replace).await
        }
        Applied::Refused(verdict) => {
            // "May be changed once a month" speaks of an address too, and means this license.
            let words = match (check_address(context, &server, &product, &license, to).await?, &verdict) {
                (AddressCheck::Refused(words), _) => Some(words),
                (AddressCheck::NotSaid, Verdict::AddressRefused(words)) => Some(words.clone()),
                (AddressCheck::Free | AddressCheck::NotSaid, _) => None,
            };
            if let Some(words) = words {
                let stop = Stop::new(Note::AddressRefused { address: to, words }, Until::Mended);
                return Ok(stop.at(steps.decide).end());
            }
            let tx = context.begin().await?;
            let why = Why::Refused(verdict.words().to_owned());
            replace(context, tx, &license, &server, to, why, steps.replace).await
        }
    }
}

/// Reads the moved license: it is on the address, and its key is the one that is kept; a new address may have brought a
/// new one.
pub(in crate::operations) async fn confirm_move(context: &mut Context, steps: &Moving) -> StepResult {
    let Some(Following { license, product, server }) = following(context).await? else {
        return Ok(End::Finish { tx: context.begin().await? });
    };
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let card = context.ask(&server.remote, server.client.card(&prefix, id)).await?;
    let mut tx = context.begin().await?;
    let shown = found::record(context, &mut tx, &license, license_server::card(&card.license)?).await?;
    if Some(shown.address) != context.service.address {
        let note = Note::NotAsConfirmed { license: license.remote_id.clone() };
        return Ok(Stop::new(note, Until::Mended).at(steps.decide).with(tx).end());
    }
    match &card.key {
        Some(key) => {
            found::record_key(context, &mut tx, license.id, key).await?;
        }
        None if shown.status == RemoteStatus::Active => {
            return Ok(no_key_yet(context, &license, &shown, server.today).with(tx).end());
        }
        None => {}
    }
    Ok(End::Finish { tx })
}

/// Why a license does not follow its server.
enum Why {
    /// It is no longer there.
    Gone,
    /// Another one of the product is on the new address already, and free.
    OnAddress,
    /// Its address may not be changed before this day.
    NotBefore(Date),
    /// The license server refused, in these words.
    Refused(String),
}

/// It stays behind and returns to the pool by itself; the service, if it runs, gets another one on its new address.
async fn replace(
    context: &Context,
    mut tx: Tx,
    license: &License,
    server: &LicenseServer,
    to: IpAddress,
    why: Why,
    next: &'static str,
) -> StepResult {
    let (service, operation) = (&context.service, context.operation.id);
    locks::release(&mut tx, operation).await?;
    if !locks::take(&mut tx, &to, operation).await? {
        let busy = Note::AddressBusy { address: to };
        return Ok(Stop::new(busy, Until::LookAgain(Schedule::REMOTE_TASK)).end());
    }
    let data = match &why {
        Why::Gone => serde_json::json!({ "from": license.card.address }),
        Why::OnAddress => serde_json::json!({ "from": license.card.address, "on_address": true }),
        Why::NotBefore(date) => serde_json::json!({ "from": license.card.address, "until": date }),
        Why::Refused(words) => serde_json::json!({ "from": license.card.address, "words": words }),
    };
    if let Why::Gone = why {
        licenses::end_service(&mut tx, license.id, service.id, LicenseState::Gone, server.today).await?;
        context.happened(&mut tx, "license.gone", Some(license.id), data).await?;
    } else {
        leave_behind(context, &mut tx, license).await?;
        context.happened(&mut tx, "license.left_behind", Some(license.id), data).await?;
    }
    if let Why::Refused(words) = &why {
        let until = server.settings.claim_rules.ip_change.next_allowed(server.today);
        licenses::pool::exclude(&mut tx, license.id, words, Some(until)).await?;
    }
    context.follow_address(&mut tx, to).await?;
    // One that stands still gets its license when it is resumed.
    let is_running = service.state == ServiceState::Active;
    let panel = if is_running { PanelState::Pending } else { PanelState::Released };
    services::set_panel_state(&mut tx, service.id, panel).await?;
    if is_running { Ok(End::Next { tx, step: next }) } else { Ok(End::Finish { tx }) }
}
