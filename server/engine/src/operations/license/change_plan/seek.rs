//! Step: look whether a change of plan that was sent has taken effect.

use domain::PlanChangeState;
use domain::operation::Note;
use domain::plan_change::{Shown, shown};
use domain::retry::Schedule;
use store::licenses::{self, Card, License};
use store::plan_changes::{self, PlanChange};

use super::{ChangingPlan, found, plan_of, renew};
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::license_server;

/// The new plan is the change; without it it is looked for until the settle time, and then a person decides.
pub(in crate::operations) async fn seek_change_of_plan(
    context: &mut Context,
    steps: &ChangingPlan,
) -> StepResult {
    let Some(change) = plan_changes::open(context.engine().db(), context.operation.id).await? else {
        return Ok(End::Next { tx: context.begin().await?, step: steps.read });
    };
    if change.state == PlanChangeState::Planned {
        return Ok(End::Next { tx: context.begin().await?, step: steps.send });
    }
    let license = licenses::find(context.engine().db(), change.license_id).await?.ok_or(Error::NotFound)?;
    let is_settled = context.now_ms() >= change.settle_until_ms.unwrap_or_default();
    let row = match renew::listed(context, &license).await {
        Ok((_, _, row)) => row,
        // Without a list nothing can be seen by ourselves any more; the person who decides may wait for one.
        Err(StepError::Stop(_)) if is_settled => return undecided(context, &change, None).await,
        Err(error) => return Err(error),
    };
    let code = row.as_ref().and_then(plan_of);
    let card = row.as_ref().map(license_server::card).transpose()?;
    if let (Shown::New, Some(card)) = (shown(&change.to_code, code), card.clone()) {
        let mut tx = context.begin().await?;
        found::record(context, &mut tx, &license, card).await?;
        licenses::set_plan(&mut tx, license.id, &change.to_code, change.to_product_id).await?;
        plan_changes::done(&mut tx, change.id, None).await?;
        let data = serde_json::json!({
            "from": change.from_code, "to": change.to_code, "period": change.period,
            "expected_e4": change.expected_cost_e4, "currency": change.currency,
        });
        context.happened(&mut tx, "license.plan_changed", Some(license.id), data).await?;
        return Ok(End::Next { tx, step: steps.changed });
    }
    if !is_settled {
        return Ok(Stop::new(Note::PlanChangeSought, Until::LookAgain(Schedule::LOOK_UP)).end());
    }
    undecided(context, &change, card.map(|card| (&license, card))).await
}

/// Nothing more comes of looking: a person decides by what was seen last.
async fn undecided(context: &Context, change: &PlanChange, seen: Option<(&License, Card)>) -> StepResult {
    let mut tx = context.begin().await?;
    if let Some((license, card)) = seen {
        found::record(context, &mut tx, license, card).await?;
    }
    if change.state == PlanChangeState::Sending {
        plan_changes::unknown(&mut tx, change.id, "the new plan was not shown within the settle time")
            .await?;
        let data = serde_json::json!({ "from": change.from_code, "to": change.to_code });
        context.happened(&mut tx, "license.plan_change_unknown", Some(change.license_id), data).await?;
    }
    Ok(Stop::new(Note::PlanChangeUndecided, Until::Decided).with(tx).end())
}
