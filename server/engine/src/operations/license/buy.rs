//! Step: send a planned purchase, once.

use std::collections::BTreeSet;

use billmanager::{ErrorKind, OrderRequest, Ordered};
use domain::funds::{Purpose, Wanted};
use domain::operation::Note;
use domain::retry::Schedule;
use domain::{IntentState, ModuleKind, OperationKind, RemoteId, RemoteMoney};
use store::licenses::Acquired;
use store::products::{self, Product};
use store::purchases::{self, Purchase};

use super::missing::usable;
use super::{Chosen, PLAN_MS, found, funds};
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::Verdict;
use crate::remotes::calls::{CallFailure, millis};
use crate::remotes::license_server::{self, LicenseServer};
use crate::{Error, Result};

/// A snapshot older than this is taken again before sending.
const SNAPSHOT_MS: i64 = 30_000;

/// Commits *sending*, sends, and keeps the clear answer. Found *sending* at the start, it never sends again.
pub(in crate::operations) async fn buy(
    context: &mut Context,
    choose: &'static str,
    steps: &Chosen,
) -> StepResult {
    let Some(purchase) = purchases::live(context.engine().db(), context.operation.id).await? else {
        return Ok(End::Next { tx: context.begin().await?, step: choose });
    };
    match purchase.state {
        IntentState::Planned => {}
        IntentState::Bought => return Ok(End::Next { tx: context.begin().await?, step: steps.await_key }),
        _ => return Ok(End::Next { tx: context.begin().await?, step: steps.seek }),
    }
    let server = context.license_server(purchase.module_id).await?;
    if !server.settings.purchases_on {
        let until = Until::LookAgain(Schedule::WAITING_FOR_FUNDS);
        return Ok(Stop::new(Note::PurchasesOff, until).end());
    }
    let wanted = wanted(context, &purchase, &server);
    Box::pin(funds::ask(context, &server, &wanted)).await?;
    if context.now_ms() > purchase.created_at_ms + PLAN_MS {
        let mut tx = context.begin().await?;
        purchases::give_up(&mut tx, purchase.id, None).await?;
        return Ok(End::Next { tx, step: choose });
    }
    let product = products::find(context.engine().db(), purchase.product_id).await?.ok_or(Error::NotFound)?;
    let snapshot = snapshot(context, &server, &product, &purchase).await?;
    let request = request(&purchase, &product)?;
    let turn = context.turn(&server.remote).await?.ok_or_else(|| {
        let note = Note::TurnNotCome { system: ModuleKind::Billmanager };
        StepError::from(Stop::new(note, Until::LookAgain(Schedule::REMOTE_TASK)))
    })?;
    let (mut tx, turn) = funds::begin(context, turn, &server, &wanted).await?;
    // Should the process die now, the call may still run for as long as a call may.
    let longest = millis(context.engine().settings().remote_timeout);
    let settle_until = context.now_ms() + longest + context.scheduled_ms(server.settings.settle);
    purchases::sending(&mut tx, purchase.id, &snapshot, context.now_ms(), settle_until, server.today).await?;
    tx.commit().await?;
    let answer = context.ask_in(turn, server.client.order(&request)).await;
    answered(context, &purchase, &server, answer, choose, steps).await
}

/// A license for a new order, or in place of one that a paid service has lost.
pub(super) fn wanted(context: &Context, purchase: &Purchase, server: &LicenseServer) -> Wanted {
    let purpose = match context.operation.kind {
        OperationKind::RenewLicense | OperationKind::ResumeService | OperationKind::ChangeAddress => {
            Purpose::Uncovered(None)
        }
        _ => Purpose::Purchase,
    };
    let cost = purchase.expected_cost_e4.unwrap_or_default();
    Wanted { purpose, license: None, cost: RemoteMoney::new(cost, server.settings.currency) }
}

async fn snapshot(
    context: &mut Context,
    server: &LicenseServer,
    product: &Product,
    purchase: &Purchase,
) -> std::result::Result<BTreeSet<RemoteId>, StepError> {
    if context.now_ms() < purchase.created_at_ms + SNAPSHOT_MS {
        return Ok(purchase.snapshot.clone());
    }
    let prefix = license_server::prefix(product)?;
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    usable(context, purchase.module_id, product, &list).await?;
    Ok(list.rows.iter().map(|row| license_server::remote_id(row.id)).collect())
}

fn request(purchase: &Purchase, product: &Product) -> Result<OrderRequest> {
    Ok(OrderRequest {
        prefix: license_server::prefix(product)?,
        plan_code: purchase.plan_code.to_string(),
        period: purchase.period.code(),
        ip: purchase.address.as_ip(),
        licname: purchase.license_name.clone(),
        addons: product.addons.iter().map(|(id, amount)| (id.clone(), amount.to_string())).collect(),
        remoteid: purchase.marker.clone(),
    })
}

async fn answered(
    context: &mut Context,
    purchase: &Purchase,
    server: &LicenseServer,
    answer: std::result::Result<Ordered, CallFailure<billmanager::Error>>,
    choose: &'static str,
    steps: &Chosen,
) -> StepResult {
    let verdict = match answer {
        Ok(Ordered { id: Some(id) }) => {
            let mut tx = context.begin().await?;
            let id = license_server::remote_id(id);
            found::bought(context, &mut tx, purchase, &id, None, Acquired::Purchase, None).await?;
            return Ok(End::Next { tx, step: steps.await_key });
        }
        // Confirmed, without the id: it is found by its marker.
        Ok(Ordered { id: None }) => return seek(context, purchase, server, steps.seek).await,
        Err(CallFailure::Remote(error)) => of_order(&error),
        Err(failure) => return Err(failure.into()),
    };
    if let Verdict::NoAnswer(_) = verdict {
        return seek(context, purchase, server, steps.seek).await;
    }
    let mut tx = context.begin().await?;
    purchases::refused(&mut tx, purchase.id, verdict.words()).await?;
    let data = serde_json::json!({ "words": verdict.words() });
    context.happened(&mut tx, "license.purchase_refused", None, data).await?;
    let stop = match verdict {
        Verdict::AddressRefused(words) => {
            Stop::new(Note::AddressRefused { address: purchase.address, words }, Until::Mended)
        }
        Verdict::Later(words) => {
            let note = Note::RemoteFault { system: ModuleKind::Billmanager, words };
            let tries = purchases::of_operation(&mut tx, context.operation.id).await?.len();
            Stop::new(note, Until::Try(u32::try_from(tries).unwrap_or(u32::MAX)))
        }
        verdict => Stop::from(verdict),
    };
    Ok(stop.at(choose).with(tx).end())
}

/// What a failed order means. "Exists" may speak of our own marker, and "an operation is running" of our own order:
/// both are looked into before anything is sent again.
fn of_order(error: &billmanager::Error) -> Verdict {
    match error.kind() {
        ErrorKind::Exists | ErrorKind::Busy => Verdict::NoAnswer(error.words().to_owned()),
        _ => Verdict::from(error),
    }
}

/// From here on it is looked for, for the settle time.
async fn seek(
    context: &mut Context,
    purchase: &Purchase,
    server: &LicenseServer,
    next: &'static str,
) -> StepResult {
    let mut tx = context.begin().await?;
    let until_ms = context.now_ms() + context.scheduled_ms(server.settings.settle);
    purchases::settle_until(&mut tx, purchase.id, until_ms).await?;
    Ok(End::Next { tx, step: next })
}
