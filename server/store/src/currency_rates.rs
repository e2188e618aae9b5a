//! What one unit of a currency was worth in another, day by day.

use domain::Date;
use domain::money::Rate;

use crate::{Constraint, Error, Exec, Result, Tx, column};

/// Two currencies have one rate a day.
pub const RATE_OF_DAY: Constraint = Constraint {
    name: "currency_rates_day",
    columns: "currency_rates.from_currency, currency_rates.to_currency, currency_rates.on_day",
};

/// A rate as kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedRate {
    /// Its number.
    pub id: i64,
    /// The rate with its day.
    pub rate: Rate,
    /// Grows with every change.
    pub version: i64,
}

/// Adds a rate.
pub async fn insert(tx: &mut Tx, rate: &Rate) -> Result<i64> {
    let (from, to) = (rate.from(), rate.to());
    fetch_scalar!(tx, i64, INSERT, from.as_str(), to.as_str(), rate.e8(), rate.on().to_string())
}

/// Writes a rate that is still as it was read; says whether it was.
pub async fn update(tx: &mut Tx, as_read: (i64, i64), rate: &Rate) -> Result<bool> {
    let (id, version) = as_read;
    let (from, to) = (rate.from(), rate.to());
    let changed =
        execute!(tx, UPDATE, id, version, from.as_str(), to.as_str(), rate.e8(), rate.on().to_string())?;
    Ok(changed == 1)
}

/// Deletes a rate; says whether it was there.
pub async fn delete(tx: &mut Tx, id: i64) -> Result<bool> {
    Ok(execute!(tx, DELETE, id)? == 1)
}

/// One rate.
pub async fn find(db: impl Into<Exec<'_>>, id: i64) -> Result<Option<DatedRate>> {
    fetch_optional!(db, Row, FIND, id)?.map(DatedRate::try_from).transpose()
}

/// The rate of two currencies, in whichever direction, on a day.
pub async fn of_day(db: impl Into<Exec<'_>>, rate: &Rate) -> Result<Option<DatedRate>> {
    let (from, to) = (rate.from(), rate.to());
    fetch_optional!(db, Row, OF_DAY, from.as_str(), to.as_str(), rate.on().to_string())?
        .map(DatedRate::try_from)
        .transpose()
}

/// One page of the rates, the latest day first; `search` is part of a currency or of a day.
pub async fn page(db: impl Into<Exec<'_>>, search: &str, offset: u64, limit: u32) -> Result<Vec<DatedRate>> {
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    let rows = fetch_all!(db, Row, PAGE, column::contains(search), i64::from(limit), offset)?;
    rows.into_iter().map(DatedRate::try_from).collect()
}

/// Every rate, the latest day first: what amounts of two currencies are compared by.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Rate>> {
    fetch_all!(db, Row, LIST)?.into_iter().map(|row| Ok(DatedRate::try_from(row)?.rate)).collect()
}

/// How many rates a search finds.
pub async fn count(db: impl Into<Exec<'_>>, search: &str) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT, column::contains(search))
}

/// The rate of every pair of currencies that counts on a day: the latest of it or before.
pub async fn in_use(db: impl Into<Exec<'_>>, on: Date) -> Result<Vec<DatedRate>> {
    fetch_all!(db, Row, IN_USE, on.to_string())?.into_iter().map(DatedRate::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    from_currency: String,
    to_currency: String,
    e8: i64,
    on_day: String,
    version: i64,
}

impl TryFrom<Row> for DatedRate {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let rate = Rate::new(
            column::parse("currency_rates.from_currency", &row.from_currency)?,
            column::parse("currency_rates.to_currency", &row.to_currency)?,
            row.e8,
            column::parse("currency_rates.on_day", &row.on_day)?,
        )
        .map_err(|error| Error::corrupt("currency_rates.e8", error))?;
        Ok(Self { id: row.id, rate, version: row.version })
    }
}

statements! {
    INSERT = "INSERT INTO currency_rates (from_currency, to_currency, e8, on_day) VALUES ($1, $2, $3, $4)
        RETURNING id";
    UPDATE = "UPDATE currency_rates SET from_currency = $3, to_currency = $4, e8 = $5, on_day = $6,
            version = version + 1
        WHERE id = $1 AND version = $2";
    DELETE = "DELETE FROM currency_rates WHERE id = $1";
    FIND = "SELECT id, from_currency, to_currency, e8, on_day, version FROM currency_rates WHERE id = $1";
    OF_DAY = "SELECT id, from_currency, to_currency, e8, on_day, version FROM currency_rates
        WHERE on_day = $3
            AND ((from_currency = $1 AND to_currency = $2) OR (from_currency = $2 AND to_currency = $1))
        LIMIT 1";
    PAGE = r#"SELECT id, from_currency, to_currency, e8, on_day, version FROM currency_rates
        WHERE lower(from_currency || ' ' || to_currency || ' ' || on_day) LIKE $1 ESCAPE '\'
        ORDER BY on_day COLLATE "C" DESC, from_currency COLLATE "C", to_currency COLLATE "C", id
        LIMIT $2 OFFSET $3"#;
    LIST = r#"SELECT id, from_currency, to_currency, e8, on_day, version FROM currency_rates
        ORDER BY on_day COLLATE "C" DESC, id"#;
    COUNT = r"SELECT COUNT(*) FROM currency_rates
        WHERE lower(from_currency || ' ' || to_currency || ' ' || on_day) LIKE $1 ESCAPE '\'";
    IN_USE = r#"SELECT r.id, r.from_currency, r.to_currency, r.e8, r.on_day, r.version FROM currency_rates r
        WHERE r.on_day COLLATE "C" <= $1 AND NOT EXISTS (SELECT 1 FROM currency_rates l
            WHERE ((l.from_currency = r.from_currency AND l.to_currency = r.to_currency)
                    OR (l.from_currency = r.to_currency AND l.to_currency = r.from_currency))
                AND l.on_day COLLATE "C" <= $1 AND l.on_day COLLATE "C" > r.on_day)
        ORDER BY r.from_currency COLLATE "C", r.to_currency COLLATE "C", r.id"#;
}
