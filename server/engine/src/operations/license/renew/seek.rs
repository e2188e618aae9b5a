//! Step: look whether a renewal that was sent has taken effect.

use domain::operation::Note;
use domain::renewal::renewed;
use domain::retry::Schedule;
use domain::{Date, RenewalState};
use store::licenses::{self, License};
use store::renewals::{self, Renewal};

use super::{Renewing, found, listed};
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};
use crate::remotes::license_server;

/// A later expiry is the renewal; without one it is looked for until the settle time, and then a person decides.
pub(in crate::operations) async fn seek_renewal(context: &mut Context, steps: &Renewing) -> StepResult {
    let Some(renewal) = renewals::open(context.engine().db(), context.operation.id).await? else {
        return Ok(End::Next { tx: context.begin().await?, step: steps.read });
    };
    if renewal.state == RenewalState::Planned {
        return Ok(End::Next { tx: context.begin().await?, step: steps.send });
    }
    let license = licenses::find(context.engine().db(), renewal.license_id).await?.ok_or(Error::NotFound)?;
    let is_settled = context.now_ms() >= renewal.settle_until_ms.unwrap_or_default();
    let row = match listed(context, &license).await {
        Ok((_, _, row)) => row,
        // Without a list nothing can be seen by ourselves any more; the person who decides may wait for one.
        Err(crate::operations::StepError::Stop(_)) if is_settled => {
            return undecided(context, &renewal, None).await;
        }
        Err(error) => return Err(error),
    };
    let card = row.as_ref().map(license_server::card).transpose()?;
    let shown = card.as_ref().and_then(|card| card.expires_on);
    if let (Some(card), Some(expires_on)) = (card.clone(), renewed(renewal.expiry_before, shown)) {
        return done(context, &renewal, &license, card, expires_on, steps.resume).await;
    }
    if !is_settled {
        return Ok(Stop::new(Note::RenewalSought, Until::LookAgain(Schedule::LOOK_UP)).end());
    }
    undecided(context, &renewal, card.map(|card| (&license, card))).await
}

async fn done(
    context: &Context,
    renewal: &Renewal,
    license: &License,
    card: licenses::Card,
    expires_on: Date,
    next: &'static str,
) -> StepResult {
    let mut tx = context.begin().await?;
    found::record(context, &mut tx, license, card).await?;
    renewals::done(&mut tx, renewal.id, expires_on).await?;
    let data = serde_json::json!({
        "expires_on": expires_on, "choice": renewal.period_choice,
        "expected_e4": renewal.expected_cost_e4, "currency": renewal.currency,
    });
    context.happened(&mut tx, "license.renewed", Some(license.id), data).await?;
    Ok(End::Next { tx, step: next })
}

/// Nothing more comes of looking: a person decides by what was seen last.
async fn undecided(
    context: &Context,
    renewal: &Renewal,
    seen: Option<(&License, licenses::Card)>,
) -> StepResult {
    let mut tx = context.begin().await?;
    if let Some((license, card)) = seen {
        found::record(context, &mut tx, license, card).await?;
    }
    if renewal.state == RenewalState::Sending {
        renewals::unknown(&mut tx, renewal.id, "no later expiry within the settle time").await?;
        let data = serde_json::json!({ "expires_on": renewal.expiry_before });
        context.happened(&mut tx, "license.renewal_unknown", Some(renewal.license_id), data).await?;
    }
    Ok(Stop::new(Note::RenewalUndecided, Until::Decided).with(tx).end())
}
