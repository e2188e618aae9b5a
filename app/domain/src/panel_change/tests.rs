use jiff::civil::date;

use super::*;
use crate::ids::{ModuleId, PlanCode, ProductId};
use crate::money::Currency;
use crate::pool::{Addons, ChangeRule};

const TODAY: Date = date(2026, 11, 24);

fn eur(e4: i64) -> RemoteMoney {
    RemoteMoney::new(e4, Currency::EUR)
}

fn lite() -> Current {
    Current {
        module: ModuleId::new(1),
        product: ProductId::new(1),
        functions: "soft".to_owned(),
        addons: Addons::new(),
        last_ip_change: LastChange::Never,
    }
}

fn pro() -> Target {
    Target {
        module: ModuleId::new(1),
        product: ProductId::new(2),
        plan: PlanCode::parse("55228").unwrap(),
        functions: "soft".to_owned(),
        addons: Addons::new(),
    }
}

fn facts() -> Facts {
    Facts {
        current: Some(lite()),
        target: Some(pro()),
        offer: PlanOffer::Offered { due: Some(eur(41_200)), next_expires: Some(date(2026, 12, 24)) },
        free: None,
        occupied: None,
        price: Some(eur(94_500)),
        purchases_on: true,
        balance: Some(eur(1_000_000)),
        ip_change: ChangeRule::MoreThanMonth,
        today: TODAY,
    }
}

fn of(ways: &Ways, way: PanelWay) -> &Way {
    ways.ways.iter().find(|found| found.way == way).unwrap()
}

fn against(facts: &Facts, way: PanelWay) -> Vec<Obstacle> {
    of(&ways(facts), way).obstacles.clone()
}

#[test]
fn both_ways_are_shown_with_what_they_cost_and_spend() {
    let ways = ways(&facts());
    let plan_change = of(&ways, PanelWay::PlanChange);
    assert_eq!((plan_change.cost, plan_change.address_changes), (Some(eur(41_200)), 0));
    assert_eq!(plan_change.lasts_until, Some(date(2026, 12, 24)));
    let swap = of(&ways, PanelWay::Swap);
    assert_eq!((swap.cost, swap.address_changes), (Some(eur(94_500)), 1));
    assert_eq!(swap.source, Some(Source::Purchase));
    assert_eq!(ways.best, Some((PanelWay::PlanChange, Why::Cheaper)));
}

#[test]
fn a_license_that_is_paid_already_is_the_best_way_and_spends_two_changes_of_address() {
    let free = Free { license: LicenseId::new(7), until: Some(date(2027, 6, 1)), is_in_place: false };
    let ways = ways(&Facts { free: Some(free), ..facts() });
    let swap = of(&ways, PanelWay::Swap);
    assert_eq!((swap.source, swap.cost), (Some(Source::Pool(LicenseId::new(7))), None));
    assert_eq!((swap.address_changes, swap.lasts_until), (2, Some(date(2027, 6, 1))));
    assert_eq!(ways.best, Some((PanelWay::Swap, Why::CostsNothing)));
}

#[test]
fn a_license_that_is_on_the_address_still_is_taken_back_without_a_change_of_address() {
    let free = Free { license: LicenseId::new(7), until: None, is_in_place: true };
    let found = ways(&Facts { current: None, free: Some(free), ..facts() });
    let attach = of(&found, PanelWay::Attach);
    assert_eq!((attach.source, attach.address_changes), (Some(Source::Pool(LicenseId::new(7))), 0));
}

#[test]
fn of_two_ways_of_one_price_the_one_that_spends_no_change_of_address_is_better() {
    for due in [Some(eur(94_500)), None] {
        let offer = PlanOffer::Offered { due, next_expires: None };
        let best = ways(&Facts { offer, ..facts() }).best;
        assert_eq!(best, Some((PanelWay::PlanChange, Why::NoAddressChange)));
    }
    let offer = PlanOffer::Offered { due: Some(eur(200_000)), next_expires: None };
    assert_eq!(ways(&Facts { offer, ..facts() }).best, Some((PanelWay::Swap, Why::Cheaper)));
}

