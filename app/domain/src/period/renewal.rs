//! For which period a license is renewed at the license server.

use jiff::civil::Date;

use super::Period;
use super::alignment::{AlignmentRule, NotSold, PeriodChoice, PeriodReason, check, rules_in_order};
use super::term::end_of_term;
use crate::ids::TariffId;

/// A license to renew, and the service that it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewable {
    /// The period that the client paid last.
    pub service: Period,
    /// The day from which the renewal counts: its expiry, or today once it is over.
    pub starts_on: Date,
    /// The day to which the client has paid.
    pub paid_until: Date,
    /// Whether the license server is set to the shortest period, as the vendor does it.
    pub shortest: bool,
}

/// Chooses the period for which a license is renewed.
///
/// A rule stands first, as it does for an order; without one it is the longest period sold that ends by the day to
/// which the service is paid, else the shortest of at least a month, or always the shortest where that is set. A
/// trial is not renewed.
pub fn renewal_period(
    license: &Renewable,
    sold: &[Period],
    rules: &[AlignmentRule],
    tariff: TariffId,
) -> Result<PeriodChoice, NotSold> {
    let Renewable { service, starts_on, paid_until, shortest } = *license;
    if service.is_trial() {
        return Err(NotSold { wanted: service });
    }
    let choice = |period, reason, skipped| Ok(PeriodChoice { period, reason, skipped });
    let mut skipped = Vec::new();
    for rule in rules_in_order(service, rules, tariff) {
        match check(rule, sold) {
            Ok(reason) => return choice(rule.change_into, reason, skipped),
            Err(reason) => skipped.push(rule.skipped(reason)),
        }
    }
    let by_month = || sold.iter().copied().filter(|period| period.as_months().is_some());
    let ends_in_time = |period: &Period| end_of_term(starts_on, *period, starts_on.day()) <= paid_until;
    let longest = by_month().filter(ends_in_time).max().filter(|_| !shortest);
    if let Some(period) = longest {
        return choice(period, PeriodReason::LongestPaid { paid_until }, skipped);
    }
    match by_month().min() {
        Some(period) if shortest => choice(period, PeriodReason::ShortestBySetting, skipped),
        Some(period) => choice(period, PeriodReason::ShortestPaid { paid_until }, skipped),
        None => Err(NotSold { wanted: service }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        coverage::{Attached, Coverage, coverage},
        ids::RuleId,
        license::RemoteStatus,
        period::alignment::{SkipReason, license_period},
    };

    const TARIFF: TariffId = TariffId::new(1);
    const MONTH: Period = Period::months(1);
    const YEAR: Period = Period::months(12);
    const MONTH_TO_YEAR: AlignmentRule =
        AlignmentRule { id: RuleId::new(1), source: MONTH, change_into: YEAR, tariff: None };

    fn license(paid_until: Date) -> Renewable {
        Renewable { service: MONTH, starts_on: date(2026, 11, 24), paid_until, shortest: false }
    }

    fn chosen(paid_until: Date, sold: &[Period], rules: &[AlignmentRule]) -> PeriodChoice {
        renewal_period(&license(paid_until), sold, rules, TARIFF).unwrap()
    }

    #[test]
    fn without_a_rule_it_is_the_longest_that_ends_by_the_paid_day() {
        let paid_until = date(2026, 12, 24);
        let choice = chosen(paid_until, &[MONTH, YEAR], &[]);
        assert_eq!((choice.period, choice.reason), (MONTH, PeriodReason::LongestPaid { paid_until }));
        let paid_until = date(2027, 11, 24);
        assert_eq!(chosen(paid_until, &[MONTH, YEAR], &[]).period, YEAR);
        assert_eq!(chosen(date(2027, 11, 23), &[MONTH, YEAR], &[]).period, MONTH);
    }

    #[test]
    fn if_none_ends_by_then_it_is_the_shortest_of_at_least_a_month() {
        let paid_until = date(2026, 12, 10);
        let choice = chosen(paid_until, &[Period::TRIAL, Period::DAILY, MONTH, YEAR], &[]);
        assert_eq!((choice.period, choice.reason), (MONTH, PeriodReason::ShortestPaid { paid_until }));
    }

    #[test]
    fn where_it_is_set_so_it_is_the_shortest_unless_a_rule_stands_first() {
        let license = Renewable { shortest: true, ..license(date(2027, 11, 24)) };
        let choice = renewal_period(&license, &[Period::TRIAL, MONTH, YEAR], &[], TARIFF).unwrap();
        assert_eq!((choice.period, choice.reason), (MONTH, PeriodReason::ShortestBySetting));
        let choice = renewal_period(&license, &[MONTH, YEAR], &[MONTH_TO_YEAR], TARIFF).unwrap();
        assert_eq!(choice.period, YEAR);
    }

    #[test]
    fn a_rule_stands_first_unless_its_period_is_not_sold() {
        let paid_until = date(2026, 12, 24);
        let choice = chosen(paid_until, &[MONTH, YEAR], &[MONTH_TO_YEAR]);
        assert_eq!(choice.period, YEAR);
        assert!(matches!(choice.reason, PeriodReason::GeneralRule { .. }));
        let choice = chosen(paid_until, &[MONTH], &[MONTH_TO_YEAR]);
        assert_eq!((choice.period, choice.skipped[0].reason), (MONTH, SkipReason::NotSold));
    }

    #[test]
    fn a_trial_is_not_renewed_and_nothing_sold_is_an_error() {
        let trial = Renewable { service: Period::TRIAL, ..license(date(2026, 12, 24)) };
        assert!(renewal_period(&trial, &[MONTH], &[], TARIFF).is_err());
        assert!(renewal_period(&license(date(2026, 12, 24)), &[Period::TRIAL], &[], TARIFF).is_err());
    }

    /// The vendor's own example: a license that was bought for a year outlasts two renewals of its server.
    #[test]
    fn two_monthly_renewals_of_a_server_buy_nothing_for_a_license_of_a_year() {
        let start = date(2026, 11, 24);
        let bought = license_period(MONTH, &[MONTH, YEAR], &[MONTH_TO_YEAR], TARIFF).unwrap().period;
        let expires_on = end_of_term(start, bought, start.day());
        let mut paid_until = end_of_term(start, MONTH, start.day());
        for _ in 0..2 {
            let today = paid_until.yesterday().unwrap();
            paid_until = end_of_term(paid_until, MONTH, start.day());
            let attached =
                Attached { status: Some(RemoteStatus::Active), expires_on: Some(expires_on), paid_until };
            assert_eq!(coverage(&attached, today, 3), Coverage::Covered { expires_on });
        }
        assert_eq!((paid_until, expires_on), (date(2027, 2, 24), date(2027, 11, 24)));
    }
}
