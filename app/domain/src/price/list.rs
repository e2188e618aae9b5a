use serde::{Deserialize, Serialize};

use super::{ChosenExtra, ExtraPrices};
use crate::{
    ids::{OptionId, PlanCode, ValueId},
    money::{Currency, Money},
    period::Period,
};

/// All prices of a tariff plan, as the order page and the browser's live total need them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    /// The tariff's name.
    pub name: String,
    /// The currency of all its prices.
    pub currency: Currency,
    /// The periods for which it is sold.
    pub periods: Vec<PeriodPrice>,
    /// Its options, in the order of the form.
    pub options: Vec<OptionPrices>,
    /// Its options that are a yes or no, or a number, in the order of the form.
    pub extras: Vec<ExtraPrices>,
}

/// What a period costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodPrice {
    /// The period.
    pub period: Period,
    /// The price of the whole period.
    pub cost: Money,
    /// Paid once, when ordered.
    pub setup: Money,
}

/// The prices of an option's values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionPrices {
    /// The option.
    pub option: OptionId,
    /// Its name.
    pub name: String,
    /// The value taken when none is chosen.
    pub default_value: Option<ValueId>,
    /// Its values, in the order of the form.
    pub values: Vec<ValuePrices>,
}

/// The prices of one value, and what decides whether it can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValuePrices {
    /// The value.
    pub value: ValueId,
    /// Its name.
    pub name: String,
    /// Its plan code, or `nopanel`.
    pub plan: PlanCode,
    /// Whether this tariff offers it.
    pub is_on: bool,
    /// Whether the license server sells a trial of its plan; of no importance for `nopanel`.
    pub sells_trial: bool,
    /// Its prices.
    pub prices: Vec<PeriodPrice>,
}

/// What a client chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The period.
    pub period: Period,
    /// The chosen values; an option that is not named takes its default.
    pub values: Vec<ChosenValue>,
    /// How many of the options without values; one that is not named takes its default.
    pub extras: Vec<ChosenExtra>,
}

/// One option's chosen value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenValue {
    /// The option.
    pub option: OptionId,
    /// Its value.
    pub value: ValueId,
}

impl PriceList {
    /// The price of a period, if the tariff is sold for it.
    pub fn period(&self, period: Period) -> Option<&PeriodPrice> {
        self.periods.iter().find(|price| price.period == period)
    }

    /// An option of the tariff.
    pub fn option(&self, option: OptionId) -> Option<&OptionPrices> {
        self.options.iter().find(|prices| prices.option == option)
    }

    /// An option of the tariff that has no values.
    pub fn extra(&self, option: OptionId) -> Option<&ExtraPrices> {
        self.extras.iter().find(|prices| prices.option == option)
    }
}

impl OptionPrices {
    /// A value of the option.
    pub fn value(&self, value: ValueId) -> Option<&ValuePrices> {
        self.values.iter().find(|prices| prices.value == value)
    }
}
