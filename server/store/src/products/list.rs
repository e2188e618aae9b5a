//! The staff's list of product groups: searched, sorted and paged by the database.

use super::{Product, Row as ProductRow, grouped};
use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Name.
    Name,
    /// Number.
    Id,
    /// Function prefix.
    Prefix,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Name, Self::Id, Self::Prefix];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Id => "id",
            Self::Prefix => "function_prefix",
        }
    }

    const fn statement(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Name, false) => BY_NAME,
            (Self::Name, true) => BY_NAME_DOWN,
            (Self::Id, false) => BY_ID,
            (Self::Id, true) => BY_ID_DOWN,
            (Self::Prefix, false) => BY_PREFIX,
            (Self::Prefix, true) => BY_PREFIX_DOWN,
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Part of a name or of a plan code; empty for all.
    pub search: &'a str,
    /// What the list is sorted by.
    pub sort: SortBy,
    /// The other way round.
    pub descending: bool,
    /// How many rows.
    pub limit: u32,
    /// After how many.
    pub offset: u64,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The product.
    pub product: Product,
    /// How many values of enumerations belong to it.
    pub values: i64,
    /// How many services that are not gone belong to it.
    pub services: i64,
    /// How many licenses that are not gone belong to it.
    pub licenses: i64,
}

/// One page of the list.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let mut db = db.into();
    let sql = wanted.sort.statement(wanted.descending);
    let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
    let pattern = column::contains(wanted.search);
    let rows = fetch_all!(db.again(), Row, sql, pattern, i64::from(wanted.limit), offset)?;
    let mut counts: Vec<(i64, [i64; 3])> = Vec::new();
    let mut products = Vec::with_capacity(rows.len());
    for row in rows {
        if counts.last().is_none_or(|(id, _)| *id != row.id) {
            counts.push((row.id, [row.value_count, row.service_count, row.license_count]));
        }
        products.push(ProductRow {
            id: row.id,
            name: row.name,
            function_prefix: row.function_prefix,
            addons: row.addons,
            version: row.version,
            code: row.code,
        });
    }
    let lines = grouped(products)?.into_iter().zip(counts).map(|(product, (_, counts))| {
        let [values, services, licenses] = counts;
        Line { product, values, services, licenses }
    });
    Ok(lines.collect())
}

/// How many rows the list has on all its pages.
pub async fn count(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT, column::contains(wanted.search))
}

/// One row for each plan code of a product, or one without any.
#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    function_prefix: String,
    addons: String,
    version: i64,
    code: Option<String>,
    value_count: i64,
    service_count: i64,
    license_count: i64,
}

macro_rules! wanted {
    () => {
        r"license_products WHERE search LIKE $1 ESCAPE '\' OR id IN
            (SELECT c.product_id FROM plan_codes c WHERE lower(c.code) LIKE $1 ESCAPE '\')"
    };
}

/// The counts are made for the rows of the page alone.
macro_rules! sorted_by {
    ($column:literal, $way:literal) => {
        concat!(
            "SELECT p.id, p.name, p.function_prefix, p.addons, p.version, c.code,
                (SELECT COUNT(*) FROM enumeration_values v WHERE v.product_id = p.id) AS value_count,
                (SELECT COUNT(*) FROM services s WHERE s.product_id = p.id AND s.state <> 'deleted')
                    AS service_count,
                (SELECT COUNT(*) FROM licenses l WHERE l.product_id = p.id AND l.state NOT IN ('gone', 'lapsed'))
                    AS license_count
            FROM (SELECT * FROM ",
            wanted!(),
            " ORDER BY ",
            $column,
            $way,
            ", id",
            $way,
            " LIMIT $2 OFFSET $3) p LEFT JOIN plan_codes c ON c.product_id = p.id ORDER BY p.",
            $column,
            $way,
            ", p.id",
            $way,
            r#", c.code COLLATE "C""#
        )
    };
}

statements! {
    BY_NAME = sorted_by!(r#"search COLLATE "C""#, "");
    BY_NAME_DOWN = sorted_by!(r#"search COLLATE "C""#, " DESC");
    BY_ID = sorted_by!("id", "");
    BY_ID_DOWN = sorted_by!("id", " DESC");
    BY_PREFIX = sorted_by!(r#"function_prefix COLLATE "C""#, "");
    BY_PREFIX_DOWN = sorted_by!(r#"function_prefix COLLATE "C""#, " DESC");
    COUNT = concat!("SELECT COUNT(*) FROM ", wanted!());
}
