use proptest::prelude::*;

use super::*;

const TARIFF: TariffId = TariffId::new(1);
const OTHER_TARIFF: TariffId = TariffId::new(2);

fn months(periods: &[u16]) -> Vec<Period> {
    periods.iter().map(|&n| Period::months(n)).collect()
}

fn rule(id: i64, source: u16, change_into: u16, tariff: Option<TariffId>) -> AlignmentRule {
    AlignmentRule {
        id: RuleId::new(id),
        source: Period::months(source),
        change_into: Period::months(change_into),
        tariff,
    }
}

#[test]
fn the_vendors_example_buys_a_year_for_a_service_of_a_month() {
    let rules = [rule(1, 1, 12, None)];
    let choice = license_period(Period::months(1), &months(&[1, 12]), &rules, TARIFF).unwrap();
    assert_eq!(choice.period, Period::months(12));
    let (source, change_into) = (Period::months(1), Period::months(12));
    assert_eq!(choice.reason, PeriodReason::GeneralRule { rule: RuleId::new(1), source, change_into });
    assert!(choice.skipped.is_empty());
}

#[test]
fn without_a_rule_a_service_of_three_months_buys_one_month_and_says_why() {
    let choice = license_period(Period::months(3), &months(&[12, 1]), &[], TARIFF).unwrap();
    assert_eq!(choice.period, Period::months(1));
    assert_eq!(choice.reason, PeriodReason::ShortestSold { wanted: Period::months(3) });
}

#[test]
fn without_a_rule_a_period_that_is_sold_is_bought_as_it_is() {
    let choice = license_period(Period::months(12), &months(&[1, 12]), &[], TARIFF).unwrap();
    assert_eq!((choice.period, choice.reason), (Period::months(12), PeriodReason::SameAsService));
}

#[test]
fn a_rule_for_the_tariff_stands_before_a_general_rule() {
    let rules = [rule(1, 1, 12, None), rule(2, 1, 6, Some(TARIFF)), rule(3, 1, 3, Some(OTHER_TARIFF))];
    let sold = months(&[1, 3, 6, 12]);
    let chosen = |tariff| license_period(Period::months(1), &sold, &rules, tariff).unwrap();
    assert_eq!(chosen(TARIFF).period, Period::months(6));
    assert!(matches!(chosen(TARIFF).reason, PeriodReason::TariffRule { .. }));
    assert_eq!(chosen(OTHER_TARIFF).period, Period::months(3));
    assert_eq!(chosen(TariffId::new(9)).period, Period::months(12));
}

#[test]
fn a_rule_is_applied_once_and_never_to_its_own_result() {
    let rules = [rule(1, 1, 3, None), rule(2, 3, 12, None)];
    let choice = license_period(Period::months(1), &months(&[1, 3, 12]), &rules, TARIFF).unwrap();
    assert_eq!(choice.period, Period::months(3));
}

fn not_sold(rule: i64, change_into: u16) -> SkippedRule {
    let change_into = Period::months(change_into);
    SkippedRule { rule: RuleId::new(rule), change_into, reason: SkipReason::NotSold }
}

#[test]
fn a_rule_whose_period_the_plan_does_not_sell_does_not_apply_and_is_named() {
    let rules = [rule(1, 1, 6, Some(TARIFF)), rule(2, 1, 24, None)];
    let choice = license_period(Period::months(1), &months(&[1, 12]), &rules, TARIFF).unwrap();
    assert_eq!((choice.period, choice.reason), (Period::months(1), PeriodReason::SameAsService));
    assert_eq!(choice.skipped, [not_sold(1, 6), not_sold(2, 24)]);
}

#[test]
fn where_the_tariffs_rule_does_not_apply_the_general_one_is_asked() {
    let rules = [rule(1, 1, 6, Some(TARIFF)), rule(2, 1, 12, None)];
    let choice = license_period(Period::months(1), &months(&[1, 12]), &rules, TARIFF).unwrap();
    assert_eq!(choice.period, Period::months(12));
    assert_eq!(choice.skipped, [not_sold(1, 6)]);
}

#[test]
fn a_trial_is_only_served_by_a_plan_that_sells_a_trial() {
    let trial_into_year = AlignmentRule { source: Period::TRIAL, ..rule(1, 1, 12, None) };
    let sold = [Period::TRIAL, Period::months(1), Period::months(12)];
    let choice = license_period(Period::TRIAL, &sold, &[trial_into_year], TARIFF).unwrap();
    assert_eq!((choice.period, choice.reason), (Period::TRIAL, PeriodReason::SameAsService));
    let refused = license_period(Period::TRIAL, &months(&[1, 12]), &[trial_into_year], TARIFF);
    assert_eq!(refused, Err(NotSold { wanted: Period::TRIAL }));
}

#[test]
fn a_paid_service_never_gets_a_trial_license() {
    let into_trial = AlignmentRule { change_into: Period::TRIAL, ..rule(1, 1, 12, None) };
    let sold = [Period::TRIAL, Period::months(1)];
    let choice = license_period(Period::months(1), &sold, &[into_trial], TARIFF).unwrap();
    assert_eq!(choice.period, Period::months(1));
    assert_eq!(choice.skipped[0].reason, SkipReason::TrialForPaidService);
    assert!(license_period(Period::months(1), &[Period::TRIAL], &[], TARIFF).is_err());
}

#[test]
fn the_reason_is_stored_as_json_and_read_back() {
    let rules = [rule(1, 1, 6, None)];
    let choice = license_period(Period::months(1), &months(&[3]), &rules, TARIFF).unwrap();
    let json = serde_json::to_string(&choice).unwrap();
    assert_eq!(serde_json::from_str::<PeriodChoice>(&json).unwrap(), choice);
}

proptest! {
    #[test]
    fn whatever_the_rules_only_a_period_that_is_sold_is_ordered(
        service in 1u16..40,
        sold in proptest::collection::vec(1u16..40, 1..6),
        rules in proptest::collection::vec((1u16..40, 1u16..40, any::<bool>()), 0..8),
    ) {
        let sold = months(&sold);
        let rules: Vec<_> = rules
            .into_iter()
            .zip(1..)
            .map(|((source, into, own), id)| rule(id, source, into, own.then_some(TARIFF)))
            .collect();
        let choice = license_period(Period::months(service), &sold, &rules, TARIFF).unwrap();
        prop_assert!(sold.contains(&choice.period));
        if let PeriodReason::ShortestSold { .. } = choice.reason {
            prop_assert_eq!(Some(&choice.period), sold.iter().min());
            prop_assert!(!sold.contains(&Period::months(service)));
        }
    }
}
