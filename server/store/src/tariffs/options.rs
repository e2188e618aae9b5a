//! A tariff's options: panels to choose from, with a price for each and each period.

use domain::{Currency, EnumerationId, OptionId, PlanCode, ProductId, TariffId, ValueId};

use super::periods::{self, Price};
use crate::{Exec, Result, Tx, column};

/// An option of the kind *Control panel license*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TariffOption {
    /// Its number.
    pub id: OptionId,
    /// Its name on the order page.
    pub name: String,
    /// Its internal name.
    pub intname: String,
    /// The list its values come from.
    pub enumeration_id: EnumerationId,
    /// The value chosen at first.
    pub default_value_id: Option<ValueId>,
    /// Whether it is offered.
    pub enabled: bool,
}

/// An option to add.
#[derive(Debug)]
pub struct NewOption<'a> {
    /// The tariff.
    pub tariff_id: TariffId,
    /// Its name on the order page.
    pub name: &'a str,
    /// Its internal name.
    pub intname: &'a str,
    /// The list its values come from.
    pub enumeration_id: EnumerationId,
    /// The value chosen at first.
    pub default_value_id: Option<ValueId>,
}

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

/// Adds an option without values, enabled.
pub async fn insert(tx: &mut Tx, new: &NewOption<'_>) -> Result<OptionId> {
    let default = new.default_value_id.map(ValueId::get);
    let (tariff, enumeration) = (new.tariff_id.get(), new.enumeration_id.get());
    let id = fetch_scalar!(tx, i64, INSERT, tariff, new.name, new.intname, enumeration, default)?;
    Ok(OptionId::new(id))
}

/// Offers a value with an option, turned on or off.
pub async fn insert_value(tx: &mut Tx, option: OptionId, value: ValueId, available: bool) -> Result<()> {
    execute!(tx, INSERT_VALUE, option.get(), value.get(), available)?;
    Ok(())
}

/// Sells a value for a period; the price is in the tariff's currency.
pub async fn insert_price(tx: &mut Tx, option: OptionId, value: ValueId, price: &Price) -> Result<()> {
    let (cost, setup) = (price.cost.minor(), price.setup.minor());
    let period = i64::from(price.period.code());
    execute!(tx, INSERT_PRICE, option.get(), value.get(), period, cost, setup)?;
    Ok(())
}

/// The enabled options of a tariff.
pub async fn list_enabled(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Vec<TariffOption>> {
    Ok(fetch_all!(db, Row, LIST_ENABLED, tariff.get())?.into_iter().map(TariffOption::from).collect())
}

/// The values of a tariff's enabled options with their prices, in the lists' order.
pub async fn values(
    db: impl Into<Exec<'_>>,
    tariff: TariffId,
    currency: Currency,
) -> Result<Vec<OptionValue>> {
    let mut values: Vec<OptionValue> = Vec::new();
    for row in fetch_all!(db, ValueRow, VALUES, tariff.get())? {
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

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    intname: String,
    enumeration_id: i64,
    default_value_id: Option<i64>,
    enabled: bool,
}

impl From<Row> for TariffOption {
    fn from(row: Row) -> Self {
        Self {
            id: OptionId::new(row.id),
            name: row.name,
            intname: row.intname,
            enumeration_id: EnumerationId::new(row.enumeration_id),
            default_value_id: row.default_value_id.map(ValueId::new),
            enabled: row.enabled,
        }
    }
}

/// One row for each price, or one without any.
#[derive(sqlx::FromRow)]
struct ValueRow {
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

impl ValueRow {
    fn price(&self, currency: Currency) -> Result<Option<Price>> {
        let (Some(period), Some(cost), Some(setup)) = (self.period, self.cost, self.setup) else {
            return Ok(None);
        };
        periods::Row { period, cost, setup }.price("option_prices.period", currency).map(Some)
    }
}

statements! {
    INSERT = "INSERT INTO tariff_options (tariff_id, kind, name, intname, enumeration_id, default_value_id, enabled)
        VALUES ($1, 'panel_license', $2, $3, $4, $5, TRUE) RETURNING id";
    INSERT_VALUE = "INSERT INTO option_values (option_id, value_id, available) VALUES ($1, $2, $3)";
    INSERT_PRICE = "INSERT INTO option_prices (option_id, value_id, period, cost, setup)
        VALUES ($1, $2, $3, $4, $5)";
    LIST_ENABLED = "SELECT id, name, intname, enumeration_id, default_value_id, enabled FROM tariff_options
        WHERE tariff_id = $1 AND enabled ORDER BY id";
    VALUES = "SELECT v.option_id, v.value_id, e.name, e.intname, e.product_id, v.available, p.period, p.cost, p.setup
        FROM tariff_options o
        JOIN option_values v ON v.option_id = o.id
        JOIN enumeration_values e ON e.id = v.value_id
        LEFT JOIN option_prices p ON p.option_id = v.option_id AND p.value_id = v.value_id
        WHERE o.tariff_id = $1 AND o.enabled
        ORDER BY o.id, e.sort, e.id, p.period";
}
