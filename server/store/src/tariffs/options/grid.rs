//! The price grid of an option: values by periods, read a page at a time and written in few statements.

pub mod write;

use domain::{Currency, EnumerationId, ModuleId, OptionId, PlanCode, ValueId};
use sqlx::AssertSqlSafe;

use crate::price_list::{self, PriceListRow};
use crate::tariffs::periods::{self, Price};
use crate::{Exec, Result, column};

pub use write::{fill, insert_price, insert_value, put_prices, remove_prices, set_available};

/// A value as its row of the grid shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridValue {
    /// The value of the list.
    pub value_id: ValueId,
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub plan_code: PlanCode,
    /// Whether the tariff offers it; a value that was added to the list later is not.
    pub available: bool,
    /// What it costs, the shortest period first.
    pub prices: Vec<Price>,
}

/// Which page of a grid.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// The option.
    pub option: OptionId,
    /// Its list.
    pub enumeration: EnumerationId,
    /// Part of a name or of a plan code; empty finds all.
    pub search: &'a str,
    /// Only values that are offered, or only those that are not.
    pub available: Option<bool>,
    /// How many to skip.
    pub offset: i64,
    /// How many to show.
    pub limit: i64,
}

/// One page of a grid, in the list's order.
pub async fn page(
    db: impl Into<Exec<'_>>,
    wanted: &Wanted<'_>,
    currency: Currency,
) -> Result<Vec<GridValue>> {
    let rows = fetch_all!(
        db,
        Row,
        PAGE,
        wanted.option.get(),
        wanted.enumeration.get(),
        column::contains(wanted.search),
        wanted.available,
        wanted.limit,
        wanted.offset,
    )?;
    read(rows, currency)
}

/// How many values all pages have.
pub async fn count(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<i64> {
    let pattern = column::contains(wanted.search);
    fetch_scalar!(db, i64, COUNT, wanted.option.get(), wanted.enumeration.get(), pattern, wanted.available)
}

/// These values of the option's list as they are now; one that is not of the list is left out.
pub async fn of_values(
    db: impl Into<Exec<'_>>,
    option: OptionId,
    values: &[ValueId],
    currency: Currency,
) -> Result<Vec<GridValue>> {
    read(fetch_all!(db, Row, AssertSqlSafe(of_values_sql(values)), option.get())?, currency)
}

/// Every value of a list by number, internal name and name.
pub async fn names(
    db: impl Into<Exec<'_>>,
    enumeration: EnumerationId,
) -> Result<Vec<(ValueId, String, String)>> {
    let rows: Vec<(i64, String, String)> = fetch_all!(db, (i64, String, String), NAMES, enumeration.get())?;
    Ok(rows.into_iter().map(|(id, intname, name)| (ValueId::new(id), intname, name)).collect())
}

/// A value that an option may have at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueChoice {
    /// The value.
    pub value_id: ValueId,
    /// Its name.
    pub name: String,
    /// Its plan code, or `nopanel`.
    pub code: String,
    /// Its list's name.
    pub enumeration: String,
}

/// The first values of a list, or of every list, in their order.
pub async fn choices(
    db: impl Into<Exec<'_>>,
    enumeration: Option<EnumerationId>,
    limit: i64,
) -> Result<Vec<ValueChoice>> {
    let rows: Vec<(i64, String, String, String)> =
        fetch_all!(db, (i64, String, String, String), CHOICES, enumeration.map(EnumerationId::get), limit)?;
    let choice = |(id, name, code, enumeration)| {
        let value_id = ValueId::new(id);
        ValueChoice { value_id, name, code, enumeration }
    };
    Ok(rows.into_iter().map(choice).collect())
}

/// What a license server's price list says of the plan codes of these values.
pub async fn costs(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    values: &[ValueId],
) -> Result<Vec<PriceListRow>> {
    let rows = fetch_all!(db, price_list::Row, AssertSqlSafe(costs_sql(values)), module.get())?;
    rows.into_iter().map(PriceListRow::try_from).collect()
}

