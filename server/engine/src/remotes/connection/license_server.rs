//! The check of a license server.

use billmanager::{Called, Client, Prefix, PriceListQuery, Right};
use domain::{Currency, RemoteMoney};

use super::ask::Asking;
use super::{CheckOutcome, CheckWhat, ConnectionProblem};
use crate::Result;

/// Looks at everything that selling licenses needs; changes and spends nothing.
pub(super) async fn check(
    asking: &mut Asking<'_>,
    client: &Client,
    currency: Option<Currency>,
) -> Result<()> {
    if let Some(user) = asking.ask(CheckWhat::LogIn, client.whoami()).await? {
        asking.report.user = user.name.or(user.email);
    }
    if let Some(balance) = asking.ask(CheckWhat::Balance, client.balance()).await? {
        let amount = |row: &billmanager::BalanceRow| {
            let said = row.balance.currency.as_deref().and_then(|code| code.parse().ok());
            Some(RemoteMoney::new(row.balance.ten_thousandths, said.or(currency)?))
        };
        asking.report.balance = balance.rows.iter().filter_map(amount).collect();
    }
    let query = PriceListQuery::default();
    if let Some(plans) = asking.ask(CheckWhat::PriceList, client.price_list(&query)).await? {
        asking.found(plans.iter().filter(|plan| !plan.prices.is_empty()).count());
    }
    let soft = Prefix::soft();
    if let Some(list) = asking.ask(CheckWhat::Licenses, client.licenses(&soft)).await? {
        asking.found(list.rows.len());
    }
    let to_end = ConnectionProblem::NoRightToSuspendAndDelete;
    right(asking, CheckWhat::RightToOrder, ConnectionProblem::NoRightToOrder, client.may_order(&soft))
        .await?;
    right(asking, CheckWhat::RightToSuspend, to_end, client.may_suspend(&soft)).await?;
    right(asking, CheckWhat::RightToDelete, to_end, client.may_delete(&soft)).await
}

async fn right(
    asking: &mut Asking<'_>,
    what: CheckWhat,
    problem: ConnectionProblem,
    call: impl Future<Output = Called<Right>>,
) -> Result<()> {
    match asking.ask(what, call).await? {
        Some(Right::Refused { words }) => asking.correct(CheckOutcome::Failed { problem, words }),
        Some(Right::Unseen { words }) => asking.correct(CheckOutcome::NotKnown { words: Some(words) }),
        Some(Right::Given) | None => {}
    }
    Ok(())
}
