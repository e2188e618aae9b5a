use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const DAY: Date = date(2026, 11, 24);

fn eur(e4: i64) -> RemoteMoney {
    RemoteMoney::new(e4, Currency::EUR)
}

fn line(id: i64, license: &str, kind: ChargeKind, amount: i64) -> Line {
    Line { id, license: Some(RemoteId::new(license)), kind, day: Some(DAY), amount: eur(amount) }
}

fn cause(id: i64, license: &str, kind: ChargeKind, expected: i64) -> Cause {
    Cause {
        id,
        kind,
        license: Some(RemoteId::new(license)),
        sent_on: DAY,
        expected_e4: Some(expected),
        currency: Currency::EUR,
        is_undecided: false,
    }
}

const ORDER: ChargeKind = ChargeKind::Purchase;
const RENEWAL: ChargeKind = ChargeKind::Renewal;
const UNKNOWN: ChargeKind = ChargeKind::Unknown;

#[test]
fn a_line_is_for_the_purchase_or_renewal_of_its_license_and_kind() {
    let lines =
        [line(1, "812", ORDER, 56_700), line(2, "812", RENEWAL, 50_000), line(3, "813", ORDER, 56_700)];
    let causes = [cause(7, "812", RENEWAL, 56_700), cause(7, "812", ORDER, 56_700)];
    assert_eq!(match_charges(&lines, &causes), [Found::Cause(1), Found::Cause(0), Found::Nothing]);
}

#[test]
fn where_the_words_name_no_kind_the_amount_must_be_the_expected_one() {
    let causes = [cause(1, "812", ORDER, 56_700)];
    assert_eq!(match_charges(&[line(1, "812", UNKNOWN, 56_700)], &causes), [Found::Cause(0)]);
    assert_eq!(match_charges(&[line(1, "812", UNKNOWN, 94_500)], &causes), [Found::Open]);
    assert_eq!(match_charges(&[line(1, "812", ChargeKind::PlanChange, 56_700)], &causes), [Found::Nothing]);
}

#[test]
fn a_second_charge_for_one_cause_is_unexplained() {
    let causes = [cause(1, "812", ORDER, 56_700)];
    let twice = [line(1, "812", ORDER, 56_700), line(2, "812", ORDER, 56_700)];
    assert_eq!(match_charges(&twice, &causes), [Found::Cause(0), Found::Nothing]);
    let different = [line(1, "812", ORDER, 1_000), line(2, "812", ORDER, 56_700)];
    assert_eq!(match_charges(&different, &causes), [Found::Nothing, Found::Cause(0)]);
}

#[test]
fn alike_lines_for_as_many_alike_renewals_are_interchangeable() {
    let causes = [cause(1, "812", RENEWAL, 56_700), cause(2, "812", RENEWAL, 56_700)];
    let lines = [1, 2, 3].map(|id| line(id, "812", RENEWAL, 56_700));
    assert_eq!(match_charges(&lines, &causes), [Found::Cause(0), Found::Cause(1), Found::Nothing]);
}

#[test]
fn what_may_be_for_several_things_is_left_open() {
    let causes = [cause(1, "812", RENEWAL, 56_700), cause(2, "812", RENEWAL, 56_700)];
    assert_eq!(match_charges(&[line(1, "812", RENEWAL, 56_700)], &causes), [Found::Open]);
    let unlike = [line(1, "812", ORDER, 1_000), line(2, "812", ORDER, 2_000)];
    assert_eq!(match_charges(&unlike, &[cause(1, "812", ORDER, 56_700)]), [Found::Open, Found::Open]);
    let days = [
        Cause { sent_on: DAY.saturating_sub(1.day()), ..cause(1, "812", RENEWAL, 56_700) },
        cause(2, "812", RENEWAL, 56_700),
    ];
    assert_eq!(match_charges(&[line(1, "812", RENEWAL, 56_700)], &days), [Found::Cause(1)]);
}

