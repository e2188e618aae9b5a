//! The options of a tariff plan.

use domain::access::Action;
use domain::{OptionId, TariffId};
use store::tariffs::options::{self, TariffOption, uses};
use store::tariffs::{self, periods};

use crate::{Caller, Engine, Error, Result};

/// What the list of a tariff's options shows.
#[derive(Debug)]
pub struct OptionsPage {
    /// The tariff's name.
    pub tariff_name: String,
    /// How many periods it is sold for.
    pub periods: usize,
    /// Its options, in the order of the form.
    pub options: Vec<OptionLine>,
}

/// An option with how much stands under it.
#[derive(Debug)]
pub struct OptionLine {
    /// The option.
    pub option: TariffOption,
    /// How many values of its list it offers.
    pub available: i64,
    /// How many prices it has.
    pub prices: i64,
}

/// The options of a tariff.
pub async fn options(engine: &Engine, caller: Caller, tariff: TariffId) -> Result<OptionsPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let found = tariffs::find(db, tariff).await?.ok_or(Error::NotFound)?;
    let sold = periods::list(db, tariff, found.details.currency).await?;
    let extents = uses::extents(db, tariff).await?;
    let extent = |id: OptionId| extents.iter().find(|extent| extent.option_id == id);
    let lines = options::list(db, tariff).await?.into_iter().map(|option| {
        let extent = extent(option.id);
        OptionLine {
            available: extent.map_or(0, |extent| extent.available),
            prices: extent.map_or(0, |extent| extent.prices),
            option,
        }
    });
    Ok(OptionsPage { tariff_name: found.details.name, periods: sold.len(), options: lines.collect() })
}
