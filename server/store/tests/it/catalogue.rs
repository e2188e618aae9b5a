//! Modules, products, tariffs and prices.

use std::time::Duration;

use domain::pool::{ClaimPolicy, ClaimRules};
use domain::{
    AfterSettle, Currency, LogIn, ModuleId, ModuleKind, ModuleState, Period, PlanCode, RemoteMoney,
};
use secrecy::ExposeSecret;
use store::alignment_rules::{RULE_GENERAL, RULE_OF_TARIFF};
use store::enumerations::NewValue;
use store::modules::license_server::LicenseServer;
use store::modules::{NewModule, PASSWORD_COLUMN, license_server, vm_server};
use store::price_list::PriceListRow;
use store::products::{FunctionPrefix, NewProduct};
use store::tariffs::options::NewOption;
use store::tariffs::periods::Price;
use store::tariffs::systems::System;
use store::tariffs::{offer, options, periods, systems};
use store::{Db, alignment_rules, enumerations, module_reads, modules, price_list, products, tariffs};

use crate::support::{on_both, rows};

fn code(text: &str) -> PlanCode {
    PlanCode::parse(text).unwrap()
}

fn price(months: u16, cost: i64, setup: i64) -> Price {
    Price { period: Period::months(months), cost: rows::euros(cost), setup: rows::euros(setup) }
}