#[test]
fn an_undecided_purchase_explains_nothing_and_keeps_open_what_it_may_explain() {
    let undecided = Cause { license: None, is_undecided: true, ..cause(1, "", ORDER, 56_700) };
    let lines = [line(1, "812", ORDER, 56_700), line(2, "812", RENEWAL, 56_700)];
    assert_eq!(match_charges(&lines, &[undecided]), [Found::Open, Found::Nothing]);
    let renewal = Cause { is_undecided: true, ..cause(1, "812", RENEWAL, 56_700) };
    assert_eq!(match_charges(&lines, &[renewal]), [Found::Nothing, Found::Open]);
}

#[test]
fn a_line_without_its_license_or_in_another_currency_is_not_guessed() {
    let causes = [cause(1, "812", ORDER, 56_700)];
    let nameless = Line { license: None, ..line(1, "", ORDER, 56_700) };
    assert_eq!(match_charges(std::slice::from_ref(&nameless), &causes), [Found::Open]);
    let other = Line { amount: eur(100), ..nameless };
    assert_eq!(match_charges(&[other], &causes), [Found::Nothing]);
    let dollars = RemoteMoney::new(56_700, Currency::parse("USD").unwrap());
    let foreign = Line { amount: dollars, ..line(1, "812", ORDER, 0) };
    assert_eq!(match_charges(&[foreign], &causes), [Found::Open]);
}

#[test]
fn the_day_may_differ_by_one_and_an_unknown_day_is_told_by_the_amount() {
    let causes = [cause(1, "812", ORDER, 56_700)];
    let on = |day| Line { day, ..line(1, "812", ORDER, 56_700) };
    for (day, found) in [
        (Some(DAY.tomorrow().unwrap()), Found::Cause(0)),
        (Some(DAY.saturating_add(2.days())), Found::Nothing),
        (None, Found::Cause(0)),
    ] {
        assert_eq!(match_charges(&[on(day)], &causes), [found], "{day:?}");
    }
    let other_amount = Line { amount: eur(100), ..on(None) };
    assert_eq!(match_charges(&[other_amount], &causes), [Found::Open]);
}

#[test]
fn what_was_given_back_is_nobodys_cost() {
    let given_back = line(1, "812", ORDER, -56_700);
    assert_eq!(match_charges(&[given_back], &[cause(1, "812", ORDER, 56_700)]), [Found::Nothing]);
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let kinds = prop::sample::select(vec![ORDER, RENEWAL, UNKNOWN]);
    let line = (0..3i64, kinds, -2..3i64, 1..3i64).prop_map(|(license, kind, days, amount)| Line {
        day: Some(DAY.saturating_add(days.days())),
        ..line(0, &license.to_string(), kind, amount)
    });
    prop::collection::vec(line, 0..6)
}

fn causes() -> impl Strategy<Value = Vec<Cause>> {
    let kinds = prop::sample::select(vec![ORDER, RENEWAL]);
    let cause =
        (0..3i64, kinds, 1..3i64, any::<bool>()).prop_map(|(license, kind, expected, is_undecided)| Cause {
            is_undecided,
            ..cause(0, &license.to_string(), kind, expected)
        });
    prop::collection::vec(cause, 0..6)
}

proptest! {
    #[test]
    fn no_cause_is_used_twice_and_every_pair_fits(lines in lines(), causes in causes()) {
        let found = match_charges(&lines, &causes);
        let mut used = BTreeSet::new();
        for (line, found) in lines.iter().zip(&found) {
            if let Found::Cause(place) = found {
                prop_assert!(used.insert(*place));
                prop_assert!(fits(line, &causes[*place]) && !causes[*place].is_undecided);
            }
        }
    }

    #[test]
    fn every_purchase_that_is_charged_once_gets_its_cost(expected in prop::collection::vec(0..1_000_000i64, 0..20)) {
        let of = |place: usize| place.to_string();
        let causes: Vec<_> = expected.iter().enumerate().map(|(at, cost)| cause(1, &of(at), ORDER, *cost)).collect();
        let lines: Vec<_> = expected.iter().enumerate().map(|(at, cost)| line(1, &of(at), UNKNOWN, *cost)).collect();
        let all: Vec<_> = (0..expected.len()).map(Found::Cause).collect();
        prop_assert_eq!(match_charges(&lines, &causes), all);
    }
}
