//! Step: a license that refused a change goes back to the pool, and another source is tried.

use billmanager::{LicenseCard, LicenseEdit};
use domain::operation::Note;
use domain::pool::{ChangeRule, FREE_NAME};
use domain::{Date, IpAddress, LicenseState, ModuleKind};
use store::{licenses, products};

use super::address_check::check_address;
use super::apply::{Applied, Change, apply};
use super::data::{Claim, Data};
use super::found;
use super::missing::confirm_missing;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};
use crate::remotes::Verdict;
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server;

/// Undoes what was changed: the address first, because nothing else can be licensed on it while this license is
/// there, then the name. A license that cannot leave the address stays and serves it with the key it has. Then:
/// if the license server refuses the *address*, the operation stops and touches nothing else; if it refused this
/// *license*, the license is left out for a while and the next source is tried.
pub(in crate::operations) async fn put_back(
    context: &mut Context,
    choose: &'static str,
    keep: &'static str,
) -> StepResult {
    let data: Data = context.data()?;
    let claim = data.claim.clone().ok_or(Error::NotFound)?;
    let license = found::license(context, claim.license).await?;
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let address = context.service.address.ok_or(Error::NotFound)?;
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let words = claim.refused.clone().unwrap_or_default();

    let card = match context.ask(&server.remote, server.client.card(&prefix, id)).await {
        Ok(card) => card,
        Err(CallFailure::Remote(error)) if matches!(Verdict::from(&error), Verdict::Missing(_)) => {
            confirm_missing(context, &server, &product, &license.remote_id).await?;
            return super::claim::lost(context, license, choose).await;
        }
        Err(failure) => return Err(failure.into()),
    };
    let is_on = |card: &LicenseCard, wanted: IpAddress| {
        card.license.ip.as_deref().and_then(|ip| IpAddress::parse(ip).ok()) == Some(wanted)
    };
    if !claim.is_in_place() && is_on(&card, address) {
        // What we keep is the card as it was read under the reservation, before any change.
        let back = license.card.address;
        let edit = Change::Edit(LicenseEdit::Address(back.as_ip()));
        let applied =
            apply(context, &server, &product, &license.remote_id, edit, |card| is_on(card, back)).await?;
        if let Applied::Refused(_) = applied {
            if claim.is_stuck {
                // It serves the address already as well as it can, and was refused again.
                let note = Note::Refused { system: ModuleKind::Billmanager, words };
                return Ok(Stop::new(note, Until::Mended).at(keep).end());
            }
            let mut tx = context.begin().await?;
            let event = serde_json::json!({ "words": words });
            context.happened(&mut tx, "license.key_kept", Some(license.id), event).await?;
            let kept = Claim { new_key: false, refused: None, is_stuck: true, ..claim };
            context.set_data(&Data { claim: Some(kept), ..data })?;
            return Ok(End::Next { tx, step: keep });
        }
    }
    if claim.was == LicenseState::Free {
        let edit = Change::Edit(LicenseEdit::Name(FREE_NAME.to_owned()));
        let is_free = |card: &LicenseCard| card.license.licname.as_deref() == Some(FREE_NAME);
        let applied = apply(context, &server, &product, &license.remote_id, edit, is_free).await?;
        if let Applied::Refused(verdict) = applied {
            return Ok(Stop::from(verdict).end());
        }
    }
    let address_refused = check_address(context, &server, &product, &license, address).await?.refusal();
    let mut tx = context.begin().await?;
    licenses::reservation::put_back(&mut tx, license.id, context.operation.id, claim.was).await?;
    context.set_data(&data.without_claim())?;
    let event = serde_json::json!({ "words": words });
    context.happened(&mut tx, "license.put_back", Some(license.id), event).await?;
    if let Some(words) = address_refused {
        let stop = Stop::new(Note::AddressRefused { address, words }, Until::Mended);
        return Ok(stop.at(choose).with(tx).end());
    }
    let until = left_out_until(server.settings.claim_rules.ip_change, server.today);
    licenses::pool::exclude(&mut tx, license.id, &words, Some(until)).await?;
    Ok(End::Next { tx, step: choose })
}

/// A refusal says nothing of its end; by the rule for changes, this is when another try makes sense.
fn left_out_until(rule: ChangeRule, today: Date) -> Date {
    rule.next_allowed(today)
}
