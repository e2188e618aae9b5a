use super::sample::*;
use super::*;
use crate::ids::{EnumerationId, RemoteId, RuleId, ValueId};
use crate::money::{Currency, RemoteMoney};
use crate::period::alignment::AlignmentRule;

const TARIFF: TariffId = TariffId::new(3);

fn faults_of(tariff: &TariffFacts, servers: &BTreeMap<ModuleId, LicenseServerFacts>) -> Vec<Fault> {
    let around = Surroundings { license_servers: servers, rates: &[], today: Date::constant(2026, 11, 24) };
    check(TARIFF, tariff, &around)
}

fn with_server(change: impl FnOnce(&mut LicenseServerFacts)) -> Vec<Fault> {
    let mut servers = license_servers();
    change(servers.get_mut(&LICENSE_SERVER).unwrap());
    faults_of(&tariff(), &servers)
}

fn with_tariff(change: impl FnOnce(&mut TariffFacts)) -> Vec<Fault> {
    let mut tariff = tariff();
    change(&mut tariff);
    faults_of(&tariff, &license_servers())
}

fn lite(tariff: &mut TariffFacts) -> &mut PanelFacts {
    tariff.panels.as_mut().unwrap().last_mut().unwrap()
}

fn named(name: &str) -> String {
    name.to_owned()
}

#[test]
fn a_tariff_with_everything_is_ready() {
    assert_eq!(faults_of(&tariff(), &license_servers()), []);
}

#[test]
fn a_tariff_without_anything_names_every_error() {
    let faults = with_tariff(|tariff| {
        tariff.periods.clear();
        tariff.systems.clear();
        tariff.modules.clear();
        tariff.panels = None;
    });
    assert_eq!(faults, [Fault::NoPeriods, Fault::NoSystems, Fault::NoModules, Fault::NoPanelOption]);
    assert!(faults.iter().all(|fault| fault.severity() == Severity::Error));
}

#[test]
fn a_plan_code_that_the_license_server_does_not_sell_is_dead() {
    let faults = with_tariff(|tariff| lite(tariff).plan = code("99999"));
    let dead = Fault::DeadPlanCode {
        enumeration: EnumerationId::new(4),
        value: ValueId::new(2),
        panel: named("ispmanager lite"),
        code: code("99999"),
        server: named("License server"),
    };
    assert_eq!(faults, [dead]);
}

#[test]
fn a_panel_that_is_turned_off_is_not_looked_at() {
    let faults = with_tariff(|tariff| {
        lite(tariff).plan = code("99999");
        lite(tariff).available = false;
    });
    assert_eq!(faults, []);
}

#[test]
fn a_price_that_is_missing_is_told_by_its_period_and_none_at_all_is_an_error() {
    let (option, panel) = (OPTION, named("ispmanager lite"));
    let faults = with_tariff(|tariff| lite(tariff).prices.truncate(1));
    let missing = Fault::PriceMissing { option, panel: panel.clone(), period: Period::months(12) };
    assert_eq!(faults, [missing]);
    let faults = with_tariff(|tariff| lite(tariff).prices.clear());
    assert_eq!(faults, [Fault::NeverPriced { option, panel }]);
}

#[test]
fn a_yearly_code_needs_no_price_for_a_month() {
    let mut tariff = tariff();
    lite(&mut tariff).prices.remove(0);
    let mut servers = license_servers();
    let plans = servers.get_mut(&LICENSE_SERVER).unwrap().plans.as_mut().unwrap();
    plans.get_mut(&code("55227")).unwrap().remove(0);
    assert_eq!(faults_of(&tariff, &servers), []);
}

#[test]
fn a_rule_that_asks_for_what_is_not_sold_points_nowhere() {
    let rule = AlignmentRule {
        id: RuleId::new(9),
        source: Period::months(1),
        change_into: Period::months(6),
        tariff: None,
    };
    let faults = with_server(|server| server.rules = vec![rule]);
    let (panel, change_into) = (named("ispmanager lite"), Period::months(6));
    assert_eq!(
        faults,
        [Fault::RuleNotApplied { module: LICENSE_SERVER, rule: RuleId::new(9), panel, change_into }]
    );
}

