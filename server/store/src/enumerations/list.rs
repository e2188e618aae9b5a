//! The staff's list of enumerations: searched, sorted and paged by the database.

use domain::EnumerationId;

use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Number.
    Id,
    /// Name.
    Name,
    /// Internal name.
    Intname,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Id, Self::Name, Self::Intname];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Intname => "intname",
        }
    }

    const fn statement(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Id, false) => BY_ID,
            (Self::Id, true) => BY_ID_DOWN,
            (Self::Name, false) => BY_NAME,
            (Self::Name, true) => BY_NAME_DOWN,
            (Self::Intname, false) => BY_INTNAME,
            (Self::Intname, true) => BY_INTNAME_DOWN,
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Part of a name or an internal name; empty for all.
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
    /// Its number.
    pub id: EnumerationId,
    /// Its name.
    pub name: String,
    /// Its internal name.
    pub intname: String,
    /// How many values it has.
    pub values: i64,
    /// How many options of tariff plans take their values from it.
    pub options: i64,
}

/// One page of the list.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let sql = wanted.sort.statement(wanted.descending);
    let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
    let pattern = column::contains(wanted.search);
    let rows = fetch_all!(db, Row, sql, pattern, i64::from(wanted.limit), offset)?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// How many rows the list has on all its pages.
pub async fn count(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT, column::contains(wanted.search))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    intname: String,
    value_count: i64,
    option_count: i64,
}

impl From<Row> for Line {
    fn from(row: Row) -> Self {
        let Row { id, name, intname, value_count, option_count } = row;
        Self { id: EnumerationId::new(id), name, intname, values: value_count, options: option_count }
    }
}

/// The counts are made for the rows of the page alone.
macro_rules! sorted_by {
    ($order:literal) => {
        concat!(
            r"SELECT e.id, e.name, e.intname,
                (SELECT COUNT(*) FROM enumeration_values v WHERE v.enumeration_id = e.id) AS value_count,
                (SELECT COUNT(*) FROM tariff_options o WHERE o.enumeration_id = e.id) AS option_count
            FROM (SELECT id, name, intname FROM enumerations WHERE search LIKE $1 ESCAPE '\'
                ORDER BY ",
            $order,
            " LIMIT $2 OFFSET $3) e ORDER BY ",
            $order
        )
    };
}

statements! {
    BY_ID = sorted_by!("id");
    BY_ID_DOWN = sorted_by!("id DESC");
    BY_NAME = sorted_by!(r#"name COLLATE "C", id"#);
    BY_NAME_DOWN = sorted_by!(r#"name COLLATE "C" DESC, id DESC"#);
    BY_INTNAME = sorted_by!(r#"intname COLLATE "C", id"#);
    BY_INTNAME_DOWN = sorted_by!(r#"intname COLLATE "C" DESC, id DESC"#);
    COUNT = r"SELECT COUNT(*) FROM enumerations WHERE search LIKE $1 ESCAPE '\'";
}
