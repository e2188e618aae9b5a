//! What a tariff's options offer: their values with prices, as the order page needs them.

use domain::{Currency, OptionId, PlanCode, ProductId, TariffId, ValueId};

use crate::tariffs::periods::{self, Price};
use crate::{Exec, Result, column};

/// A value as an option offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionValue {
    /// The option.
    pub option_id: OptionId,
    /// The value of the list.
    pub value_id: ValueId,
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub plan_code: PlanCode,
    /// The product of that code.
    pub product_id: Option<ProductId>,
    /// Whether it is turned on.
    pub available: bool,
    /// What it costs, the shortest period first.
    pub prices: Vec<Price>,
}

/// The values of a tariff's options with their prices, in the lists' order.
pub async fn values(
    db: impl Into<Exec<'_>>,
    tariff: TariffId,
    currency: Currency,
) -> Result<Vec<OptionValue>> {
    let mut values: Vec<OptionValue> = Vec::new();
    for row in fetch_all!(db, Row, VALUES, tariff.get())? {
        let price = row.price(currency)?;
        match values.last_mut() {
            Some(value) if (value.option_id.get(), value.value_id.get()) == (row.option_id, row.value_id) => {
                value.prices.extend(price);
            }
            _ => values.push(OptionValue {
                option_id: OptionId::new(row.option_id),
                value_id: ValueId::new(row.value_id),
                name: row.name,
                plan_code: column::parse("enumeration_values.intname", &row.intname)?,
                product_id: row.product_id.map(ProductId::new),
                available: row.available,
                prices: price.into_iter().collect(),
            }),
        }
    }
    Ok(values)
}

/// One row for each price, or one without any.
#[derive(sqlx::FromRow)]
struct Row {
    option_id: i64,
    value_id: i64,
    name: String,
    intname: String,
    product_id: Option<i64>,
    available: bool,
    period: Option<i64>,
    cost: Option<i64>,
    setup: Option<i64>,
}

impl Row {
    fn price(&self, currency: Currency) -> Result<Option<Price>> {
        let (Some(period), Some(cost), Some(setup)) = (self.period, self.cost, self.setup) else {
            return Ok(None);
        };
        periods::Row { period, cost, setup }.price("option_prices.period", currency).map(Some)
    }
}

statements! {
    VALUES = "SELECT v.option_id, v.value_id, e.name, e.intname, e.product_id, v.available, p.period, p.cost, p.setup
        FROM tariff_options o
        JOIN option_values v ON v.option_id = o.id
        JOIN enumeration_values e ON e.id = v.value_id
        LEFT JOIN option_prices p ON p.option_id = v.option_id AND p.value_id = v.value_id
        WHERE o.tariff_id = $1
        ORDER BY o.id, e.sort, e.id, p.period";
}
