use std::collections::BTreeMap;

use super::{ExtraProblem, FieldError, Offer};
use crate::{
    form::Reader,
    ids::OptionId,
    option::ValueType,
    period::Period,
    price::{ChosenExtra, ExtraPrices, Unavailable},
};

/// How many of each offered option somebody wants, or what is wrong with each. Without a right period it is not known
/// whether there is a price.
pub(super) fn parse(
    typed: &BTreeMap<String, String>,
    offer: &Offer,
    period: Option<Period>,
) -> Result<Vec<ChosenExtra>, Vec<FieldError>> {
    let (mut chosen, mut problems) = (Vec::new(), Vec::new());
    for extra in offer.prices.extras.iter().filter(|extra| extra.is_on) {
        match read(extra, typed.get(&extra.intname).map(String::as_str), offer, period) {
            Ok(amount) => chosen.push(ChosenExtra { option: extra.option, amount }),
            Err(problem) => problems.push(FieldError::Extra { field: extra.field(), problem }),
        }
    }
    if problems.is_empty() { Ok(chosen) } else { Err(problems) }
}

/// An option that cannot be had so often for a period.
pub(super) fn without_price(extras: &[ChosenExtra], offer: &Offer, period: Period) -> Option<OptionId> {
    let currency = offer.prices.currency;
    let refused = |chosen: &&ChosenExtra| {
        let extra = offer.prices.extra(chosen.option);
        extra.is_some_and(|extra| extra.charge(chosen.amount, period, currency).is_err())
    };
    extras.iter().find(refused).map(|chosen| chosen.option)
}

/// How many were typed: a box that is not ticked is not sent, and a number that is not sent is the number at first.
pub fn read_amount(extra: &ExtraPrices, typed: Option<&str>) -> Result<i64, ExtraProblem> {
    match (extra.value_type, typed.map(str::trim)) {
        (ValueType::Boolean | ValueType::Enumeration, typed) => {
            Ok(i64::from(Reader::switch(typed.unwrap_or_default())))
        }
        (ValueType::Integer, None) => Ok(extra.limits.default),
        (ValueType::Integer, Some("")) => Err(ExtraProblem::Missing),
        (ValueType::Integer, Some(text)) => text.parse().map_err(|_| ExtraProblem::NotANumber),
    }
}

fn read(
    extra: &ExtraPrices,
    typed: Option<&str>,
    offer: &Offer,
    period: Option<Period>,
) -> Result<i64, ExtraProblem> {
    let amount = read_amount(extra, typed)?;
    extra.limits.check(amount).map_err(ExtraProblem::Amount)?;
    if let Some(period) = period
        && let Err(Unavailable::Extra { why, .. }) = extra.charge(amount, period, offer.prices.currency)
    {
        return Err(ExtraProblem::Unavailable { period, why });
    }
    Ok(amount)
}