#[test]
fn a_license_whose_address_was_changed_lately_is_swapped_from_a_day_on_and_its_plan_may_change_today() {
    let current = Some(Current { last_ip_change: LastChange::On(date(2026, 11, 10)), ..lite() });
    let ways = ways(&Facts { current, ..facts() });
    let date = date(2026, 12, 11);
    let swap = of(&ways, PanelWay::Swap);
    assert_eq!(swap.obstacles, [Obstacle::AddressNotBefore { date }]);
    assert_eq!(swap.leaves_on, Some(date));
    assert_eq!(ways.best, Some((PanelWay::PlanChange, Why::OnlyWay)));
    let current = Some(Current { last_ip_change: LastChange::Unknown, ..lite() });
    assert_eq!(against(&Facts { current, ..facts() }, PanelWay::Swap), [Obstacle::AddressChangeUnknown]);
}

#[test]
fn a_plan_is_changed_only_where_the_license_server_offers_it() {
    let words = "The plan cannot be changed".to_owned();
    for (offer, obstacle) in [
        (PlanOffer::NotAsked, Obstacle::NotAsked),
        (PlanOffer::NotOffered, Obstacle::NotOffered),
        (PlanOffer::Refused { words: words.clone() }, Obstacle::RefusedThere { words }),
    ] {
        assert_eq!(against(&Facts { offer, ..facts() }, PanelWay::PlanChange), [obstacle]);
    }
}

#[test]
fn a_plan_is_not_changed_into_another_servers_or_other_functions_or_other_add_ons() {
    let nodes: Addons = [("55236".to_owned(), 1)].into();
    for (target, obstacle) in [
        (Target { module: ModuleId::new(2), ..pro() }, Obstacle::OtherLicenseServer),
        (Target { functions: "softexternal".to_owned(), ..pro() }, Obstacle::OtherFunctions),
        (Target { addons: nodes, ..pro() }, Obstacle::OtherAddons),
    ] {
        let facts = Facts { target: Some(target), ..facts() };
        assert_eq!(against(&facts, PanelWay::PlanChange), [obstacle]);
        assert_eq!(ways(&facts).best, Some((PanelWay::Swap, Why::OnlyWay)));
    }
}

#[test]
fn a_license_is_not_swapped_for_another_of_its_product() {
    let target = Some(Target { product: ProductId::new(1), ..pro() });
    assert_eq!(against(&Facts { target, ..facts() }, PanelWay::Swap), [Obstacle::SameProduct]);
}

#[test]
fn what_costs_money_needs_it_and_the_leave_to_spend_it() {
    let short = Facts { balance: Some(eur(50_000)), ..facts() };
    assert_eq!(against(&short, PanelWay::PlanChange), []);
    let no_money = Obstacle::NoMoney { cost: eur(94_500), available: eur(50_000) };
    assert_eq!(against(&short, PanelWay::Swap), [no_money]);
    let off = Facts { purchases_on: false, ..facts() };
    assert_eq!(against(&off, PanelWay::PlanChange), [Obstacle::PurchasesOff]);
    assert_eq!(against(&off, PanelWay::Swap), [Obstacle::PurchasesOff]);
    let paid =
        Facts { free: Some(Free { license: LicenseId::new(7), until: None, is_in_place: false }), ..off };
    assert_eq!(against(&paid, PanelWay::Swap), []);
    assert_eq!(against(&Facts { price: None, ..facts() }, PanelWay::Swap), [Obstacle::NotSold]);
}

#[test]
fn a_service_without_a_license_gets_one_unless_another_is_still_on_its_address() {
    let none = Facts { current: None, ..facts() };
    let found = ways(&none);
    assert_eq!(found.ways.len(), 1);
    let attach = of(&found, PanelWay::Attach);
    assert_eq!((attach.cost, attach.address_changes), (Some(eur(94_500)), 0));
    let (license, until) = (LicenseId::new(3), Some(date(2026, 11, 26)));
    let occupied = Facts { occupied: Some((license, until)), ..none };
    assert_eq!(against(&occupied, PanelWay::Attach), [Obstacle::Occupied { license, until }]);
}

#[test]
fn without_a_panel_the_license_goes_back_when_its_address_may_change() {
    let current = Some(Current { last_ip_change: LastChange::On(date(2026, 11, 10)), ..lite() });
    let found = ways(&Facts { current, target: None, ..facts() });
    let release = of(&found, PanelWay::Release);
    assert!(release.is_open());
    assert_eq!((release.address_changes, release.leaves_on), (1, Some(date(2026, 12, 11))));
    assert_eq!(found.best, Some((PanelWay::Release, Why::OnlyWay)));
}
