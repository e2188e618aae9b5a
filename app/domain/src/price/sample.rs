//! A tariff with a panel option, for the tests of prices and orders.

use super::{ExtraPrices, OptionPrices, PeriodPrice, PriceList, ValuePrices};
use crate::{
    ids::{OptionId, PlanCode, ValueId},
    money::{Currency, Money},
    option::{Limits, ValueType},
    period::Period,
};

pub(crate) const PANEL: OptionId = OptionId::new(7);
pub(crate) const NO_PANEL: ValueId = ValueId::new(1);
pub(crate) const LITE: ValueId = ValueId::new(2);
pub(crate) const OFF: ValueId = ValueId::new(3);
pub(crate) const BACKUPS: OptionId = OptionId::new(8);
pub(crate) const ADDRESSES: OptionId = OptionId::new(9);

pub(crate) fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn price(period: Period, cost: i64, setup: i64) -> PeriodPrice {
    PeriodPrice { period, cost: eur(cost), setup: eur(setup) }
}

/// Sold for a month, three months, a year and as a trial; *lite* has no price for three months. Backups are sold by
/// the month only; the first extra address is included.
pub(crate) fn price_list() -> PriceList {
    let (month, quarter, year) = (Period::months(1), Period::months(3), Period::months(12));
    let value = |value, name: &str, plan, prices| ValuePrices {
        value,
        name: name.into(),
        plan: PlanCode::parse(plan).unwrap(),
        is_on: value != OFF,
        sells_trial: false,
        prices,
    };
    let free = [Period::TRIAL, month, quarter, year].map(|period| price(period, 0, 0)).to_vec();
    let lite = vec![price(Period::TRIAL, 0, 0), price(month, 450, 100), price(year, 4800, 100)];
    PriceList {
        name: "VPS 1".into(),
        currency: Currency::EUR,
        periods: vec![
            price(Period::TRIAL, 0, 0),
            price(month, 500, 250),
            price(quarter, 1400, 0),
            price(year, 5000, 0),
        ],
        options: vec![OptionPrices {
            option: PANEL,
            name: "Control panel".into(),
            default_value: Some(NO_PANEL),
            values: vec![
                value(NO_PANEL, "No control panel", "nopanel", free),
                value(LITE, "ispmanager 6 lite", "55227", lite.clone()),
                value(OFF, "ispmanager 6 pro", "55228", lite),
            ],
        }],
        extras: vec![
            ExtraPrices {
                option: BACKUPS,
                intname: "backups".into(),
                name: "Backups".into(),
                unit: String::new(),
                value_type: ValueType::Boolean,
                limits: Limits::yes_or_no(false),
                is_on: true,
                prices: vec![price(month, 200, 50)],
            },
            ExtraPrices {
                option: ADDRESSES,
                intname: "addresses".into(),
                name: "IPv4 addresses".into(),
                unit: "pcs".into(),
                value_type: ValueType::Integer,
                limits: Limits { default: 0, included: 1, minimum: 0, maximum: 5, step: 1 },
                is_on: true,
                prices: vec![price(month, 150, 0), price(quarter, 400, 0), price(year, 1_500, 0)],
            },
        ],
    }
}
