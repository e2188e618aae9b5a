//! Step: look for the license of a purchase without a clear answer.

use domain::IntentState;
use domain::operation::Note;
use domain::purchase::{LookUp, Sought, look_up, orders_again};
use domain::retry::Schedule;
use store::licenses::{self, Acquired};
use store::products;
use store::purchases::{self, Purchase};

use super::missing::usable;
use super::{Chosen, found};
use crate::Error;
use crate::actions::look_up_purchase::SavedLookUp;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server;

/// Adopts the license by the marker, or by the rule for license servers that show none; looks again until the
/// settle time; then a person decides, or it is ordered again where that is set and nothing of it is there.
pub(in crate::operations) async fn seek(
    context: &mut Context,
    choose: &'static str,
    steps: &Chosen,
) -> StepResult {
    let Some(purchase) = purchases::live(context.engine().db(), context.operation.id).await? else {
        return Ok(End::Next { tx: context.begin().await?, step: choose });
    };
    match purchase.state {
        IntentState::Sending | IntentState::Unknown => {}
        IntentState::Bought => return Ok(End::Next { tx: context.begin().await?, step: steps.await_key }),
        _ => return Ok(End::Next { tx: context.begin().await?, step: steps.buy }),
    }
    let server = context.license_server(purchase.module_id).await?;
    let product = products::find(context.engine().db(), purchase.product_id).await?.ok_or(Error::NotFound)?;
    let prefix = license_server::prefix(&product)?;
    let is_settled = context.now_ms() >= purchase.settle_until_ms.unwrap_or_default();
    let list = match context.ask(&server.remote, server.client.licenses(&prefix)).await {
        Ok(list) => list,
        // Without a list nothing can be found by ourselves any more; the person who decides may wait for one.
        Err(CallFailure::Remote(_)) if is_settled => return undecided(context, &purchase, None).await,
        Err(failure) => return Err(failure.into()),
    };
    let known = licenses::known(context.engine().db(), purchase.module_id).await?.into_iter().collect();
    let rows: Vec<_> = list.rows.iter().map(license_server::seen).collect();
    let found = look_up(&sought(&purchase), &purchase.snapshot, &rows, &known);
    if let LookUp::Adopt(id, _) = &found {
        let mut tx = context.begin().await?;
        let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == *id);
        if licenses::find_remote(&mut tx, purchase.module_id, id).await?.is_none() {
            found::bought(context, &mut tx, &purchase, id, row, Acquired::Adoption, None).await?;
            return Ok(End::Next { tx, step: steps.await_key });
        }
    }
    if !is_settled {
        return Ok(Stop::new(Note::PurchaseSought, Until::LookAgain(Schedule::LOOK_UP)).end());
    }
    let is_whole = match usable(context, purchase.module_id, &product, &list).await {
        Ok(()) => true,
        Err(StepError::Stop(_)) => false,
        Err(error) => return Err(error),
    };
    let times = purchases::ordered_again(context.engine().db(), context.operation.id).await?;
    let clear = Some(&found).filter(|_| is_whole && purchase.state == IntentState::Sending);
    if orders_again(server.settings.after_settle, clear, times) {
        return order_again(context, &purchase, choose).await;
    }
    undecided(context, &purchase, Some(SavedLookUp::new(found, rows))).await
}

/// The license server clearly does not have it, and is set so: it is planned anew, as for a person who says so.
async fn order_again(context: &Context, purchase: &Purchase, choose: &'static str) -> StepResult {
    let mut tx = context.begin().await?;
    purchases::unknown(&mut tx, purchase.id, "not there at the settle time").await?;
    purchases::give_up(&mut tx, purchase.id, None).await?;
    let data = serde_json::json!({ "marker": purchase.marker });
    context.happened(&mut tx, "license.ordered_again", None, data).await?;
    Ok(End::Next { tx, step: choose })
}

/// Nothing more comes of looking: a person decides.
async fn undecided(context: &Context, purchase: &Purchase, saved: Option<SavedLookUp>) -> StepResult {
    let mut tx = context.begin().await?;
    if purchase.state == IntentState::Sending {
        purchases::unknown(&mut tx, purchase.id, "no clear answer within the settle time").await?;
        let found = saved.as_ref().map(|saved| &saved.found);
        let data = serde_json::json!({ "marker": purchase.marker, "found": found });
        context.happened(&mut tx, "license.purchase_unknown", None, data).await?;
    }
    if let Some(saved) = saved {
        saved.keep(&mut tx, purchase.module_id, context.operation.id, context.now_ms()).await?;
    }
    Ok(Stop::new(Note::PurchaseUndecided, Until::Decided).with(tx).end())
}

/// What the purchase asked for, as the look-up wants it.
pub(crate) fn sought(purchase: &Purchase) -> Sought {
    Sought {
        marker: purchase.marker.clone(),
        plan: purchase.plan_code.clone(),
        name: purchase.license_name.clone(),
        address: purchase.address,
    }
}
