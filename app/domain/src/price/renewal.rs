use super::{Choice, LineKind, PriceList, Quote, QuoteLine, Unavailable, WhyUnavailable};

/// Prices the renewal of what a service has: its tariff for the period and each of its values, no setup fees.
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
    Quote::of(period, lines, list.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        period::Period,
        price::{
            ChosenValue,
            sample::{LITE, NO_PANEL, OFF, PANEL, eur, price_list},
        },
    };

    fn renewal(period: Period, value: crate::ids::ValueId) -> Result<Quote, Unavailable> {
        let values = vec![ChosenValue { option: PANEL, value }];
        renewal_quote(&price_list(), &Choice { period, values })
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
        let choice = Choice { period: Period::months(1), values: Vec::new() };
        assert_eq!(renewal_quote(&price_list(), &choice).unwrap().total(), eur(500));
    }
}
