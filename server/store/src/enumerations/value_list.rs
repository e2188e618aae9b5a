//! The staff's list of an enumeration's values: searched, filtered, sorted and paged by the database.

use domain::pool::Addons;
use domain::{EnumerationId, ModuleId, PlanCode, ProductId, ValueId};

use crate::{Error, Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// The order in which clients see them.
    Order,
    /// Number.
    Id,
    /// Name.
    Name,
    /// Internal name.
    Intname,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Order, Self::Id, Self::Name, Self::Intname];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Id => "id",
            Self::Name => "name",
            Self::Intname => "intname",
        }
    }

    const fn statement(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Order, false) => BY_ORDER,
            (Self::Order, true) => BY_ORDER_DOWN,
            (Self::Id, false) => BY_ID,
            (Self::Id, true) => BY_ID_DOWN,
            (Self::Name, false) => BY_NAME,
            (Self::Name, true) => BY_NAME_DOWN,
            (Self::Intname, false) => BY_INTNAME,
            (Self::Intname, true) => BY_INTNAME_DOWN,
        }
    }
}

/// Whether a license server sells a value's plan, by the price lists as last read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sold {
    /// At least one price list has the plan code.
    Yes,
    /// No price list has it.
    No,
}

impl Sold {
    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "sold",
            Self::No => "not_sold",
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Part of a name or a plan code; empty for all.
    pub search: &'a str,
    /// Only those that are, or are not, on a price list.
    pub sold: Option<Sold>,
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
    /// Its number.
    pub id: ValueId,
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub plan_code: PlanCode,
    /// Its place in the list.
    pub sort: i64,
    /// The product group, with its name and add-ons; none for `nopanel`.
    pub product: Option<(ProductId, String, Addons)>,
    /// The first license server whose price list has the plan, and the plan's name there.
    pub plan: Option<(ModuleId, String)>,
    /// How many options of tariff plans offer it, have prices for it or begin with it.
    pub options: i64,
}

/// One page of the list.
pub async fn page(db: impl Into<Exec<'_>>, list: EnumerationId, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let sql = wanted.sort.statement(wanted.descending);
    let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
    let (pattern, sold) = (column::contains(wanted.search), wanted.sold.map_or("", Sold::as_str));
    let rows = fetch_all!(db, Row, sql, list.get(), pattern, sold, i64::from(wanted.limit), offset)?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many rows the list has on all its pages.
pub async fn count(db: impl Into<Exec<'_>>, list: EnumerationId, wanted: &Wanted<'_>) -> Result<i64> {
    let (pattern, sold) = (column::contains(wanted.search), wanted.sold.map_or("", Sold::as_str));
    fetch_scalar!(db, i64, COUNT, list.get(), pattern, sold)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    intname: String,
    sort: i64,
    product_id: Option<i64>,
    product_name: Option<String>,
    addons: Option<String>,
    module_id: Option<i64>,
    plan_name: Option<String>,
    option_count: i64,
}

impl TryFrom<Row> for Line {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let addons = row.addons.as_deref().map(serde_json::from_str);
        let addons = addons.transpose().map_err(|error| Error::corrupt("license_products.addons", error))?;
        let product = row.product_id.zip(row.product_name).zip(addons);
        Ok(Self {
            id: ValueId::new(row.id),
            name: row.name,
            plan_code: column::parse("enumeration_values.intname", &row.intname)?,
            sort: row.sort,
            product: product.map(|((id, name), addons)| (ProductId::new(id), name, addons)),
            plan: row.module_id.map(ModuleId::new).zip(row.plan_name),
            options: row.option_count,
        })
    }
}

/// The rows that are wanted, the same for every order. What has no plan is not asked for at a license server.
macro_rules! wanted {
    () => {
        r"enumeration_values WHERE enumeration_id = $1 AND search LIKE $2 ESCAPE '\'
            AND ($3 = '' OR (product_id IS NOT NULL
                AND ($3 = 'sold') = EXISTS (SELECT 1 FROM price_list_rows p
                    WHERE p.plan_code = enumeration_values.intname)))"
    };
}

/// Names and counts are looked up for the rows of the page alone.
macro_rules! sorted_by {
    ($column:literal, $way:literal) => {
        concat!(
            r"SELECT v.id, v.name, v.intname, v.sort, v.product_id, g.name AS product_name, g.addons,
                (SELECT MIN(p.module_id) FROM price_list_rows p WHERE p.plan_code = v.intname) AS module_id,
                (SELECT p.name FROM price_list_rows p WHERE p.plan_code = v.intname
                    ORDER BY p.module_id, p.period LIMIT 1) AS plan_name,
                (SELECT COUNT(*) FROM tariff_options o WHERE o.id IN (
                    SELECT d.id FROM tariff_options d WHERE d.default_value_id = v.id
                    UNION SELECT ov.option_id FROM option_values ov WHERE ov.value_id = v.id
                        AND (ov.available OR EXISTS (SELECT 1 FROM option_prices op
                            WHERE op.option_id = ov.option_id AND op.value_id = ov.value_id)))) AS option_count
            FROM (SELECT * FROM ",
            wanted!(),
            " ORDER BY ",
            $column,
            $way,
            ", id",
            $way,
            " LIMIT $4 OFFSET $5) v LEFT JOIN license_products g ON g.id = v.product_id ORDER BY v.",
            $column,
            $way,
            ", v.id",
            $way
        )
    };
}

statements! {
    BY_ORDER = sorted_by!("sort", "");
    BY_ORDER_DOWN = sorted_by!("sort", " DESC");
    BY_ID = sorted_by!("id", "");
    BY_ID_DOWN = sorted_by!("id", " DESC");
    BY_NAME = sorted_by!(r#"search COLLATE "C""#, "");
    BY_NAME_DOWN = sorted_by!(r#"search COLLATE "C""#, " DESC");
    BY_INTNAME = sorted_by!(r#"intname COLLATE "C""#, "");
    BY_INTNAME_DOWN = sorted_by!(r#"intname COLLATE "C""#, " DESC");
    COUNT = concat!("SELECT COUNT(*) FROM ", wanted!());
}
