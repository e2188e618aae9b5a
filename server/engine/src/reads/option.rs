//! One option of a tariff plan: its form, what deleting it would do, its history, and what a change of its prices was.

use domain::access::Action;
use domain::catalogue::Object;
use domain::option::OptionKind;
use domain::{OptionId, TariffId};
use store::catalogue_changes::{self, Change};
use store::enumerations::{self, Enumeration};
use store::tariffs;
use store::tariffs::options::grid::{self, ValueChoice};
use store::tariffs::options::{self, TariffOption, uses};

use super::change_history::HistoryPage;
use super::options::OptionLine;
use crate::actions::{RestoredField, option_uses, plan_restoration};
use crate::{Caller, Engine, Error, Result, Use};

/// More values than this are no list that anybody reads.
const CHOICES: i64 = 500;

/// The tariff of an option.
pub async fn option_tariff(engine: &Engine, caller: Caller, id: OptionId) -> Result<TariffId> {
    caller.may(Action::SeeStaffPages)?;
    Ok(options::find(engine.db(), id).await?.ok_or(Error::NotFound)?.tariff_id)
}

/// What the form of an option shows, and what deleting it would do.
#[derive(Debug)]
pub struct OptionPage {
    /// The tariff's name.
    pub tariff_name: String,
    /// The option; absent on the form that adds one.
    pub option: Option<OptionLine>,
    /// Whether the tariff has an option of the type *Control panel license*.
    pub has_panels: bool,
    /// The enumerations to choose from.
    pub enumerations: Vec<Enumeration>,
    /// The values that can be chosen at first: of the option's enumeration, or of all.
    pub values: Vec<ValueChoice>,
    /// The first services that are renewed by the option's prices.
    pub uses: Vec<Use>,
    /// How many more there are.
    pub more: u64,
}

/// One option of a tariff, or the form that adds one.
pub async fn option(
    engine: &Engine,
    caller: Caller,
    tariff: TariffId,
    option: Option<OptionId>,
) -> Result<OptionPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let tariff_name = tariff_name(engine, tariff).await?;
    let (line, uses, more) = match option {
        Some(id) => {
            let option = of_tariff(engine, tariff, id).await?;
            let extents = uses::extents(db, tariff).await?.into_iter();
            let extent = extents.into_iter().find(|extent| extent.option_id == id);
            let (available, prices) = extent.map_or((0, 0), |extent| (extent.available, extent.prices));
            let (uses, more) = option_uses(engine, id).await?;
            (Some(OptionLine { option, available, prices }), uses, more)
        }
        None => (None, Vec::new(), 0),
    };
    let all = options::list(db, tariff).await?;
    let has_panels = all.iter().any(|option| option.details.kind == OptionKind::PanelLicense);
    let list = line.as_ref().and_then(|line| line.option.details.choice.enumeration());
    let enumerations = enumerations::list(db).await?;
    let values = grid::choices(db, list, CHOICES).await?;
    Ok(OptionPage { tariff_name, option: line, has_panels, enumerations, values, uses, more })
}

/// The history of an option with its prices.
#[derive(Debug)]
pub struct OptionsHistoryPage {
    /// The tariff's name.
    pub tariff_name: String,
    /// The option's name.
    pub option_name: String,
    /// The changes.
    pub history: HistoryPage,
}

/// The history of an option with its prices, newest first.
pub async fn option_history(
    engine: &Engine,
    caller: Caller,
    tariff: TariffId,
    id: OptionId,
    offset: i64,
    limit: i64,
) -> Result<OptionsHistoryPage> {
    caller.may(Action::SeeStaffPages)?;
    let option = of_tariff(engine, tariff, id).await?;
    let changes = catalogue_changes::of_option(engine.db(), id, offset, limit).await?;
    let total = catalogue_changes::count_of_option(engine.db(), id).await?;
    Ok(OptionsHistoryPage {
        tariff_name: tariff_name(engine, tariff).await?,
        option_name: option.details.name,
        history: HistoryPage { changes, total },
    })
}

/// What going back to before a change of prices would do.
#[derive(Debug)]
pub struct RestorePage {
    /// The tariff's name.
    pub tariff_name: String,
    /// The option's name.
    pub option_name: String,
    /// The change that is taken back, with all after it.
    pub change: Change,
    /// The fields that would change.
    pub fields: Vec<RestoredField>,
    /// The number of the last change of the prices.
    pub version: i64,
}

/// What bringing the prices of an option back to before a change would do.
pub async fn price_restoration(
    engine: &Engine,
    caller: Caller,
    tariff: TariffId,
    id: OptionId,
    change: i64,
) -> Result<RestorePage> {
    caller.may(Action::SeeStaffPages)?;
    let option = of_tariff(engine, tariff, id).await?;
    let version = catalogue_changes::last(engine.db(), (Object::Prices, id.get())).await?;
    let (change, fields) = plan_restoration(engine, id, change).await?;
    Ok(RestorePage {
        tariff_name: tariff_name(engine, tariff).await?,
        option_name: option.details.name,
        change,
        fields,
        version,
    })
}

async fn tariff_name(engine: &Engine, id: TariffId) -> Result<String> {
    Ok(tariffs::find(engine.db(), id).await?.ok_or(Error::NotFound)?.details.name)
}

/// An option, if it is this tariff's.
pub(super) async fn of_tariff(engine: &Engine, tariff: TariffId, id: OptionId) -> Result<TariffOption> {
    let option = options::find(engine.db(), id).await?;
    option.filter(|option| option.tariff_id == tariff).ok_or(Error::NotFound)
}
