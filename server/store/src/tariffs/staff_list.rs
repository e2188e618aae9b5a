//! Every tariff, for staff: searched, filtered, sorted and paged by the database.

use domain::{Currency, TariffId};

use super::periods::{self, Price};
use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Number: also the order in which they were added.
    Id,
    /// Name.
    Name,
    /// Provider.
    Provider,
    /// What the shortest period costs.
    Cost,
    /// Their place.
    Sort,
    /// State.
    State,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] =
        &[Self::Id, Self::Name, Self::Provider, Self::Cost, Self::Sort, Self::State];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Provider => "provider",
            Self::Cost => "cost",
            Self::Sort => "sort",
            Self::State => "state",
        }
    }

    const fn statement(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Id, false) => BY_ID,
            (Self::Id, true) => BY_ID_DOWN,
            (Self::Name, false) => BY_NAME,
            (Self::Name, true) => BY_NAME_DOWN,
            (Self::Provider, false) => BY_PROVIDER,
            (Self::Provider, true) => BY_PROVIDER_DOWN,
            (Self::Cost, false) => BY_COST,
            (Self::Cost, true) => BY_COST_DOWN,
            (Self::Sort, false) => BY_SORT,
            (Self::Sort, true) => BY_SORT_DOWN,
            (Self::State, false) => BY_STATE,
            (Self::State, true) => BY_STATE_DOWN,
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Part of a name or provider, or a whole number; empty for all.
    pub search: &'a str,
    /// Only tariffs that may be ordered, or only those that may not.
    pub enabled: Option<bool>,
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
    pub id: TariffId,
    /// Its name.
    pub name: String,
    /// Who sells it.
    pub provider: String,
    /// The names of its modules, with commas between.
    pub modules: String,
    /// What its shortest period of months costs; of what is left, where it has none of months.
    pub cost: Option<Price>,
    /// Its place among tariffs.
    pub sort: i64,
    /// Whether it may be ordered.
    pub enabled: bool,
    /// Whether it has an option to choose a panel with.
    pub has_panels: bool,
}

/// One page of the list.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let search = Search::new(wanted);
    let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
    let sql = wanted.sort.statement(wanted.descending);
    let limit = i64::from(wanted.limit);
    let rows = fetch_all!(db, Row, sql, search.pattern, search.id, search.state, limit, offset)?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many rows the list has on all its pages.
pub async fn count(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<u64> {
    let search = Search::new(wanted);
    let count = fetch_scalar!(db, i64, COUNT, search.pattern, search.id, search.state)?;
    column::narrow("tariffs count", count)
}

struct Search {
    pattern: String,
    id: Option<i64>,
    state: &'static str,
}

impl Search {
    fn new(wanted: &Wanted<'_>) -> Self {
        Self {
            pattern: column::contains(wanted.search),
            id: wanted.search.trim().parse().ok(),
            state: wanted.enabled.map_or("", super::state),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    provider: String,
    currency: String,
    modules: Option<String>,
    period: Option<i64>,
    cost: Option<i64>,
    setup: Option<i64>,
    sort: i64,
    enabled: bool,
    has_panels: bool,
}

impl TryFrom<Row> for Line {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let currency: Currency = column::parse("tariffs.currency", &row.currency)?;
        let cost = match (row.period, row.cost, row.setup) {
            (Some(period), Some(cost), Some(setup)) => {
                Some(periods::Row { period, cost, setup }.price("tariff_periods.period", currency)?)
            }
            _ => None,
        };
        Ok(Self {
            id: TariffId::new(row.id),
            name: row.name,
            provider: row.provider,
            modules: row.modules.unwrap_or_default(),
            cost,
            sort: row.sort,
            enabled: row.enabled,
            has_panels: row.has_panels,
        })
    }
}

/// The rows that are wanted, the same for every order.
macro_rules! wanted {
    ($select:expr, $order:expr) => {
        concat!(
            $select,
            r" WHERE (t.search LIKE $1 ESCAPE '\' OR t.id = $2) AND ($3 = '' OR t.state = $3)",
            $order
        )
    };
}

macro_rules! sorted_by {
    ($order:literal) => {
        wanted!(
            "SELECT t.id, t.name, t.provider, t.currency, t.sort, t.state = 'enabled' AS enabled, p.period, p.cost,
                p.setup,
                (SELECT string_agg(m.name, ', ' ORDER BY m.sort, m.id) FROM tariff_modules tm
                    JOIN processing_modules m ON m.id = tm.module_id WHERE tm.tariff_id = t.id) AS modules,
                EXISTS (SELECT 1 FROM tariff_options o
                    WHERE o.tariff_id = t.id AND o.kind = 'panel_license') AS has_panels
            FROM tariffs t LEFT JOIN tariff_periods p ON p.tariff_id = t.id AND p.period = (
                SELECT s.period FROM tariff_periods s WHERE s.tariff_id = t.id
                ORDER BY CASE WHEN s.period > 0 THEN 0 ELSE 1 END, s.period LIMIT 1)",
            concat!(" ORDER BY ", $order, " LIMIT $4 OFFSET $5")
        )
    };
}

statements! {
    BY_ID = sorted_by!("t.id");
    BY_ID_DOWN = sorted_by!("t.id DESC");
    BY_NAME = sorted_by!(r#"t.search COLLATE "C", t.id"#);
    BY_NAME_DOWN = sorted_by!(r#"t.search COLLATE "C" DESC, t.id DESC"#);
    BY_PROVIDER = sorted_by!(r#"t.provider COLLATE "C", t.sort, t.id"#);
    BY_PROVIDER_DOWN = sorted_by!(r#"t.provider COLLATE "C" DESC, t.sort DESC, t.id DESC"#);
    BY_COST = sorted_by!(r#"t.currency COLLATE "C", p.cost NULLS LAST, t.id"#);
    BY_COST_DOWN = sorted_by!(r#"t.currency COLLATE "C" DESC, p.cost DESC NULLS LAST, t.id DESC"#);
    BY_SORT = sorted_by!("t.sort, t.id");
    BY_SORT_DOWN = sorted_by!("t.sort DESC, t.id DESC");
    BY_STATE = sorted_by!(r#"t.state COLLATE "C", t.sort, t.id"#);
    BY_STATE_DOWN = sorted_by!(r#"t.state COLLATE "C" DESC, t.sort DESC, t.id DESC"#);
    COUNT = wanted!("SELECT COUNT(*) FROM tariffs t", "");
}
