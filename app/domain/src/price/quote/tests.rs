use proptest::prelude::*;

use super::*;
use crate::{
    money::Currency,
    option::Limits,
    price::{
        ChosenExtra, ChosenValue, PeriodPrice,
        sample::{ADDRESSES, BACKUPS, LITE, NO_PANEL, OFF, PANEL, eur, price_list},
    },
};

fn choice(period: Period, value: ValueId) -> Choice {
    Choice { period, values: vec![ChosenValue { option: PANEL, value }], extras: Vec::new() }
}

fn unavailable(period: Period, value: ValueId) -> WhyUnavailable {
    match quote(&price_list(), &choice(period, value)) {
        Err(Unavailable::Value { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_quote_is_tariff_and_panel_with_their_setup_fees() {
    let quote = quote(&price_list(), &choice(Period::months(1), LITE)).unwrap();
    let panel = (PANEL, LITE);
    let lines: Vec<_> = quote.lines().iter().map(|line| (line.kind, line.amount)).collect();
    assert_eq!(
        lines,
        [
            (LineKind::Tariff, eur(500)),
            (LineKind::TariffSetup, eur(250)),
            (LineKind::Value { option: panel.0, value: panel.1 }, eur(450)),
            (LineKind::ValueSetup { option: panel.0, value: panel.1 }, eur(100)),
        ]
    );
    assert_eq!(quote.total(), eur(1300));
    assert_eq!(quote.lines()[2].name, "ispmanager 6 lite");
}

#[test]
fn a_setup_fee_of_nothing_has_no_line_and_a_free_value_has() {
    let quote = quote(&price_list(), &choice(Period::months(3), NO_PANEL)).unwrap();
    let kinds: Vec<_> = quote.lines().iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [LineKind::Tariff, LineKind::Value { option: PANEL, value: NO_PANEL }]);
    assert_eq!(quote.total(), eur(1400));
}

#[test]
fn an_option_that_is_not_chosen_takes_its_default() {
    let nothing = Choice { period: Period::months(1), values: Vec::new(), extras: Vec::new() };
    assert_eq!(quote(&price_list(), &nothing).unwrap().total(), eur(750));
    let mut list = price_list();
    list.options[0].default_value = None;
    assert_eq!(quote(&list, &nothing), Err(Unavailable::NoSuchValue { option: PANEL }));
}

#[test]
fn a_value_that_cannot_be_had_says_why() {
    assert_eq!(unavailable(Period::months(3), LITE), WhyUnavailable::NoPrice);
    assert_eq!(unavailable(Period::months(1), OFF), WhyUnavailable::TurnedOff);
    assert_eq!(unavailable(Period::TRIAL, LITE), WhyUnavailable::NoTrial);
}

#[test]
fn a_trial_offers_no_panel_or_a_panel_whose_plan_sells_a_trial() {
    assert!(quote(&price_list(), &choice(Period::TRIAL, NO_PANEL)).is_ok());
    let mut list = price_list();
    list.options[0].values[1].sells_trial = true;
    assert!(quote(&list, &choice(Period::TRIAL, LITE)).is_ok());
}

#[test]
fn what_the_tariff_does_not_have_has_no_price() {
    let period = Period::months(6);
    assert_eq!(quote(&price_list(), &choice(period, LITE)), Err(Unavailable::Period { period }));
    let foreign = Choice {
        period: Period::months(1),
        values: vec![ChosenValue { option: OptionId::new(99), value: LITE }],
        extras: Vec::new(),
    };
    assert_eq!(quote(&price_list(), &foreign), Err(Unavailable::NoSuchValue { option: OptionId::new(99) }));
    let unknown = choice(Period::months(1), ValueId::new(99));
    assert_eq!(quote(&price_list(), &unknown), Err(Unavailable::NoSuchValue { option: PANEL }));
}

#[test]
fn prices_in_two_currencies_have_no_total() {
    let mut list = price_list();
    list.periods[1].cost = Money::new(500, Currency::parse("USD").unwrap());
    assert_eq!(quote(&list, &choice(Period::months(1), LITE)), Err(Unavailable::Sum));
}

#[test]
fn a_frozen_quote_is_read_back_as_it_was() {
    let quoted = quote(&price_list(), &choice(Period::months(1), LITE)).unwrap();
    let json = serde_json::to_string(&quoted).unwrap();
    assert_eq!(serde_json::from_str::<Quote>(&json).unwrap(), quoted);
}

fn with_extras(period: Period, extras: &[(OptionId, i64)]) -> Result<Quote, Unavailable> {
    let extras = extras.iter().map(|&(option, amount)| ChosenExtra { option, amount }).collect();
    quote(&price_list(), &Choice { extras, ..choice(period, NO_PANEL) })
}

#[test]
fn each_unit_beyond_the_included_ones_costs_its_price_and_setup_fee() {
    let quote = with_extras(Period::months(1), &[(BACKUPS, 1), (ADDRESSES, 3)]).unwrap();
    let lines: Vec<_> =
        quote.lines().iter().skip(3).map(|line| (line.kind, line.name.as_str(), line.amount)).collect();
    let (option, amount) = (BACKUPS, 1);
    assert_eq!(
        lines,
        [
            (LineKind::Extra { option, amount }, "Backups", eur(200)),
            (LineKind::ExtraSetup { option, amount }, "Backups", eur(50)),
            (LineKind::Extra { option: ADDRESSES, amount: 3 }, "IPv4 addresses: 3 pcs", eur(300)),
        ]
    );
}

#[test]
fn what_is_included_has_a_line_of_nothing_even_without_a_price() {
    let mut list = price_list();
    list.extras[1].prices.clear();
    let extras = vec![ChosenExtra { option: ADDRESSES, amount: 1 }];
    let quote = quote(&list, &Choice { extras, ..choice(Period::months(12), NO_PANEL) }).unwrap();
    assert_eq!(quote.lines().last().map(|line| line.amount), Some(eur(0)));
    assert_eq!(quote.total(), eur(5_000));
}

#[test]
fn an_extra_that_cannot_be_had_says_why() {
    let why = WhyUnavailable::NoPrice;
    let quarter = Period::months(3);
    assert_eq!(with_extras(quarter, &[(BACKUPS, 1)]), Err(Unavailable::Extra { option: BACKUPS, why }));
    assert!(with_extras(quarter, &[(BACKUPS, 0)]).is_ok());
    let problem = AmountProblem::OutOfRange { minimum: 0, maximum: 5 };
    let month = Period::months(1);
    assert_eq!(
        with_extras(month, &[(ADDRESSES, 6)]),
        Err(Unavailable::Amount { option: ADDRESSES, problem })
    );
    let foreign = OptionId::new(99);
    assert_eq!(with_extras(month, &[(foreign, 1)]), Err(Unavailable::NoSuchValue { option: foreign }));
    let mut list = price_list();
    list.extras[0].is_on = false;
    let extras = vec![ChosenExtra { option: BACKUPS, amount: 1 }];
    let why = WhyUnavailable::TurnedOff;
    let refused = quote(&list, &Choice { extras, ..choice(month, NO_PANEL) });
    assert_eq!(refused, Err(Unavailable::Extra { option: BACKUPS, why }));
}

#[test]
fn an_extra_that_is_not_chosen_takes_its_default_while_it_is_offered() {
    let mut list = price_list();
    list.extras[0].limits.default = 1;
    let nothing = choice(Period::months(1), NO_PANEL);
    assert_eq!(quote(&list, &nothing).unwrap().total(), eur(750 + 250));
    list.extras[0].is_on = false;
    assert_eq!(quote(&list, &nothing).unwrap().total(), eur(750));
}

proptest! {
    #[test]
    fn an_extra_costs_its_price_times_the_units_beyond_the_included(
        amount in 0i64..1_000, included in 0i64..1_000, cost in 0i64..1_000_000, setup in 0i64..1_000_000,
    ) {
        let mut list = price_list();
        let period = Period::months(1);
        list.extras[1].limits = Limits { default: 0, included, minimum: 0, maximum: 1_000, step: 1 };
        list.extras[1].prices = vec![PeriodPrice { period, cost: eur(cost), setup: eur(setup) }];
        let extras = vec![ChosenExtra { option: ADDRESSES, amount }];
        let with = quote(&list, &Choice { extras, ..choice(period, LITE) }).unwrap();
        let without = quote(&list, &choice(period, LITE)).unwrap();
        let units = (amount - included).max(0);
        prop_assert_eq!(with.total().minor() - without.total().minor(), units * (cost + setup));
        let lines: i64 = with.lines().iter().map(|line| line.amount.minor()).sum();
        prop_assert_eq!(with.total().minor(), lines);
        let json = serde_json::to_string(&with).unwrap();
        prop_assert_eq!(serde_json::from_str::<Quote>(&json).unwrap(), with);
    }
    #[test]
    fn the_total_is_the_sum_of_the_lines_and_of_the_price_list(
        costs in proptest::array::uniform4(0i64..1_000_000_000),
    ) {
        let [cost, setup, value_cost, value_setup] = costs;
        let mut list = price_list();
        let period = Period::months(1);
        list.periods = vec![PeriodPrice { period, cost: eur(cost), setup: eur(setup) }];
        list.options[0].values[1].prices =
            vec![PeriodPrice { period, cost: eur(value_cost), setup: eur(value_setup) }];
        let quote = quote(&list, &choice(period, LITE)).unwrap();
        let lines: i64 = quote.lines().iter().map(|line| line.amount.minor()).sum();
        prop_assert_eq!(quote.total().minor(), lines);
        prop_assert_eq!(quote.total().minor(), costs.iter().sum::<i64>());
    }
}