#[test]
fn a_trial_of_the_tariff_needs_a_trial_of_the_plan() {
    let faults = with_tariff(|tariff| {
        tariff.periods = vec![Period::TRIAL];
        for panel in tariff.panels.iter_mut().flatten() {
            panel.prices = vec![(Period::TRIAL, euros(0))];
        }
    });
    let (panel, server) = (named("ispmanager lite"), named("License server"));
    assert_eq!(faults, [Fault::PeriodNotServed { panel, period: Period::TRIAL, server }]);
}

#[test]
fn a_price_below_the_cost_of_the_period_that_is_really_bought_is_a_negative_margin() {
    let rule = AlignmentRule {
        id: RuleId::new(9),
        source: Period::months(1),
        change_into: Period::months(12),
        tariff: None,
    };
    let faults = with_server(|server| {
        server.rules = vec![rule];
        let year = vec![(Period::months(12), RemoteMoney::new(1_200_000, Currency::EUR))];
        server.plans = Some(BTreeMap::from([(code("55227"), year)]));
    });
    let loss = |months, price, cost| Fault::NegativeMargin {
        option: OPTION,
        panel: named("ispmanager lite"),
        period: Period::months(months),
        price: euros(price),
        cost: euros(cost),
    };
    assert_eq!(faults, [loss(1, 690, 1_000), loss(12, 6_900, 12_000)]);
}

#[test]
fn without_a_rate_cost_and_price_are_not_comparable_which_is_said_once() {
    let usd = Currency::parse("USD").unwrap();
    let faults = with_server(|server| {
        let costs = [1, 12].map(|months| (Period::months(months), RemoteMoney::new(1, usd)));
        server.plans = Some(BTreeMap::from([(code("55227"), costs.to_vec())]));
    });
    assert_eq!(faults, [Fault::NotComparable { from: usd, to: Currency::EUR }]);
}

#[test]
fn modules_that_are_off_unreachable_or_unread_are_told() {
    let (module, name) = (LICENSE_SERVER, || named("License server"));
    let faults = with_server(|server| {
        server.active = false;
        server.unreachable = true;
        server.purchases_on = false;
        server.plans = None;
    });
    let expected = [
        Fault::ModuleOff { module, name: name() },
        Fault::ModuleUnreachable { module, name: name() },
        Fault::NoPurchases { module, name: name() },
        Fault::PriceListUnread { module, name: name() },
    ];
    assert_eq!(faults, expected);
    let faults = with_tariff(|tariff| tariff.modules[0].active = false);
    assert_eq!(faults[0], Fault::EveryModuleOff);
}

#[test]
fn a_vmmanager_without_a_license_server_is_an_error_only_where_a_panel_needs_one() {
    let alone = |tariff: &mut TariffFacts| tariff.modules[0].license_server = None;
    let missing = Fault::NoLicenseServer { module: VM_SERVER, name: named("VMmanager 6") };
    assert_eq!(with_tariff(alone), [missing]);
    let faults = with_tariff(|tariff| {
        alone(tariff);
        tariff.panels.as_mut().unwrap().pop();
    });
    assert_eq!(faults, []);
}

#[test]
fn what_vmmanager_no_longer_has_is_told() {
    let module = || named("VMmanager 6");
    let faults = with_tariff(|tariff| {
        tariff.systems.push((named("9"), named("CentOS 7")));
        tariff.preset = Some(RemoteId::new("gone"));
        lite(tariff).recipe = Some(RemoteId::new("8"));
        tariff.modules[0].use_recipes = false;
    });
    let expected = [
        Fault::PresetGone { module: module() },
        Fault::SystemGone { system: named("CentOS 7"), module: module() },
        Fault::RecipesOff { module: VM_SERVER, name: module() },
        Fault::RecipeGone { panel: named("ispmanager lite"), module: module() },
    ];
    assert_eq!(faults, expected);
}