#[tokio::test]
async fn a_module_keeps_its_password_sealed_and_its_settings() {
    on_both(async |db| {
        let keyring = rows::keyring();
        let password = keyring.seal(PASSWORD_COLUMN, &"hunter2".into()).unwrap();
        let settings = LicenseServer {
            currency: Currency::EUR,
            time_zone: "Europe/Berlin".to_owned(),
            claim_policy: ClaimPolicy::LatestExpiryFirst,
            claim_rules: ClaimRules::default(),
            renew_before_days: 3,
            reserve_days: 7,
            min_release_days: 2,
            purchases_on: true,
            renewals_on: false,
            release_counts_as_change: None,
            settle: Duration::from_secs(60),
            in_flight_limit: 1,
            min_interval: Duration::from_millis(1500),
            shortest_renewals: true,
            log_in: LogIn::Session,
            after_settle: AfterSettle::OrderAgain,
        };
        let mut tx = db.begin().await.unwrap();
        let new = NewModule {
            kind: ModuleKind::Billmanager,
            name: "License server",
            url: "https://remote.example.com/billmgr",
            username: "reseller",
            password: &password,
            datacenter: "",
            department: "",
            sort: 1,
            min_balance_e4: None,
            created_at_ms: 1,
        };
        let id = modules::insert(&mut tx, &new).await.unwrap();
        license_server::insert(&mut tx, id, &settings).await.unwrap();
        license_server::set_release_counts_as_change(&mut tx, id, false).await.unwrap();
        assert!(modules::set_state(&mut tx, id, ModuleState::Suspended).await.unwrap());
        tx.commit().await.unwrap();

        let module = modules::find(db, id).await.unwrap().unwrap();
        let opened = keyring.open(PASSWORD_COLUMN, &module.password).unwrap();
        assert_eq!(opened.expose_secret(), "hunter2");
        assert_eq!((module.state, module.version), (ModuleState::Suspended, 2));
        let kept = license_server::find(db, id).await.unwrap().unwrap();
        assert_eq!(kept, LicenseServer { release_counts_as_change: Some(false), ..settings });
        assert_eq!(vm_server::find(db, id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_failed_read_leaves_the_last_good_answer() {
    on_both(async |db| {
        let id = rows::module(db, ModuleKind::Billmanager, 1).await;
        let balance = serde_json::json!({ "balance": "913.9286" });
        let mut tx = db.begin().await.unwrap();
        module_reads::save_error(&mut tx, id, "balance", "no route", 5).await.unwrap();
        module_reads::save(&mut tx, id, "balance", &balance, 10).await.unwrap();
        tx.commit().await.unwrap();
        let read = module_reads::find(db, id, "balance").await.unwrap().unwrap();
        assert_eq!((read.value, read.error), (Some((balance.clone(), 10)), None));

        let mut tx = db.begin().await.unwrap();
        module_reads::save_error(&mut tx, id, "balance", "wrong password", 20).await.unwrap();
        tx.commit().await.unwrap();
        let [(module, read)] = module_reads::list(db, "balance").await.unwrap().try_into().unwrap();
        assert_eq!(module, id);
        assert_eq!(read.value, Some((balance, 10)));
        assert_eq!(read.error, Some(("wrong password".to_owned(), 20)));
    })
    .await;
}

#[tokio::test]
async fn a_price_list_is_replaced_as_a_whole() {
    on_both(async |db| {
        let one = rows::module(db, ModuleKind::Billmanager, 1).await;
        let other = rows::module(db, ModuleKind::Billmanager, 2).await;
        let row = |plan: &str, months, e4| PriceListRow {
            plan_code: code(plan),
            period: Period::months(months),
            name: "ispmanager lite".to_owned(),
            cost: RemoteMoney::new(e4, Currency::EUR),
        };
        let replace = async |module: ModuleId, rows: &[PriceListRow]| {
            let mut tx = db.begin().await.unwrap();
            price_list::replace(&mut tx, module, rows).await.unwrap();
            tx.commit().await.unwrap();
        };
        replace(one, &[row("55227", 1, 47_000), row("55228", 1, 90_000)]).await;
        replace(other, &[row("55227", 1, 1)]).await;
        let new = [row("55227", 1, 50_000), row("55227", 12, 9_139_286)];
        replace(one, &new).await;
        assert_eq!(price_list::list(db, one).await.unwrap(), new);
        assert_eq!(price_list::of_plan(db, one, &code("55227")).await.unwrap(), new);
        assert!(price_list::of_plan(db, one, &code("55228")).await.unwrap().is_empty());
        assert_eq!(price_list::list(db, other).await.unwrap(), [row("55227", 1, 1)]);
    })
    .await;
}

#[tokio::test]
async fn a_product_is_its_plan_codes_and_add_ons() {
    on_both(async |db| {
        let addons = [("55236".to_owned(), 1)].into();
        let mut tx = db.begin().await.unwrap();
        let new = NewProduct {
            name: "BILLmanager 6",
            function_prefix: FunctionPrefix::Soft,
            addons: &addons,
            plan_codes: &[code("55384"), code("55382")],
        };
        let id = products::insert(&mut tx, &new).await.unwrap();
        let empty = NewProduct { name: "A product", plan_codes: &[], ..new };
        products::insert(&mut tx, &empty).await.unwrap();
        tx.commit().await.unwrap();
        let product = products::find(db, id).await.unwrap().unwrap();
        assert_eq!((product.function_prefix, &product.addons), (FunctionPrefix::Soft, &addons));
        assert_eq!(product.plan_codes, [code("55382"), code("55384")]);
        let all = products::list(db).await.unwrap();
        assert_eq!(
            all.iter().map(|product| product.name.as_str()).collect::<Vec<_>>(),
            ["A product", "BILLmanager 6"]
        );
        assert_eq!(all.get(1), Some(&product));
    })
    .await;
}

#[tokio::test]
async fn one_case_has_one_alignment_rule() {
    on_both(async |db| {
        let module = rows::module(db, ModuleKind::Billmanager, 1).await;
        let tariff = rows::tariff(db, "VPS Start").await;
        let add = async |source, tariff| {
            let mut tx = db.begin().await?;
            let (source, into) = (Period::months(source), Period::months(12));
            let id = alignment_rules::insert(&mut tx, module, source, into, tariff).await?;
            tx.commit().await?;
            Ok::<_, store::Error>(id)
        };
        add(1, Some(tariff)).await.unwrap();
        let general = add(1, None).await.unwrap();
        assert!(add(1, None).await.unwrap_err().violates(RULE_GENERAL));
        let repeated = add(1, Some(tariff)).await.unwrap_err();
        assert!(repeated.violates(RULE_OF_TARIFF) && !repeated.violates(RULE_GENERAL));
        let rules = alignment_rules::list(db, module).await.unwrap();
        assert_eq!(rules.iter().map(|rule| rule.tariff).collect::<Vec<_>>(), [None, Some(tariff)]);
        assert_eq!(rules.first().map(|rule| rule.id), Some(general));
    })
    .await;
}

/// A tariff with two panels, one of them turned off and without a price for three months.
async fn panel_tariff(db: &Db) -> domain::TariffId {
    let tariff = rows::tariff(db, "VPS Start").await;
    let mut tx = db.begin().await.unwrap();
    let list = enumerations::insert(&mut tx, "Server control panel", "server_control_panel").await.unwrap();
    let product = NewProduct {
        name: "ispmanager lite",
        function_prefix: FunctionPrefix::Soft,
        addons: &domain::pool::Addons::new(),
        plan_codes: &[code("55227")],
    };
    let product = products::insert(&mut tx, &product).await.unwrap();
    let value = |name, plan_code, product_id, sort| NewValue {
        enumeration_id: list,
        name,
        plan_code,
        product_id,
        sort,
    };
    let (lite, none) = (code("55227"), PlanCode::no_panel());
    let second = value("ispmanager lite", &lite, Some(product), 2);
    let second = enumerations::insert_value(&mut tx, &second).await.unwrap();
    let first = value("No control panel", &none, None, 1);
    let first = enumerations::insert_value(&mut tx, &first).await.unwrap();
    let option = NewOption {
        tariff_id: tariff,
        name: "Control panel",
        intname: "panel",
        enumeration_id: list,
        default_value_id: Some(first),
    };
    let option = options::insert(&mut tx, &option).await.unwrap();
    options::insert_value(&mut tx, option, second, false).await.unwrap();
    options::insert_value(&mut tx, option, first, true).await.unwrap();
    options::insert_price(&mut tx, option, first, &price(3, 0, 0)).await.unwrap();
    options::insert_price(&mut tx, option, first, &price(1, 0, 0)).await.unwrap();
    options::insert_price(&mut tx, option, second, &price(1, 500, 100)).await.unwrap();
    periods::insert(&mut tx, tariff, &price(3, 3_000, 0)).await.unwrap();
    periods::insert(&mut tx, tariff, &price(1, 1_100, 200)).await.unwrap();
    let system = |code: &str, name: &str| System { code: code.to_owned(), name: name.to_owned() };
    systems::insert(&mut tx, tariff, &system("2", "Ubuntu 24.04"), 2).await.unwrap();
    systems::insert(&mut tx, tariff, &system("7", "Debian 12"), 1).await.unwrap();
    tx.commit().await.unwrap();
    tariff
}

#[tokio::test]
async fn an_offer_is_everything_that_can_be_chosen_with_a_tariff() {
    on_both(async |db| {
        let tariff = panel_tariff(db).await;
        let late = rows::module(db, ModuleKind::Vmmanager6, 9).await;
        let early = rows::module(db, ModuleKind::Vmmanager6, 1).await;
        let mut tx = db.begin().await.unwrap();
        tariffs::modules::insert(&mut tx, tariff, late).await.unwrap();
        tariffs::modules::insert(&mut tx, tariff, early).await.unwrap();
        tx.commit().await.unwrap();

        let found = offer::find(db, tariff).await.unwrap().unwrap();
        assert_eq!(found.tariff.details, rows::tariff_details("VPS Start"));
        assert_eq!(found.periods, [price(1, 1_100, 200), price(3, 3_000, 0)]);
        let systems: Vec<&str> = found.systems.iter().map(|system| system.name.as_str()).collect();
        assert_eq!(systems, ["Debian 12", "Ubuntu 24.04"]);
        let [none, lite] = &found.values[..] else { panic!("{:?}", found.values) };
        assert!(none.plan_code.is_no_panel() && none.available && none.product_id.is_none());
        assert_eq!(none.prices, [price(1, 0, 0), price(3, 0, 0)]);
        assert_eq!((lite.name.as_str(), lite.available), ("ispmanager lite", false));
        assert_eq!(lite.prices, [price(1, 500, 100)]);
        assert_eq!(found.options.len(), 1);
        assert_eq!(found.vm_module_id, Some(early));

        let mut tx = db.begin().await.unwrap();
        modules::set_state(&mut tx, early, ModuleState::Suspended).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(offer::find(db, tariff).await.unwrap().unwrap().vm_module_id, Some(late));
    })
    .await;
}

#[tokio::test]
async fn a_tariff_that_is_off_is_not_for_sale() {
    on_both(async |db| {
        let on = panel_tariff(db).await;
        let off = rows::tariff(db, "Old VPS").await;
        let mut tx = db.begin().await.unwrap();
        periods::insert(&mut tx, off, &price(1, 100, 0)).await.unwrap();
        assert!(tariffs::set_enabled(&mut tx, off, false).await.unwrap());
        tx.commit().await.unwrap();
        let for_sale = tariffs::list_enabled(db).await.unwrap();
        assert_eq!(for_sale.iter().map(|tariff| tariff.id).collect::<Vec<_>>(), [on]);
        let prices = periods::list_enabled(db).await.unwrap();
        assert_eq!(prices, [(on, price(1, 1_100, 200)), (on, price(3, 3_000, 0))]);
        let all = tariffs::list(db).await.unwrap();
        assert_eq!(all.iter().map(|tariff| tariff.details.enabled).collect::<Vec<_>>(), [true, false]);
    })
    .await;
}
