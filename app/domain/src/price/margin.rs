use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::TariffId,
    money::{Conversion, Currency, Money, Rate, RemoteMoney},
    period::Period,
    period::alignment::{AlignmentRule, NotSold, PeriodChoice, license_period},
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
fn cost_share(cost: RemoteMoney, paid: Period, used: Period) -> Option<RemoteMoney> {
    if paid == used {
        return Some(cost);
    }
    cost.share(used.as_months()?.into(), paid.as_months()?.into())
}

/// Compares a price with a cost at the license server, by the latest rate of `on` or before.
fn margin(price: Option<Money>, to: Currency, cost: RemoteMoney, on: Date, rates: &[Rate]) -> Margin {
    let left = |cost: Money| price.and_then(|price| price.checked_sub(cost).ok());
    match cost.rounded().convert(to, on, rates) {
        Conversion::Same(cost) => Margin::Known { cost, left: left(cost), rate: None },
        Conversion::ByRate { money, rate } => {
            Margin::Known { cost: money, left: left(money), rate: Some(rate) }
        }
        Conversion::NotComparable { from, to } => Margin::NotComparable { from, to },
    }
}

/// What a license server asks for one plan, and how its rules choose the period that is ordered.
#[derive(Clone, Copy, Debug)]
pub struct PlanCosts<'a> {
    /// The periods that it is sold for, and their costs.
    pub costs: &'a [(Period, RemoteMoney)],
    /// The license server's rules.
    pub rules: &'a [AlignmentRule],
    /// The rates that are known.
    pub rates: &'a [Rate],
    /// The day.
    pub on: Date,
}

/// What a service of some period costs at a license server, and what that leaves of its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenseMargin {
    /// The period that would be ordered, with the rules that do not apply.
    pub choice: PeriodChoice,
    /// What is paid for it.
    pub cost: RemoteMoney,
    /// What is left of the price; none where the service's period has no share of what is paid.
    pub margin: Option<Margin>,
}

impl PlanCosts<'_> {
    /// Compares the price of a panel for a service's period with what its license costs: the rules choose the period
    /// that is ordered, and the service bears its share of that.
    pub fn license_margin(
        &self,
        tariff: TariffId,
        service: Period,
        price: Option<Money>,
        currency: Currency,
    ) -> Result<LicenseMargin, NotSold> {
        let sold: Vec<Period> = self.costs.iter().map(|(period, _)| *period).collect();
        let choice = license_period(service, &sold, self.rules, tariff)?;
        let cost = self.costs.iter().find(|(period, _)| *period == choice.period).map(|(_, cost)| *cost);
        let cost = cost.ok_or(NotSold { wanted: service })?;
        let share = cost_share(cost, choice.period, service);
        let margin = share.map(|share| margin(price, currency, share, self.on, self.rates));
        Ok(LicenseMargin { choice, cost, margin })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RuleId;

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

    #[test]
    fn a_rule_orders_a_year_and_a_month_of_service_bears_a_twelfth_of_it() {
        let (month, year) = (Period::months(1), Period::months(12));
        let costs = [(month, RemoteMoney::new(51_000, EUR)), (year, RemoteMoney::new(480_000, EUR))];
        let rule = AlignmentRule { id: RuleId::new(1), source: month, change_into: year, tariff: None };
        let plan = PlanCosts { costs: &costs, rules: &[rule], rates: &[], on: today() };
        let tariff = TariffId::new(1);
        let found = plan.license_margin(tariff, month, Some(Money::new(490, EUR)), EUR).unwrap();
        assert_eq!((found.choice.period, found.cost.e4()), (year, 480_000));
        let (cost, left) = (Money::new(400, EUR), Some(Money::new(90, EUR)));
        assert_eq!(found.margin, Some(Margin::Known { cost, left, rate: None }));
        let trials_only =
            PlanCosts { costs: &[(Period::TRIAL, RemoteMoney::new(0, EUR))], rules: &[], ..plan };
        assert!(trials_only.license_margin(tariff, month, None, EUR).is_err());
    }
}
