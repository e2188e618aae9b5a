//! What a tariff costs, by period.

use domain::{Currency, Money, Period, TariffId};

use crate::{Exec, Result, Tx, column};

/// A price for one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// The period.
    pub period: Period,
    /// What the period costs.
    pub cost: Money,
    /// What is paid once, with the first.
    pub setup: Money,
}

/// Sells a tariff for a period; the price is in the tariff's currency.
pub async fn insert(tx: &mut Tx, tariff: TariffId, price: &Price) -> Result<()> {
    let (cost, setup) = (price.cost.minor(), price.setup.minor());
    execute!(tx, INSERT, tariff.get(), i64::from(price.period.code()), cost, setup)?;
    Ok(())
}

/// Sells a tariff for these periods and no others.
pub async fn replace(tx: &mut Tx, tariff: TariffId, prices: &[Price]) -> Result<()> {
    execute!(&mut *tx, CLEAR, tariff.get())?;
    for price in prices {
        insert(&mut *tx, tariff, price).await?;
    }
    Ok(())
}

/// The prices of a tariff, the shortest period first.
pub async fn list(db: impl Into<Exec<'_>>, tariff: TariffId, currency: Currency) -> Result<Vec<Price>> {
    let rows = fetch_all!(db, Row, LIST, tariff.get())?;
    rows.into_iter().map(|row| row.price("tariff_periods.period", currency)).collect()
}

/// The prices of every tariff that may be ordered, the shortest period first.
pub async fn list_enabled(db: impl Into<Exec<'_>>) -> Result<Vec<(TariffId, Price)>> {
    let rows = fetch_all!(db, OfTariff, LIST_ENABLED)?;
    rows.into_iter()
        .map(|row| {
            let currency = column::parse("tariffs.currency", &row.currency)?;
            Ok((TariffId::new(row.tariff_id), row.price.price("tariff_periods.period", currency)?))
        })
        .collect()
}

/// A price as it is stored.
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) period: i64,
    pub(crate) cost: i64,
    pub(crate) setup: i64,
}

impl Row {
    pub(crate) fn price(&self, column: &'static str, currency: Currency) -> Result<Price> {
        Ok(Price {
            period: column::period(column, self.period)?,
            cost: Money::new(self.cost, currency),
            setup: Money::new(self.setup, currency),
        })
    }
}

#[derive(sqlx::FromRow)]
struct OfTariff {
    tariff_id: i64,
    currency: String,
    #[sqlx(flatten)]
    price: Row,
}

statements! {
    INSERT = "INSERT INTO tariff_periods (tariff_id, period, cost, setup) VALUES ($1, $2, $3, $4)";
    CLEAR = "DELETE FROM tariff_periods WHERE tariff_id = $1";
    LIST = "SELECT period, cost, setup FROM tariff_periods WHERE tariff_id = $1 ORDER BY period";
    LIST_ENABLED = "SELECT p.tariff_id, t.currency, p.period, p.cost, p.setup
        FROM tariff_periods p JOIN tariffs t ON t.id = p.tariff_id
        WHERE t.state = 'enabled' ORDER BY p.tariff_id, p.period";
}
