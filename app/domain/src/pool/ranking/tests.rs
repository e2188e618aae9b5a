use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

use super::*;
use crate::pool::{
    LastChange,
    sample::{TODAY, license, request, server_address},
};

fn expiring(id: i64, expires_on: Date) -> LicenseFacts {
    LicenseFacts { expires_on: Some(expires_on), ..license(id) }
}

fn order_of(candidates: &[LicenseFacts], policy: ClaimPolicy) -> Vec<i64> {
    let ranking = choose(candidates, &request(), &ClaimRules::default(), policy);
    ranking.into_iter().map(|ranked| ranked.id.get()).collect()
}

/// The request's paid term ends on 15 July.
fn three() -> [LicenseFacts; 3] {
    [expiring(1, date(2026, 8, 1)), expiring(2, date(2027, 3, 1)), expiring(3, date(2026, 7, 1))]
}

#[test]
fn each_policy_has_its_own_order() {
    assert_eq!(order_of(&three(), ClaimPolicy::LatestExpiryFirst), [2, 1, 3]);
    assert_eq!(order_of(&three(), ClaimPolicy::NearestCovering), [1, 2, 3]);
    assert_eq!(order_of(&three(), ClaimPolicy::Nearest), [3, 1, 2]);
    assert_eq!(order_of(&three(), ClaimPolicy::Any), [1, 2, 3]);
}

#[test]
fn where_none_covers_the_paid_term_the_longest_is_nearest_to_it() {
    let short = [expiring(1, date(2026, 6, 20)), expiring(2, date(2026, 7, 10))];
    assert_eq!(order_of(&short, ClaimPolicy::NearestCovering), [2, 1]);
}

#[test]
fn equals_stand_by_the_longest_idle_and_then_by_id() {
    let idle = |id, free_since| LicenseFacts { free_since, ..license(id) };
    let june = |day| Some(date(2026, 6, day));
    let equals = [idle(4, None), idle(3, june(2)), idle(2, june(2)), idle(1, june(9))];
    for &policy in ClaimPolicy::ALL {
        assert_eq!(order_of(&equals, policy), [2, 3, 1, 4], "{policy}");
    }
}

#[test]
fn a_license_already_on_the_address_is_taken_before_any_other() {
    let here = LicenseFacts {
        address: server_address(),
        last_key_change: LastChange::On(TODAY),
        ..expiring(9, date(2026, 6, 20))
    };
    let candidates = [license(1), here];
    for &policy in ClaimPolicy::ALL {
        let ranking = choose(&candidates, &request(), &ClaimRules::default(), policy);
        assert_eq!(ranking[0].id.get(), 9);
        assert_eq!(ranking[0].standing, Standing::OnThisAddress { new_key: false });
        assert!(ranking[1].is_eligible());
    }
}

#[test]
fn those_that_cannot_be_taken_stand_last_with_their_reasons() {
    let held = LicenseFacts { held: true, ..expiring(1, date(2030, 1, 1)) };
    let ranking =
        choose(&[held, license(2)], &request(), &ClaimRules::default(), ClaimPolicy::LatestExpiryFirst);
    assert_eq!(
        ranking[0].standing,
        Standing::Pooled(PlaceReason::LatestExpiry { expires_on: date(2027, 3, 1) })
    );
    assert!(matches!(&ranking[1].standing, Standing::Refused(reasons) if reasons.len() == 1));
    assert!(!ranking[1].is_eligible());
}

#[test]
fn a_ranking_is_stored_as_json_and_read_back() {
    let held = LicenseFacts { held: true, ..license(4) };
    let mut candidates = three().to_vec();
    candidates.push(held);
    let ranking = choose(&candidates, &request(), &ClaimRules::default(), ClaimPolicy::NearestCovering);
    let json = serde_json::to_string(&ranking).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Ranked>>(&json).unwrap(), ranking);
}

fn any_license() -> impl Strategy<Value = LicenseFacts> {
    (1i64..1000, -5i32..400, 0i32..60, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(id, left, changed, held, here, idle)| LicenseFacts {
            expires_on: Some(TODAY.saturating_add(left.days())),
            last_ip_change: LastChange::On(TODAY.saturating_sub(changed.days())),
            held,
            address: if here { server_address() } else { license(id).address },
            free_since: idle.then_some(TODAY),
            ..license(id)
        },
    )
}

proptest! {
    #[test]
    fn the_ranking_names_every_candidate_once_and_agrees_with_eligibility(
        candidates in proptest::collection::vec(any_license(), 0..20), policy in 0usize..4,
    ) {
        let (request, rules) = (request(), ClaimRules::default());
        let ranking = choose(&candidates, &request, &rules, ClaimPolicy::ALL[policy]);
        let mut ids: Vec<_> = ranking.iter().map(|ranked| ranked.id).collect();
        let mut wanted: Vec<_> = candidates.iter().map(|facts| facts.id).collect();
        ids.sort();
        wanted.sort();
        prop_assert_eq!(ids, wanted);
        let eligible = candidates
            .iter()
            .filter(|facts| eligibility(facts, &request, &rules) == Eligibility::Eligible)
            .count();
        prop_assert!(ranking[..eligible].iter().all(Ranked::is_eligible));
        prop_assert!(!ranking[eligible..].iter().any(Ranked::is_eligible));
    }

    #[test]
    fn the_ranking_does_not_depend_on_the_order_of_the_candidates(
        candidates in proptest::collection::vec(any_license(), 0..12), policy in 0usize..4,
    ) {
        let mut unique = candidates;
        unique.sort_by_key(|facts| facts.id);
        unique.dedup_by_key(|facts| facts.id);
        let (request, rules, policy) = (request(), ClaimRules::default(), ClaimPolicy::ALL[policy]);
        let forward = choose(&unique, &request, &rules, policy);
        unique.reverse();
        prop_assert_eq!(forward, choose(&unique, &request, &rules, policy));
    }
}
