use serde::{Deserialize, Serialize};

use super::{PeriodPrice, Unavailable, WhyUnavailable};
use crate::{
    ids::OptionId,
    money::{Currency, Money},
    option::{Limits, ValueType},
    period::Period,
};

/// An option without a list of values, a yes or no or a number, with what one of it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraPrices {
    /// The option.
    pub option: OptionId,
    /// Its internal name: the order form's field is named by it.
    pub intname: String,
    /// Its name.
    pub name: String,
    /// What it is counted in; may be empty.
    pub unit: String,
    /// Whether it is a yes or no, or a number.
    pub value_type: ValueType,
    /// How much of it can be chosen.
    pub limits: Limits,
    /// Whether it is offered to those who order now.
    pub is_on: bool,
    /// What a yes, or one unit, costs.
    pub prices: Vec<PeriodPrice>,
}

/// So many of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenExtra {
    /// The option.
    pub option: OptionId,
    /// How many; 1 for a yes.
    pub amount: i64,
}

impl ExtraPrices {
    /// The name of its field in the order form.
    pub fn field(&self) -> String {
        format!("option_{}", self.intname)
    }

    /// How many somebody gets who chooses none.
    pub const fn default_amount(&self) -> i64 {
        if self.is_on { self.limits.default } else { 0 }
    }

    /// What one of it costs for a period.
    pub fn price(&self, period: Period) -> Option<&PeriodPrice> {
        self.prices.iter().find(|price| price.period == period)
    }

    /// Its name with how many, as a quote's line says it: "Backups", "IPv4 addresses: 2 pcs".
    pub fn line(&self, amount: i64) -> String {
        match self.value_type {
            ValueType::Integer => format!("{}: {amount} {}", self.name, self.unit).trim_end().to_owned(),
            ValueType::Boolean | ValueType::Enumeration => self.name.clone(),
        }
    }

    /// What so many cost for a period: price and setup fee of each one that is not included.
    ///
    /// What is included costs nothing even for a period without a price.
    pub fn charge(
        &self,
        amount: i64,
        period: Period,
        currency: Currency,
    ) -> Result<PeriodPrice, Unavailable> {
        let charged = self.limits.charged(amount);
        if charged == 0 {
            return Ok(PeriodPrice { period, cost: Money::zero(currency), setup: Money::zero(currency) });
        }
        let why = WhyUnavailable::NoPrice;
        let price = self.price(period).ok_or(Unavailable::Extra { option: self.option, why })?;
        let times = |money: Money| money.checked_mul(charged).map_err(|_| Unavailable::Sum);
        Ok(PeriodPrice { period, cost: times(price.cost)?, setup: times(price.setup)? })
    }

    /// The same for who orders now: it must be offered, and so many of it.
    pub fn order(&self, amount: i64, period: Period, currency: Currency) -> Result<PeriodPrice, Unavailable> {
        let option = self.option;
        if !self.is_on {
            return match amount {
                0 => self.charge(0, period, currency),
                _ => Err(Unavailable::Extra { option, why: WhyUnavailable::TurnedOff }),
            };
        }
        self.limits.check(amount).map_err(|problem| Unavailable::Amount { option, problem })?;
        self.charge(amount, period, currency)
    }
}
