//! What a yes, or one unit, of an option without a list costs.

use domain::{Currency, OptionId, Period, TariffId};

use crate::tariffs::periods::{self, Price};
use crate::{Exec, Result, Tx};

/// Sells a unit for a period at a price, whether or not it had one.
pub async fn put(tx: &mut Tx, option: OptionId, price: &Price) -> Result<()> {
    let (cost, setup) = (price.cost.minor(), price.setup.minor());
    execute!(tx, PUT, option.get(), i64::from(price.period.code()), cost, setup)?;
    Ok(())
}

/// Sells no unit for a period any more.
pub async fn remove(tx: &mut Tx, option: OptionId, period: Period) -> Result<()> {
    execute!(tx, REMOVE, option.get(), i64::from(period.code()))?;
    Ok(())
}

/// What a unit of an option costs, the shortest period first.
pub async fn list(db: impl Into<Exec<'_>>, option: OptionId, currency: Currency) -> Result<Vec<Price>> {
    let rows = fetch_all!(db, periods::Row, LIST, option.get())?;
    rows.into_iter().map(|row| row.price("option_unit_prices.period", currency)).collect()
}

/// What a unit of each option of a tariff costs, the shortest period first.
pub async fn of_tariff(
    db: impl Into<Exec<'_>>,
    tariff: TariffId,
    currency: Currency,
) -> Result<Vec<(OptionId, Price)>> {
    let rows = fetch_all!(db, Row, OF_TARIFF, tariff.get())?;
    rows.into_iter()
        .map(|row| {
            let price = row.price.price("option_unit_prices.period", currency)?;
            Ok((OptionId::new(row.option_id), price))
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    option_id: i64,
    #[sqlx(flatten)]
    price: periods::Row,
}

statements! {
    PUT = "INSERT INTO option_unit_prices (option_id, period, cost, setup) VALUES ($1, $2, $3, $4)
        ON CONFLICT (option_id, period) DO UPDATE SET cost = excluded.cost, setup = excluded.setup";
    REMOVE = "DELETE FROM option_unit_prices WHERE option_id = $1 AND period = $2";
    LIST = "SELECT period, cost, setup FROM option_unit_prices WHERE option_id = $1 ORDER BY period";
    OF_TARIFF = "SELECT p.option_id, p.period, p.cost, p.setup FROM option_unit_prices p
        JOIN tariff_options o ON o.id = p.option_id WHERE o.tariff_id = $1 ORDER BY p.option_id, p.period";
}
