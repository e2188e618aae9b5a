//! A license that may not leave its address yet.

use domain::operation::Note;
use domain::pool::LastChange;
use domain::{Date, LicenseState};
use store::licenses::{self, License};
use store::locks;

use crate::operations::end::{Stop, Until};
use crate::operations::{Context, StepResult};
use crate::remotes::{LicenseServer, Verdict};

/// It stays on the address until a change is allowed; a server that gets this address takes it there. A refusal that
/// the rule for changes does not explain is for a person.
pub(super) async fn wait_for_address(
    context: &Context,
    license: &License,
    server: &LicenseServer,
    verdict: Verdict,
) -> StepResult {
    let rule = server.settings.claim_rules.ip_change;
    let allowed_on = match license.card.last_ip_change {
        LastChange::On(changed_on) => Some(rule.next_allowed(changed_on)).filter(|on| *on > server.today),
        LastChange::Never | LastChange::Unknown => None,
    };
    let mut tx = context.begin().await?;
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
