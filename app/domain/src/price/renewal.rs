use super::quote::extra_lines;
use super::{Choice, LineKind, PeriodPrice, PriceList, Quote, QuoteLine, Unavailable, WhyUnavailable};
use crate::money::Money;

/// Prices the renewal of what a service has: its tariff for the period, each of its values and so many of its other
/// options, no setup fees.
///
/// What is no longer offered to others is still renewed for who has it; what the tariff has gained since is not
/// part of it.
pub fn renewal_quote(list: &PriceList, choice: &Choice) -> Result<Quote, Unavailable> {
    let period = choice.period;
    let price = list.period(period).ok_or(Unavailable::Period { period })?;
    let mut lines = vec![QuoteLine { kind: LineKind::Tariff, name: list.name.clone(), amount: price.cost }];
    for chosen in &choice.values {
        let (option, id) = (chosen.option, chosen.value);
        let value = list.option(option).and_then(|prices| prices.value(id));
        let value = value.ok_or(Unavailable::NoSuchValue { option })?;
        let price = value.prices.iter().find(|price| price.period == period);
        let price = price.ok_or(Unavailable::Value { option, value: id, why: WhyUnavailable::NoPrice })?;
        let kind = LineKind::Value { option, value: id };
        lines.push(QuoteLine { kind, name: value.name.clone(), amount: price.cost });
    }
    for chosen in &choice.extras {
        let (option, amount) = (chosen.option, chosen.amount);
        let extra = list.extra(option).ok_or(Unavailable::NoSuchValue { option })?;
        let price = extra.charge(amount, period, list.currency)?;
        let setup = Money::zero(list.currency);
        lines.extend(extra_lines(extra, amount, PeriodPrice { setup, ..price }));
    }
    Quote::of(period, lines, list.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        period::Period,
        price::{
            ChosenExtra, ChosenValue,
            sample::{ADDRESSES, BACKUPS, LITE, NO_PANEL, OFF, PANEL, eur, price_list},
        },
    };

    fn renewal(period: Period, value: crate::ids::ValueId) -> Result<Quote, Unavailable> {
        let values = vec![ChosenValue { option: PANEL, value }];
        renewal_quote(&price_list(), &Choice { period, values, extras: Vec::new() })
    }

    #[test]
    fn a_renewal_costs_the_period_and_no_setup_fee() {
        let quote = renewal(Period::months(1), LITE).unwrap();
        let amounts: Vec<_> = quote.lines().iter().map(|line| line.amount).collect();
        assert_eq!(amounts, [eur(500), eur(450)]);
        assert_eq!(quote.total(), eur(950));
    }

    #[test]
    fn a_value_that_is_no_longer_offered_is_renewed_for_who_has_it() {
        assert_eq!(renewal(Period::months(12), OFF).unwrap().total(), eur(9_800));
    }

    #[test]
    fn a_period_without_a_price_cannot_be_renewed_for() {
        let why = WhyUnavailable::NoPrice;
        let quarter = Period::months(3);
        assert_eq!(renewal(quarter, LITE), Err(Unavailable::Value { option: PANEL, value: LITE, why }));
        assert_eq!(renewal(quarter, NO_PANEL).unwrap().total(), eur(1_400));
        let period = Period::months(24);
        assert_eq!(renewal(period, NO_PANEL), Err(Unavailable::Period { period }));
    }

    #[test]
    fn an_option_that_the_service_does_not_have_is_not_paid_for() {
        let choice = Choice { period: Period::months(1), values: Vec::new(), extras: Vec::new() };
        assert_eq!(renewal_quote(&price_list(), &choice).unwrap().total(), eur(500));
    }

    #[test]
    fn the_extras_that_a_service_has_are_renewed_without_their_setup_fees() {
        let chosen = |option, amount| ChosenExtra { option, amount };
        let extras = vec![chosen(BACKUPS, 1), chosen(ADDRESSES, 3)];
        let choice = Choice { period: Period::months(1), values: Vec::new(), extras };
        let quote = renewal_quote(&price_list(), &choice).unwrap();
        let lines: Vec<_> = quote.lines().iter().map(|line| (line.name.as_str(), line.amount)).collect();
        assert_eq!(lines, [("VPS 1", eur(500)), ("Backups", eur(200)), ("IPv4 addresses: 3 pcs", eur(300))]);
        let quarter = Choice { period: Period::months(3), ..choice };
        let why = WhyUnavailable::NoPrice;
        assert_eq!(renewal_quote(&price_list(), &quarter), Err(Unavailable::Extra { option: BACKUPS, why }));
    }

    #[test]
    fn an_extra_that_is_no_longer_offered_is_renewed_for_who_has_it_however_many() {
        let mut list = price_list();
        list.extras[1].is_on = false;
        list.extras[1].limits.maximum = 1;
        let extras = vec![ChosenExtra { option: ADDRESSES, amount: 4 }];
        let choice = Choice { period: Period::months(1), values: Vec::new(), extras };
        assert_eq!(renewal_quote(&list, &choice).unwrap().total(), eur(500 + 3 * 150));
    }
}
