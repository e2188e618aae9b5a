use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::money::Currency;

const TODAY: Date = date(2026, 11, 24);

fn eur(euro: i64) -> RemoteMoney {
    RemoteMoney::new(euro * 10_000, Currency::EUR)
}

fn on(days: i64) -> Date {
    TODAY.saturating_add(days.days())
}

fn renewal(license: i64, days: i64, euro: i64) -> Owed {
    let purpose = Purpose::Renewal(on(days));
    Owed { purpose, license: Some(LicenseId::new(license)), cost: eur(euro), is_due: true }
}

fn purchase(euro: i64) -> Wanted {
    Wanted { purpose: Purpose::Purchase, license: None, cost: eur(euro) }
}

fn of(owed: &Owed) -> Wanted {
    Wanted { purpose: owed.purpose, license: owed.license, cost: owed.cost }
}

#[test]
fn a_purchase_waits_while_the_money_is_kept_for_renewals() {
    let owed = [renewal(1, 2, 5), Owed { is_due: false, ..renewal(2, 5, 7) }];
    let kept = Kept { renewals: 2, for_them: eur(12), available: eur(17), cost: eur(6), first: Some(on(2)) };
    assert_eq!(may_spend(Some(eur(17)), &purchase(6), &owed), Funds::Wait(kept));
    assert_eq!(may_spend(Some(eur(18)), &purchase(6), &owed), Funds::Go(Reason::Enough));
}

#[test]
fn uncovered_services_come_first_then_renewals_by_expiry() {
    let uncovered = Owed { purpose: Purpose::Uncovered(Some(on(-1))), ..renewal(3, 0, 5) };
    let (soon, later) = (renewal(2, 1, 5), renewal(1, 3, 5));
    let owed = [later, soon, uncovered];
    for (wanted, needed) in [(uncovered, 0), (soon, 10), (later, 15)] {
        let short = may_spend(Some(eur(needed - 1)), &of(&wanted), &owed);
        assert_eq!(matches!(short, Funds::Wait(_)), needed > 0, "{wanted:?}");
        assert!(matches!(may_spend(Some(eur(needed)), &of(&wanted), &owed), Funds::Go(_)), "{wanted:?}");
    }
    let replacement = Wanted { purpose: Purpose::Uncovered(None), license: None, cost: eur(9) };
    assert_eq!(may_spend(Some(eur(0)), &replacement, &owed), Funds::Go(Reason::NothingAhead));
}

#[test]
fn what_cannot_be_paid_for_now_does_not_hold_up_another_renewal() {
    let owed = [Owed { is_due: false, ..renewal(1, 1, 100) }, renewal(2, 3, 5)];
    assert_eq!(may_spend(Some(eur(5)), &of(&owed[1]), &owed), Funds::Go(Reason::NothingAhead));
    assert!(matches!(may_spend(Some(eur(50)), &purchase(1), &owed), Funds::Wait(_)));
}

#[test]
fn without_anything_ahead_the_license_server_has_the_word() {
    assert_eq!(may_spend(Some(eur(0)), &purchase(6), &[]), Funds::Go(Reason::NothingAhead));
    let own = renewal(1, 1, 5);
    assert_eq!(may_spend(Some(eur(0)), &of(&own), &[own]), Funds::Go(Reason::NothingAhead));
}

#[test]
fn a_balance_that_is_not_known_or_not_comparable_keeps_nothing_back() {
    let owed = [renewal(1, 1, 5)];
    assert_eq!(may_spend(None, &purchase(6), &owed), Funds::Go(Reason::BalanceUnknown));
    let dollars = RemoteMoney::new(0, Currency::parse("USD").unwrap());
    assert_eq!(may_spend(Some(dollars), &purchase(6), &owed), Funds::Go(Reason::BalanceUnknown));
    let foreign = [Owed { cost: dollars, ..owed[0] }];
    assert_eq!(may_spend(Some(eur(0)), &purchase(6), &foreign), Funds::Go(Reason::NothingAhead));
}

fn owed() -> impl Strategy<Value = Vec<Owed>> {
    let one = (-5..8i64, 0..50i64, any::<bool>());
    prop::collection::vec(one, 0..8).prop_map(|all| {
        let numbered = (1..).zip(all);
        numbered
            .map(|(license, (days, euro, is_due))| {
                let owed = Owed { is_due, ..renewal(license, days, euro) };
                let is_over = days <= 0;
                Owed {
                    purpose: if is_over { Purpose::Uncovered(Some(on(days))) } else { owed.purpose },
                    ..owed
                }
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_purchase_never_takes_what_the_renewals_need(owed in owed(), balance in 0..200i64, cost in 1..50i64) {
        let total: i64 = owed.iter().map(|owed| owed.cost.e4()).sum();
        match may_spend(Some(eur(balance)), &purchase(cost), &owed) {
            Funds::Go(Reason::Enough) => prop_assert!(eur(balance - cost).e4() >= total),
            Funds::Go(reason) => prop_assert!(reason == Reason::NothingAhead && total == 0),
            Funds::Wait(kept) => {
                prop_assert!(eur(balance - cost).e4() < total);
                prop_assert_eq!(kept.for_them.e4(), total);
            }
        }
    }

    #[test]
    fn whoever_stands_first_goes_and_everybody_goes_when_all_before_are_paid(owed in owed(), balance in 0..200i64) {
        let mut due: Vec<_> = owed.iter().copied().filter(|owed| owed.is_due).collect();
        due.sort_by_key(|owed| (owed.purpose, owed.license));
        while let Some(first) = due.first().copied() {
            prop_assert_eq!(may_spend(Some(eur(balance)), &of(&first), &due), Funds::Go(Reason::NothingAhead));
            due.remove(0);
        }
    }

    #[test]
    fn more_money_never_makes_anybody_wait(owed in owed(), balance in 0..200i64, more in 0..200i64, cost in 1..50i64) {
        let all = owed.iter().map(of).chain([purchase(cost)]).collect::<Vec<_>>();
        for wanted in &all {
            if let Funds::Go(_) = may_spend(Some(eur(balance)), wanted, &owed) {
                prop_assert!(matches!(may_spend(Some(eur(balance + more)), wanted, &owed), Funds::Go(_)));
            }
        }
    }
}
