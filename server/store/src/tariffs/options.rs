//! A tariff's options: panels to choose from, and others that are a yes or no, or a number.

pub mod grid;
pub mod offered;
mod row;
pub mod unit_prices;
pub mod uses;

use domain::option::{BillingType, Limits, OptionKind, ValueType};
use domain::{EnumerationId, OptionId, TariffId, ValueId};

pub use self::grid::{insert_price, insert_value};
pub use self::offered::{OptionValue, values};
use self::row::Row;
use crate::{Constraint, Error, Exec, Result, Tx};

/// A tariff has each internal name once.
pub const OPTION_NAME: Constraint = Constraint {
    name: "tariff_options_intname",
    columns: "tariff_options.tariff_id, tariff_options.intname",
};

/// A tariff has one option of the kind *Control panel license*.
pub const ONE_PANEL: Constraint =
    Constraint { name: "tariff_options_one_panel", columns: "tariff_options.tariff_id" };

/// What is said of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// What it is for.
    pub kind: OptionKind,
    /// How it is paid.
    pub billing: BillingType,
    /// Its name on the order page.
    pub name: String,
    /// Its internal name.
    pub intname: String,
    /// What is chosen with it.
    pub choice: Choice,
    /// Its place among the tariff's options: the lowest first.
    pub sort: i64,
}

/// What is chosen with an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One value of an enumeration.
    Value {
        /// The enumeration.
        enumeration: EnumerationId,
        /// The value chosen at first.
        default: Option<ValueId>,
    },
    /// A yes or no, or a number.
    Amount {
        /// Which of the two.
        value_type: ValueType,
        /// How much can be chosen.
        limits: Limits,
        /// What it is counted in; may be empty.
        unit: String,
    },
}

impl Choice {
    /// What is chosen.
    pub const fn value_type(&self) -> ValueType {
        match self {
            Self::Value { .. } => ValueType::Enumeration,
            Self::Amount { value_type, .. } => *value_type,
        }
    }

    /// The enumeration that it is a value of.
    pub const fn enumeration(&self) -> Option<EnumerationId> {
        match self {
            Self::Value { enumeration, .. } => Some(*enumeration),
            Self::Amount { .. } => None,
        }
    }
}

/// An option of a tariff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TariffOption {
    /// Its number.
    pub id: OptionId,
    /// The tariff.
    pub tariff_id: TariffId,
    /// What is said of it.
    pub details: Details,
    /// Whether it is offered.
    pub enabled: bool,
    /// Grows with every change.
    pub version: i64,
}

/// An option of the kind *Control panel license* to add.
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

/// Adds a panel option without values, enabled.
pub async fn insert(tx: &mut Tx, new: &NewOption<'_>) -> Result<OptionId> {
    let details = Details {
        kind: OptionKind::PanelLicense,
        billing: BillingType::PerPeriod,
        name: new.name.to_owned(),
        intname: new.intname.to_owned(),
        choice: Choice::Value { enumeration: new.enumeration_id, default: new.default_value_id },
        sort: 0,
    };
    add(tx, new.tariff_id, &details).await
}

/// Adds an option without values and prices, enabled.
pub async fn add(tx: &mut Tx, tariff: TariffId, details: &Details) -> Result<OptionId> {
    let columns = Columns::of(details);
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        tariff.get(),
        details.kind.as_str(),
        details.billing.as_str(),
        details.name.as_str(),
        details.intname.as_str(),
        details.choice.value_type().as_str(),
        columns.enumeration,
        columns.default_value,
        columns.limits.default,
        columns.limits.included,
        columns.limits.minimum,
        columns.limits.maximum,
        columns.limits.step,
        columns.unit,
        details.sort,
    )?;
    Ok(OptionId::new(id))
}

/// Writes what is said of an option; its kind and what is chosen with it stay.
pub async fn update(tx: &mut Tx, id: OptionId, details: &Details) -> Result<()> {
    let columns = Columns::of(details);
    one(execute!(
        tx,
        UPDATE,
        id.get(),
        details.billing.as_str(),
        details.name.as_str(),
        details.intname.as_str(),
        columns.default_value,
        columns.limits.default,
        columns.limits.included,
        columns.limits.minimum,
        columns.limits.maximum,
        columns.limits.step,
        columns.unit,
        details.sort,
    )?)
}

/// Offers an option, or no longer.
pub async fn set_enabled(tx: &mut Tx, id: OptionId, enabled: bool) -> Result<()> {
    one(execute!(tx, SET_ENABLED, id.get(), enabled)?)
}

/// Keeps every other change of an option and of its prices waiting until the transaction ends.
pub async fn hold(tx: &mut Tx, id: OptionId) -> Result<()> {
    one(execute!(tx, HOLD, id.get())?)
}

/// Deletes an option with its values and prices.
pub async fn delete(tx: &mut Tx, id: OptionId) -> Result<()> {
    one(execute!(tx, DELETE, id.get())?)
}

/// One option.
pub async fn find(db: impl Into<Exec<'_>>, id: OptionId) -> Result<Option<TariffOption>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(TariffOption::try_from).transpose()
}

/// Every option of a tariff, enabled or not, in the order of the form.
pub async fn list(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Vec<TariffOption>> {
    fetch_all!(db, Row, LIST, tariff.get())?.into_iter().map(TariffOption::try_from).collect()
}

fn one(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale("the option")) }
}

/// What is chosen with an option, by column.
struct Columns<'a> {
    enumeration: Option<i64>,
    default_value: Option<i64>,
    limits: Limits,
    unit: &'a str,
}

impl<'a> Columns<'a> {
    fn of(details: &'a Details) -> Self {
        match &details.choice {
            Choice::Value { enumeration, default } => Self {
                enumeration: Some(enumeration.get()),
                default_value: default.map(ValueId::get),
                limits: Limits::yes_or_no(false),
                unit: "",
            },
            Choice::Amount { limits, unit, .. } => {
                Self { enumeration: None, default_value: None, limits: *limits, unit }
            }
        }
    }
}

statements! {
    INSERT = "INSERT INTO tariff_options (tariff_id, kind, billing_type, name, intname, value_type, enumeration_id,
            default_value_id, default_amount, included, minimum, maximum, step, unit, sort, enabled)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, TRUE) RETURNING id";
    UPDATE = "UPDATE tariff_options SET billing_type = $2, name = $3, intname = $4, default_value_id = $5,
            default_amount = $6, included = $7, minimum = $8, maximum = $9, step = $10, unit = $11, sort = $12,
            version = version + 1
        WHERE id = $1";
    SET_ENABLED = "UPDATE tariff_options SET enabled = $2, version = version + 1 WHERE id = $1";
    HOLD = "UPDATE tariff_options SET version = version WHERE id = $1";
    DELETE = "DELETE FROM tariff_options WHERE id = $1";
    FIND = "SELECT * FROM tariff_options WHERE id = $1";
    LIST = "SELECT * FROM tariff_options WHERE tariff_id = $1 ORDER BY sort, id";
}
