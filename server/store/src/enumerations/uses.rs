//! What uses an enumeration, a value or a product group, and keeps it from being deleted.

use domain::{EnumerationId, ProductId, ValueId};

use crate::{Error, Exec, Result};

/// What uses an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsedBy {
    /// An option of a tariff plan; number and name are the tariff plan's.
    Option,
    /// An enumeration, by one of its values; number and name are the enumeration's.
    Enumeration,
    /// A service.
    Service,
    /// A license.
    License,
}

/// Something that uses an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What it is.
    pub what: UsedBy,
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
}

/// The first things that use an object, and how many there are in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uses {
    /// The first of them.
    pub first: Vec<Use>,
    /// How many there are.
    pub total: u64,
}

/// What uses a list: options that take their values from it, and services and licenses of its plan codes.
pub async fn of_enumeration(db: impl Into<Exec<'_>>, id: EnumerationId, limit: i64) -> Result<Uses> {
    of(db.into(), (OF_ENUMERATION, COUNT_OF_ENUMERATION), id.get(), limit).await
}

/// What uses a value: options that offer it, price it or begin with it, and services and licenses of its plan code.
pub async fn of_value(db: impl Into<Exec<'_>>, id: ValueId, limit: i64) -> Result<Uses> {
    of(db.into(), (OF_VALUE, COUNT_OF_VALUE), id.get(), limit).await
}

/// What uses a product group: values, and services and licenses, those that are gone too.
pub async fn of_product(db: impl Into<Exec<'_>>, id: ProductId, limit: i64) -> Result<Uses> {
    of(db.into(), (OF_PRODUCT, COUNT_OF_PRODUCT), id.get(), limit).await
}

/// How many services that are not gone run on a value's plan code.
pub async fn services_of_value(db: impl Into<Exec<'_>>, id: ValueId) -> Result<i64> {
    fetch_scalar!(db, i64, SERVICES_OF_VALUE, id.get())
}

/// How many licenses that are not gone belong to a product group.
pub async fn licenses_of_product(db: impl Into<Exec<'_>>, id: ProductId) -> Result<i64> {
    fetch_scalar!(db, i64, LICENSES_OF_PRODUCT, id.get())
}

async fn of(mut db: Exec<'_>, sql: (&'static str, &'static str), id: i64, limit: i64) -> Result<Uses> {
    let rows = fetch_all!(db.again(), Row, sql.0, id, limit)?;
    let total = fetch_scalar!(db.again(), i64, sql.1, id)?;
    let first = rows.into_iter().map(Use::try_from).collect::<Result<_>>()?;
    Ok(Uses { first, total: total.unsigned_abs() })
}

#[derive(sqlx::FromRow)]
struct Row {
    what: i64,
    id: i64,
    name: String,
}

impl TryFrom<Row> for Use {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let what = match row.what {
            1 => UsedBy::Option,
            2 => UsedBy::Enumeration,
            3 => UsedBy::Service,
            4 => UsedBy::License,
            _ => return Err(Error::corrupt("what uses an object", "a number that is none")),
        };
        Ok(Self { what, id: row.id, name: row.name })
    }
}

macro_rules! value_options {
    () => {
        "SELECT CAST(1 AS BIGINT) AS what, t.id, t.name FROM tariff_options o JOIN tariffs t ON t.id = o.tariff_id
        WHERE o.id IN (SELECT d.id FROM tariff_options d WHERE d.default_value_id = $1
            UNION SELECT v.option_id FROM option_values v WHERE v.value_id = $1
                AND (v.available OR EXISTS (SELECT 1 FROM option_prices p
                    WHERE p.option_id = v.option_id AND p.value_id = v.value_id)))"
    };
}

macro_rules! services_and_licenses {
    ($codes:literal) => {
        concat!(
            " UNION ALL SELECT 3, id, host_name FROM services WHERE state <> 'deleted' AND plan_code IN (",
            $codes,
            ") UNION ALL SELECT 4, id, name FROM licenses WHERE state NOT IN ('gone', 'lapsed') AND plan_code IN (",
            $codes,
            ")"
        )
    };
}

macro_rules! uses_of_enumeration {
    () => {
        concat!(
            "SELECT CAST(1 AS BIGINT) AS what, t.id, t.name FROM tariff_options o JOIN tariffs t ON t.id = o.tariff_id
            WHERE o.enumeration_id = $1",
            services_and_licenses!("SELECT intname FROM enumeration_values WHERE enumeration_id = $1")
        )
    };
}

macro_rules! uses_of_value {
    () => {
        concat!(
            value_options!(),
            services_and_licenses!("SELECT intname FROM enumeration_values WHERE id = $1")
        )
    };
}

macro_rules! uses_of_product {
    () => {
        "SELECT DISTINCT CAST(2 AS BIGINT) AS what, e.id, e.name FROM enumeration_values v JOIN enumerations e ON e.id = v.enumeration_id
        WHERE v.product_id = $1
        UNION ALL SELECT 3, id, host_name FROM services WHERE product_id = $1
            OR id IN (SELECT service_id FROM purchase_intents WHERE product_id = $1)
        UNION ALL SELECT 4, id, name FROM licenses WHERE product_id = $1"
    };
}

macro_rules! first {
    ($uses:expr) => {
        concat!("SELECT what, id, name FROM (", $uses, ") u ORDER BY what, id LIMIT $2")
    };
}

macro_rules! all {
    ($uses:expr) => {
        concat!("SELECT COUNT(*) FROM (", $uses, ") u")
    };
}

statements! {
    OF_ENUMERATION = first!(uses_of_enumeration!());
    COUNT_OF_ENUMERATION = all!(uses_of_enumeration!());
    OF_VALUE = first!(uses_of_value!());
    COUNT_OF_VALUE = all!(uses_of_value!());
    OF_PRODUCT = first!(uses_of_product!());
    COUNT_OF_PRODUCT = all!(uses_of_product!());
    SERVICES_OF_VALUE = "SELECT COUNT(*) FROM services WHERE state <> 'deleted'
        AND plan_code = (SELECT intname FROM enumeration_values WHERE id = $1)";
    LICENSES_OF_PRODUCT = "SELECT COUNT(*) FROM licenses WHERE product_id = $1 AND state NOT IN ('gone', 'lapsed')";
}