/// One row for each price, or one without any.
#[derive(sqlx::FromRow)]
struct Row {
    value_id: i64,
    name: String,
    intname: String,
    available: bool,
    period: Option<i64>,
    cost: Option<i64>,
    setup: Option<i64>,
}

fn read(rows: Vec<Row>, currency: Currency) -> Result<Vec<GridValue>> {
    let mut values: Vec<GridValue> = Vec::new();
    for row in rows {
        let price = match (row.period, row.cost, row.setup) {
            (Some(period), Some(cost), Some(setup)) => {
                Some(periods::Row { period, cost, setup }.price("option_prices.period", currency)?)
            }
            _ => None,
        };
        match values.last_mut() {
            Some(value) if value.value_id.get() == row.value_id => value.prices.extend(price),
            _ => values.push(GridValue {
                value_id: ValueId::new(row.value_id),
                name: row.name,
                plan_code: column::parse("enumeration_values.intname", &row.intname)?,
                available: row.available,
                prices: price.into_iter().collect(),
            }),
        }
    }
    Ok(values)
}

/// Lists of numbers are written into the statement: neither database takes a list as one argument by the same words.
fn listed<T>(items: &[T], item: impl Fn(&T) -> String) -> String {
    items.iter().map(item).collect::<Vec<_>>().join(", ")
}

fn of_values_sql(values: &[ValueId]) -> String {
    format!(
        "SELECT e.id AS value_id, e.name, e.intname, COALESCE(v.available, FALSE) AS available, c.period, c.cost,
            c.setup
        FROM enumeration_values e JOIN tariff_options o ON o.enumeration_id = e.enumeration_id
        LEFT JOIN option_values v ON v.option_id = o.id AND v.value_id = e.id
        LEFT JOIN option_prices c ON c.option_id = o.id AND c.value_id = e.id
        WHERE o.id = $1 AND e.id IN ({})
        ORDER BY e.sort, e.id, c.period",
        listed(values, ToString::to_string)
    )
}

fn costs_sql(values: &[ValueId]) -> String {
    format!(
        r#"SELECT plan_code, period, name, cost_e4, currency FROM price_list_rows
        WHERE module_id = $1 AND plan_code IN (SELECT intname FROM enumeration_values WHERE id IN ({}))
        ORDER BY plan_code COLLATE "C", period"#,
        listed(values, ToString::to_string)
    )
}

/// One of every statement that is put together.
pub(crate) fn variants() -> Vec<String> {
    let value = ValueId::new(1);
    [of_values_sql(&[value]), costs_sql(&[value])].into_iter().chain(write::variants()).collect()
}

statements! {
    PAGE = r"SELECT p.id AS value_id, p.name, p.intname, p.available, c.period, c.cost, c.setup
        FROM (SELECT e.id, e.name, e.intname, e.sort, COALESCE(v.available, FALSE) AS available
            FROM enumeration_values e
            LEFT JOIN option_values v ON v.option_id = $1 AND v.value_id = e.id
            WHERE e.enumeration_id = $2 AND e.search LIKE $3 ESCAPE '\'
                AND (CAST($4 AS BOOLEAN) IS NULL OR COALESCE(v.available, FALSE) = $4)
            ORDER BY e.sort, e.id LIMIT $5 OFFSET $6) p
        LEFT JOIN option_prices c ON c.option_id = $1 AND c.value_id = p.id
        ORDER BY p.sort, p.id, c.period";
    COUNT = r"SELECT COUNT(*) FROM enumeration_values e
        LEFT JOIN option_values v ON v.option_id = $1 AND v.value_id = e.id
        WHERE e.enumeration_id = $2 AND e.search LIKE $3 ESCAPE '\'
            AND (CAST($4 AS BOOLEAN) IS NULL OR COALESCE(v.available, FALSE) = $4)";
    NAMES = "SELECT id, intname, name FROM enumeration_values WHERE enumeration_id = $1 ORDER BY sort, id";
    CHOICES = "SELECT v.id, v.name, v.intname, e.name FROM enumeration_values v JOIN enumerations e ON e.id = v.enumeration_id
        WHERE CAST($1 AS BIGINT) IS NULL OR v.enumeration_id = $1 ORDER BY e.id, v.sort, v.id LIMIT $2";
}
