use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    money::{Conversion, Currency, Money, Rate, RemoteMoney},
    period::Period,
};

/// What is left of a price when the license server is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Margin {
    /// The cost in the price's currency, and what is left of the price, if there is one.
    Known {
        /// The cost.
        cost: Money,
        /// Price less cost; may be less than nothing.
        left: Option<Money>,
        /// The rate that the cost was converted by.
        rate: Option<Rate>,
    },
    /// No rate joins the two currencies: not comparable, which is not 0.
    NotComparable {
        /// The license server's currency.
        from: Currency,
        /// The price's currency.
        to: Currency,
    },
}

/// The part of what a license costs for one period that falls on another: what is paid for a year costs a month a
/// twelfth of it. `None` where one of the two is no number of months and they differ.
pub fn cost_share(cost: RemoteMoney, paid: Period, used: Period) -> Option<RemoteMoney> {
    if paid == used {
        return Some(cost);
    }
    cost.share(used.as_months()?.into(), paid.as_months()?.into())
}

/// Compares a price with a cost at the license server, by the latest rate of `on` or before.
pub fn margin(price: Option<Money>, to: Currency, cost: RemoteMoney, on: Date, rates: &[Rate]) -> Margin {
    let left = |cost: Money| price.and_then(|price| price.checked_sub(cost).ok());
    match cost.rounded().convert(to, on, rates) {
        Conversion::Same(cost) => Margin::Known { cost, left: left(cost), rate: None },
        Conversion::ByRate { money, rate } => {
            Margin::Known { cost: money, left: left(money), rate: Some(rate) }
        }
        Conversion::NotComparable { from, to } => Margin::NotComparable { from, to },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EUR: Currency = Currency::EUR;

    fn today() -> Date {
        Date::constant(2026, 11, 24)
    }

    #[test]
    fn a_license_for_a_year_costs_a_month_a_twelfth_of_it() {
        let year = RemoteMoney::new(9_139_286, EUR);
        let share = |paid, used| cost_share(year, paid, used).map(RemoteMoney::e4);
        assert_eq!(share(Period::months(12), Period::months(1)), Some(761_607));
        assert_eq!(share(Period::months(12), Period::months(12)), Some(9_139_286));
        assert_eq!(share(Period::months(1), Period::months(3)), Some(27_417_858));
        assert_eq!(share(Period::months(1), Period::TRIAL), None);
        assert_eq!(share(Period::TRIAL, Period::TRIAL), Some(9_139_286));
    }

    #[test]
    fn a_price_below_the_cost_leaves_less_than_nothing() {
        let known = margin(Some(Money::new(490, EUR)), EUR, RemoteMoney::new(51_000, EUR), today(), &[]);
        let (cost, left) = (Money::new(510, EUR), Some(Money::new(-20, EUR)));
        assert_eq!(known, Margin::Known { cost, left, rate: None });
    }

    #[test]
    fn two_currencies_are_compared_by_a_dated_rate_or_not_at_all() {
        let usd = Currency::parse("USD").unwrap();
        let cost = RemoteMoney::new(40_000, EUR);
        let price = Some(Money::new(500, usd));
        assert_eq!(margin(price, usd, cost, today(), &[]), Margin::NotComparable { from: EUR, to: usd });
        let rate = Rate::new(EUR, usd, 110_000_000, today()).unwrap();
        let (cost_there, left) = (Money::new(440, usd), Some(Money::new(60, usd)));
        let known = Margin::Known { cost: cost_there, left, rate: Some(rate) };
        assert_eq!(margin(price, usd, cost, today(), &[rate]), known);
        let without = Margin::Known { cost: cost_there, left: None, rate: Some(rate) };
        assert_eq!(margin(None, usd, cost, today(), &[rate]), without);
    }
}
