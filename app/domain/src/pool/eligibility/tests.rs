use jiff::civil::date;

use super::*;
use crate::{
    ids::{ModuleId, ProductId},
    pool::sample::{TODAY, license, request, server_address},
};

fn refusals(facts: &LicenseFacts, rules: &ClaimRules) -> Vec<Refusal> {
    match eligibility(facts, &request(), rules) {
        Eligibility::Eligible => Vec::new(),
        Eligibility::Refused(refusals) => refusals,
    }
}

fn only(facts: LicenseFacts) -> RefusalReason {
    let refusals = refusals(&facts, &ClaimRules::default());
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    assert_eq!(refusals[0].until, None);
    refusals[0].reason.clone()
}

#[test]
fn a_free_license_of_the_product_is_eligible_while_active_or_suspended() {
    for status in [RemoteStatus::Active, RemoteStatus::Suspended] {
        let facts = LicenseFacts { status, ..license(1) };
        assert_eq!(eligibility(&facts, &request(), &ClaimRules::default()), Eligibility::Eligible);
    }
}

#[test]
fn each_condition_alone_refuses_and_time_does_not_cure_it() {
    use RefusalReason as Reason;
    let address = IpAddress::parse("192.0.2.99").unwrap();
    let cases = [
        (LicenseFacts { module: ModuleId::new(2), ..license(1) }, Reason::OtherLicenseServer),
        (LicenseFacts { product: ProductId::new(2), ..license(1) }, Reason::OtherProduct),
        (LicenseFacts { addons: [("addon_55236".into(), 3)].into(), ..license(1) }, Reason::OtherAddons),
        (LicenseFacts { name: "mine".into(), ..license(1) }, Reason::NotFreeName { name: "mine".into() }),
        (LicenseFacts { address, ..license(1) }, Reason::NotFreeAddress { address }),
        (
            LicenseFacts { status: RemoteStatus::Deleted, ..license(1) },
            Reason::Status { status: RemoteStatus::Deleted },
        ),
        (LicenseFacts { expires_on: Some(TODAY), ..license(1) }, Reason::Expired { on: TODAY }),
        (LicenseFacts { expires_on: None, ..license(1) }, Reason::ExpiryUnknown),
        (LicenseFacts { last_ip_change: LastChange::Unknown, ..license(1) }, Reason::AddressChangeUnknown),
        (LicenseFacts { last_key_change: LastChange::Unknown, ..license(1) }, Reason::KeyChangeUnknown),
        (LicenseFacts { autoprolong: Some(true), ..license(1) }, Reason::AutoRenewalOn),
        (LicenseFacts { autoprolong: None, ..license(1) }, Reason::AutoRenewalUnknown),
        (LicenseFacts { excluded: true, ..license(1) }, Reason::Excluded),
        (LicenseFacts { held: true, ..license(1) }, Reason::Held),
        (LicenseFacts { reserved: true, ..license(1) }, Reason::Reserved),
    ];
    for (facts, reason) in cases {
        assert_eq!(only(facts), reason);
    }
}

#[test]
fn an_address_change_younger_than_a_month_is_refused_with_the_day_on_which_it_is_allowed() {
    let on = date(2026, 6, 1);
    let facts = LicenseFacts { last_ip_change: LastChange::On(on), ..license(1) };
    let rules = ClaimRules::default();
    let reason = RefusalReason::AddressChanged { on, rule: ChangeRule::MoreThanMonth };
    assert_eq!(refusals(&facts, &rules), [Refusal { reason, until: Some(date(2026, 7, 2)) }]);
}

#[test]
fn a_change_exactly_a_month_ago_is_not_yet_more_than_a_month_ago() {
    let changed = |on| LicenseFacts { last_ip_change: LastChange::On(on), ..license(1) };
    let rules = ClaimRules::default();
    assert_eq!(refusals(&changed(date(2026, 5, 15)), &rules).len(), 1);
    assert_eq!(refusals(&changed(date(2026, 5, 14)), &rules).len(), 0);
}

#[test]
fn every_reason_is_listed_with_its_own_day() {
    let facts = LicenseFacts {
        last_ip_change: LastChange::On(date(2026, 6, 1)),
        last_key_change: LastChange::On(date(2026, 6, 10)),
        ..license(1)
    };
    let rules = ClaimRules::default();
    let days: Vec<_> = refusals(&facts, &rules).into_iter().map(|refusal| refusal.until).collect();
    assert_eq!(days, [Some(date(2026, 7, 2)), Some(date(2026, 7, 11))]);
    let held = LicenseFacts { held: true, ..facts };
    assert_eq!(refusals(&held, &rules).len(), 3);
}

#[test]
fn a_license_that_waits_for_its_free_address_says_when_it_gets_it() {
    let address = IpAddress::parse("192.0.2.99").unwrap();
    let facts = LicenseFacts { address, last_ip_change: LastChange::On(date(2026, 6, 1)), ..license(1) };
    let days = |facts| -> Vec<_> {
        refusals(&facts, &ClaimRules::default()).into_iter().map(|refusal| refusal.until).collect()
    };
    assert_eq!(days(facts.clone()), [Some(date(2026, 7, 2)), Some(date(2026, 7, 2))]);
    // Nobody will set the address of a license that serves somebody.
    assert_eq!(days(LicenseFacts { name: "mine".into(), ..facts })[..2], [None, None]);
}

#[test]
fn a_license_already_on_the_address_needs_no_change_and_no_free_name() {
    let facts = LicenseFacts {
        name: "Item #3 addon old.example.com".into(),
        address: server_address(),
        last_ip_change: LastChange::On(TODAY),
        last_key_change: LastChange::Unknown,
        ..license(1)
    };
    assert_eq!(eligibility(&facts, &request(), &ClaimRules::default()), Eligibility::Eligible);
    let reserved = LicenseFacts { reserved: true, ..facts };
    assert_eq!(only(reserved), RefusalReason::Reserved);
}

#[test]
fn a_license_that_keeps_its_address_until_reused_is_eligible_under_that_setting_only() {
    let facts = LicenseFacts { address: IpAddress::parse("192.0.2.99").unwrap(), ..license(1) };
    let keep = ClaimRules { free_address: FreeAddressPolicy::KeepUntilReused, ..ClaimRules::default() };
    assert_eq!(refusals(&facts, &keep), []);
    assert_eq!(refusals(&facts, &ClaimRules::default()).len(), 1);
}
