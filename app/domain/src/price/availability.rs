use serde::{Deserialize, Serialize};

use super::{PeriodPrice, ValuePrices};
use crate::period::Period;

/// Why a value cannot be had for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyUnavailable {
    /// This tariff does not offer it.
    TurnedOff,
    /// The license server sells no trial of it.
    NoTrial,
    /// It has no price for the period.
    NoPrice,
}

/// The price of a value for a period, or why there is none.
pub fn availability(value: &ValuePrices, period: Period) -> Result<&PeriodPrice, WhyUnavailable> {
    if !value.is_on {
        return Err(WhyUnavailable::TurnedOff);
    }
    if period.is_trial() && !value.sells_trial && !value.plan.is_no_panel() {
        return Err(WhyUnavailable::NoTrial);
    }
    value.prices.iter().find(|price| price.period == period).ok_or(WhyUnavailable::NoPrice)
}
