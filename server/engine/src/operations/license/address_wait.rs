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

/// It stays on the address until a change is allowed; a server that gets this address takes it there. A refusal that
/// the rule for changes does not explain is for a person.
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
    let Some(date) = allowed_on.map(|on| on.max(tomorrow(context))) else {
        return Ok(Stop::from(verdict).with(tx).end());
    };
    if license.state != waiting {
        let data = serde_json::json!({ "until": date, "words": verdict.words() });
        context.happened(&mut tx, "license.waits_for_address", Some(license.id), data).await?;
    }
    Ok(Stop::new(Note::AddressChangeNotBefore { date }, Until::Day(date)).with(tx).end())
}

/// The next business day.
pub(super) fn tomorrow(context: &Context) -> Date {
    context.today().tomorrow().unwrap_or(context.today())
}
