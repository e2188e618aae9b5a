//! A license that may not leave its address yet.

use domain::operation::Note;
use domain::pool::LastChange;
use domain::{Date, LicenseState};
use store::licenses::{self, License};
use store::locks;
use store::products::Product;

use super::found;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, StepResult};
use crate::remotes::Verdict;
use crate::remotes::license_server::{self, LicenseServer};

/// More days than any rule keeps a license from another change of address.
const DAYS_OF_TRYING: i64 = 35;

/// It stays on the address until a change is allowed; a server that gets this address takes it there. Where nothing
/// shows from when that is, it is tried every day for as long as any rule lasts; what no day ends is for a person.
pub(super) async fn wait_for_address(
    context: &mut Context,
    license: &License,
    product: &Product,
    server: &LicenseServer,
    verdict: Verdict,
) -> StepResult {
    // The list shows when the address was changed last; a card need not (`docs/protocols/billmanager.md §2.4`).
    let prefix = license_server::prefix(product)?;
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let card = row.and_then(|row| license_server::card(row).ok());
    let mut tx = context.begin().await?;
    let shown = match card {
        Some(card) => found::record(context, &mut tx, license, card).await?,
        None => license.card.clone(),
    };
    let rule = server.settings.claim_rules.ip_change;
    let allowed_on = match shown.last_ip_change {
        LastChange::On(changed_on) => Some(rule.next_allowed(changed_on)).filter(|on| *on > server.today),
        LastChange::Never | LastChange::Unknown => None,
    };
    let waiting = LicenseState::WaitingAddress;
    licenses::set_returning(&mut tx, license.id, context.service.id, waiting).await?;
    locks::release(&mut tx, context.operation.id).await?;
    let words = verdict.words().to_owned();
    let (note, date) = match allowed_on {
        Some(on) => {
            let date = on.max(tomorrow(context));
            (Note::AddressChangeNotBefore { date }, date)
        }
        None if is_about_address(&verdict) && !is_too_long(context) => {
            let date = tomorrow(context);
            (Note::AddressMayNotChange { date, words: words.clone() }, date)
        }
        None => {
            let note = Note::AddressNotLeft { license: license.remote_id.clone(), words };
            return Ok(Stop::new(note, Until::Mended).with(tx).end());
        }
    };
    if license.state != waiting {
        let data = serde_json::json!({ "until": date, "words": words });
        context.happened(&mut tx, "license.waits_for_address", Some(license.id), data).await?;
    }
    Ok(Stop::new(note, Until::Day(date)).with(tx).end())
}

/// Of another refusal no day is the end.
fn is_about_address(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::AddressRefused(_))
}

/// Every change of address before the first refusal is more than a month ago by now: it is not what is in the way.
fn is_too_long(context: &Context) -> bool {
    let is_same = matches!(context.operation.note, Some(Note::AddressMayNotChange { .. }));
    is_same && context.operation.failures >= DAYS_OF_TRYING
}

/// The next business day.
pub(super) fn tomorrow(context: &Context) -> Date {
    context.today().tomorrow().unwrap_or(context.today())
}
