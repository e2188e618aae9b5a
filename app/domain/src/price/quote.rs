use serde::{Deserialize, Serialize};

use super::{
    Choice, ExtraPrices, OptionPrices, PeriodPrice, PriceList, ValuePrices, WhyUnavailable, availability,
};
use crate::{
    ids::{OptionId, ValueId},
    money::{Currency, Money, MoneyError},
    option::AmountProblem,
    period::Period,
};

/// An itemised price, shown before the order and frozen in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    period: Period,
    lines: Vec<QuoteLine>,
    total: Money,
}

/// One line of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteLine {
    /// What it is for.
    pub kind: LineKind,
    /// The name of what it is for, as it was when quoted.
    pub name: String,
    /// The amount.
    pub amount: Money,
}

/// What a line of a quote is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// The tariff, for the period.
    Tariff,
    /// The tariff's setup fee.
    TariffSetup,
    /// An option's value, for the period.
    Value {
        /// The option.
        option: OptionId,
        /// Its value.
        value: ValueId,
    },
    /// The setup fee of an option's value.
    ValueSetup {
        /// The option.
        option: OptionId,
        /// Its value.
        value: ValueId,
    },
    /// So many of an option, for the period.
    Extra {
        /// The option.
        option: OptionId,
        /// How many; 1 for a yes.
        amount: i64,
    },
    /// The setup fee of so many of an option.
    ExtraSetup {
        /// The option.
        option: OptionId,
        /// How many; 1 for a yes.
        amount: i64,
    },
}

/// Why there is no price for a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unavailable {
    /// The tariff is not sold for the period.
    #[error("the tariff is not sold for period {period}")]
    Period {
        /// The period.
        period: Period,
    },
    /// The tariff has no such option, or the option has no such value (and no default, if none was chosen).
    #[error("option {option} has no such value")]
    NoSuchValue {
        /// The option.
        option: OptionId,
    },
    /// The value cannot be had for the period.
    #[error("value {value} of option {option} is unavailable: {why:?}")]
    Value {
        /// The option.
        option: OptionId,
        /// Its value.
        value: ValueId,
        /// Why.
        why: WhyUnavailable,
    },
    /// An option without values cannot be had for the period.
    #[error("option {option} is unavailable: {why:?}")]
    Extra {
        /// The option.
        option: OptionId,
        /// Why.
        why: WhyUnavailable,
    },
    /// So many of an option cannot be had.
    #[error("option {option} cannot be had so often: {problem:?}")]
    Amount {
        /// The option.
        option: OptionId,
        /// Why.
        problem: AmountProblem,
    },
    /// The prices cannot be added up: two currencies, or more than can be stored.
    #[error("the prices of this tariff cannot be added up")]
    Sum,
}

impl Quote {
    /// Adds lines up.
    pub(super) fn of(period: Period, lines: Vec<QuoteLine>, currency: Currency) -> Result<Self, Unavailable> {
        let total = sum(Money::zero(currency), &lines).map_err(|_| Unavailable::Sum)?;
        Ok(Self { period, lines, total })
    }

    /// The period it is for.
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Its lines.
    pub fn lines(&self) -> &[QuoteLine] {
        &self.lines
    }

    /// The sum of its lines.
    pub const fn total(&self) -> Money {
        self.total
    }
}

/// Prices a choice: the tariff for the period, its setup fee, the same for the value of each option, and the same for
/// each one of the other options that is not included.
///
/// A setup fee of nothing has no line; a price of nothing has, so that the client sees what it is for. None of an
/// option has no line either.
pub fn quote(list: &PriceList, choice: &Choice) -> Result<Quote, Unavailable> {
    let period = choice.period;
    let price = list.period(period).ok_or(Unavailable::Period { period })?;
    let mut lines = Vec::new();
    let mut add = |kind, name: &str, amount| lines.push(QuoteLine { kind, name: name.to_owned(), amount });
    add(LineKind::Tariff, &list.name, price.cost);
    if !price.setup.is_zero() {
        add(LineKind::TariffSetup, &list.name, price.setup);
    }
    if let Some(foreign) = choice.values.iter().find(|chosen| list.option(chosen.option).is_none()) {
        return Err(Unavailable::NoSuchValue { option: foreign.option });
    }
    for option in &list.options {
        let id = option.option;
        let chosen = chosen_value(option, choice).ok_or(Unavailable::NoSuchValue { option: id })?;
        let value = chosen.value;
        let price =
            availability(chosen, period).map_err(|why| Unavailable::Value { option: id, value, why })?;
        add(LineKind::Value { option: id, value }, &chosen.name, price.cost);
        if !price.setup.is_zero() {
            add(LineKind::ValueSetup { option: id, value }, &chosen.name, price.setup);
        }
    }
    if let Some(foreign) = choice.extras.iter().find(|chosen| list.extra(chosen.option).is_none()) {
        return Err(Unavailable::NoSuchValue { option: foreign.option });
    }
    for extra in &list.extras {
        let chosen = choice.extras.iter().find(|chosen| chosen.option == extra.option);
        let amount = chosen.map_or(extra.default_amount(), |chosen| chosen.amount);
        let price = extra.order(amount, period, list.currency)?;
        lines.extend(extra_lines(extra, amount, price));
    }
    Quote::of(period, lines, list.currency)
}

/// The lines of so many of an option; none of it has none.
pub(super) fn extra_lines(extra: &ExtraPrices, amount: i64, price: PeriodPrice) -> Vec<QuoteLine> {
    if amount == 0 {
        return Vec::new();
    }
    let (option, name) = (extra.option, extra.line(amount));
    let cost = QuoteLine { kind: LineKind::Extra { option, amount }, name: name.clone(), amount: price.cost };
    let setup = QuoteLine { kind: LineKind::ExtraSetup { option, amount }, name, amount: price.setup };
    [Some(cost), Some(setup).filter(|line| !line.amount.is_zero())].into_iter().flatten().collect()
}

fn chosen_value<'a>(option: &'a OptionPrices, choice: &Choice) -> Option<&'a ValuePrices> {
    let chosen = choice.values.iter().find(|chosen| chosen.option == option.option);
    option.value(chosen.map(|chosen| chosen.value).or(option.default_value)?)
}

fn sum(zero: Money, lines: &[QuoteLine]) -> Result<Money, MoneyError> {
    lines.iter().try_fold(zero, |total, line| total.checked_add(line.amount))
}

#[cfg(test)]
mod tests;
