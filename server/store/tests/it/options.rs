//! Options of tariffs: every kind, their price grid, and what services have of them.

use domain::option::{BillingType, Limits, OptionKind, ValueType};
use domain::pool::Addons;
use domain::{Currency, EnumerationId, Period, PlanCode, TariffId, ValueId};
use store::enumerations::NewValue;
use store::products::{FunctionPrefix, NewProduct};
use store::services::options::ServiceOption;
use store::tariffs::options::grid::{self, GridValue, Wanted};
use store::tariffs::options::{self, Choice, Details, ONE_PANEL, OPTION_NAME, unit_prices, uses};
use store::tariffs::periods::Price;
use store::{Db, Error, enumerations, products, services};

use crate::support::{on_both, rows};

fn price(months: u16, cost: i64, setup: i64) -> Price {
    Price { period: Period::months(months), cost: rows::euros(cost), setup: rows::euros(setup) }
}

fn number(intname: &str) -> Details {
    let limits = Limits { default: 2, included: 1, minimum: 1, maximum: 9, step: 1 };
    Details {
        kind: OptionKind::ExtraAddresses,
        billing: BillingType::PerPeriod,
        name: "Addresses".to_owned(),
        intname: intname.to_owned(),
        choice: Choice::Amount { value_type: ValueType::Integer, limits, unit: "pcs".to_owned() },
        sort: 5,
    }
}

fn panels(enumeration: EnumerationId, intname: &str) -> Details {
    Details {
        kind: OptionKind::PanelLicense,
        billing: BillingType::NotCharged,
        choice: Choice::Value { enumeration, default: None },
        sort: 9,
        ..number(intname)
    }
}

/// A list of so many values, named and coded by their places.
async fn list(db: &Db, count: i64) -> (EnumerationId, Vec<ValueId>) {
    let mut tx = db.begin().await.unwrap();
    let list = enumerations::insert(&mut tx, "Panels", "panels").await.unwrap();
    let product = NewProduct {
        name: "Panel",
        function_prefix: FunctionPrefix::Soft,
        addons: &Addons::new(),
        plan_codes: &[],
    };
    products::insert(&mut tx, &product).await.unwrap();
    let mut ids = Vec::new();
    for place in 1..=count {
        ids.push(value(&mut tx, list, place).await);
    }
    tx.commit().await.unwrap();
    (list, ids)
}

async fn value(tx: &mut store::Tx, list: EnumerationId, place: i64) -> ValueId {
    let product_id = products::list(&mut *tx).await.unwrap().first().map(|product| product.id);
    let code = PlanCode::parse(&(50_000 + place).to_string()).unwrap();
    let name = format!("Панель {place}");
    let new = NewValue { enumeration_id: list, name: &name, plan_code: &code, product_id, sort: place };
    enumerations::insert_value(tx, &new).await.unwrap()
}

async fn tariff(db: &Db) -> TariffId {
    rows::tariff(db, "VPS Start").await
}

#[tokio::test]
async fn an_option_of_each_kind_is_kept_as_it_was_told() {
    on_both(async |db| {
        let (tariff, (list, values)) = (tariff(db).await, list(db, 1).await);
        let mut tx = db.begin().await.unwrap();
        let panel = options::add(&mut tx, tariff, &panels(list, "panel")).await.unwrap();
        let addresses = options::add(&mut tx, tariff, &number("addresses")).await.unwrap();
        tx.commit().await.unwrap();
        let kept = options::list(db, tariff).await.unwrap();
        let kept: Vec<_> = kept.into_iter().map(|option| (option.id, option.details)).collect();
        assert_eq!(kept, [(addresses, number("addresses")), (panel, panels(list, "panel"))]);

        let default = values.first().copied();
        let other = Details { choice: Choice::Value { enumeration: list, default }, ..panels(list, "other") };
        let mut tx = db.begin().await.unwrap();
        options::hold(&mut tx, panel).await.unwrap();
        options::update(&mut tx, panel, &other).await.unwrap();
        options::set_enabled(&mut tx, panel, false).await.unwrap();
        tx.commit().await.unwrap();
        let found = options::find(db, panel).await.unwrap().unwrap();
        assert_eq!((found.details, found.enabled, found.version), (other, false, 3));

        let mut tx = db.begin().await.unwrap();
        options::delete(&mut tx, panel).await.unwrap();
        assert!(matches!(options::hold(&mut tx, panel).await, Err(Error::Stale(_))));
        tx.commit().await.unwrap();
        assert_eq!(options::find(db, panel).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_tariff_has_each_name_once_and_one_panel_option() {
    on_both(async |db| {
        let (tariff, (list, _)) = (tariff(db).await, list(db, 1).await);
        let add = async |details: Details| {
            let mut tx = db.begin().await?;
            let id = options::add(&mut tx, tariff, &details).await?;
            tx.commit().await?;
            Ok::<_, Error>(id)
        };
        add(panels(list, "panel")).await.unwrap();
        let name = add(number("panel")).await.unwrap_err();
        assert!(name.violates(OPTION_NAME) && !name.violates(ONE_PANEL), "{name:?}");
        let panel = add(panels(list, "other")).await.unwrap_err();
        assert!(panel.violates(ONE_PANEL) && !panel.violates(OPTION_NAME), "{panel:?}");
    })
    .await;
}

fn places(page: &[GridValue]) -> Vec<&str> {
    page.iter().map(|value| value.name.trim_start_matches("Панель ")).collect()
}

#[tokio::test]
async fn a_grid_is_read_by_pages_and_a_value_that_came_later_is_off() {
    on_both(async |db| {
        let (tariff, (list, values)) = (tariff(db).await, list(db, 25).await);
        let mut tx = db.begin().await.unwrap();
        let option = options::add(&mut tx, tariff, &panels(list, "panel")).await.unwrap();
        grid::fill(&mut tx, option, list).await.unwrap();
        let late = value(&mut tx, list, 26).await;
        let prices = [(values[0], price(12, 2, 0)), (values[0], price(1, 1, 9)), (values[2], price(1, 3, 0))];
        grid::put_prices(&mut tx, option, &prices).await.unwrap();
        tx.commit().await.unwrap();
        let all = Wanted { option, enumeration: list, search: "", available: None, offset: 0, limit: 3 };
        let page = async |wanted: &Wanted<'_>| grid::page(db, wanted, Currency::EUR).await.unwrap();
        let first = page(&all).await;
        assert_eq!(places(&first), ["1", "2", "3"]);
        assert_eq!(first[0].prices, [price(1, 1, 9), price(12, 2, 0)]);
        assert_eq!((first[1].prices.len(), first[2].prices.len()), (0, 1));
        let last = page(&Wanted { offset: 24, ..all.clone() }).await;
        assert_eq!(places(&last), ["25", "26"]);
        assert_eq!((last[1].value_id, last[1].available), (late, false));
        let off = Wanted { available: Some(false), ..all.clone() };
        assert_eq!((places(&page(&off).await), grid::count(db, &off).await.unwrap()), (vec!["26"], 1));
        let found = Wanted { search: "ПАНЕЛЬ 2", ..all.clone() };
        assert_eq!(grid::count(db, &found).await.unwrap(), 8);
        assert_eq!(places(&page(&Wanted { search: "50007", ..all }).await), ["7"]);
    })
    .await;
}

#[tokio::test]
async fn a_grid_is_written_in_few_statements_whatever_was_there() {
    on_both(async |db| {
        let (tariff, (list, values)) = (tariff(db).await, list(db, 450).await);
        let mut tx = db.begin().await.unwrap();
        let option = options::add(&mut tx, tariff, &panels(list, "panel")).await.unwrap();
        let on: Vec<_> = values.iter().map(|id| (*id, true)).collect();
        grid::set_available(&mut tx, option, &on).await.unwrap();
        grid::set_available(&mut tx, option, &[(values[1], false)]).await.unwrap();
        let put: Vec<_> =
            values.iter().flat_map(|id| [(*id, price(1, 5, 0)), (*id, price(3, 6, 1))]).collect();
        grid::put_prices(&mut tx, option, &put).await.unwrap();
        grid::put_prices(&mut tx, option, &[(values[1], price(3, 7, 0))]).await.unwrap();
        let gone = [(values[0], Period::months(1)), (values[2], Period::months(3))];
        grid::remove_prices(&mut tx, option, &gone).await.unwrap();
        grid::put_prices(&mut tx, option, &[]).await.unwrap();
        tx.commit().await.unwrap();
        let read = grid::of_values(db, option, &values[..3], Currency::EUR).await.unwrap();
        let prices: Vec<_> = read.iter().map(|value| value.prices.clone()).collect();
        assert_eq!(
            prices,
            [vec![price(3, 6, 1)], vec![price(1, 5, 0), price(3, 7, 0)], vec![price(1, 5, 0)]]
        );
        assert_eq!(read.iter().map(|value| value.available).collect::<Vec<_>>(), [true, false, true]);
        let [extent] = uses::extents(db, tariff).await.unwrap()[..] else { panic!("one option") };
        assert_eq!((extent.available, extent.prices), (449, 898));
        assert_eq!(grid::names(db, list).await.unwrap().len(), 450);
    })
    .await;
}

#[tokio::test]
async fn what_a_unit_costs_is_kept_by_period() {
    on_both(async |db| {
        let tariff = tariff(db).await;
        let mut tx = db.begin().await.unwrap();
        let option = options::add(&mut tx, tariff, &number("addresses")).await.unwrap();
        for price in [price(12, 20, 0), price(1, 2, 0), price(1, 3, 1), price(3, 5, 0)] {
            unit_prices::put(&mut tx, option, &price).await.unwrap();
        }
        unit_prices::remove(&mut tx, option, Period::months(3)).await.unwrap();
        tx.commit().await.unwrap();
        let kept = [price(1, 3, 1), price(12, 20, 0)];
        assert_eq!(unit_prices::list(db, option, Currency::EUR).await.unwrap(), kept);
        let of_tariff = unit_prices::of_tariff(db, tariff, Currency::EUR).await.unwrap();
        assert_eq!(of_tariff, kept.map(|price| (option, price)));
    })
    .await;
}

#[tokio::test]
async fn a_service_keeps_what_it_was_ordered_with_and_keeps_its_options() {
    on_both(async |db| {
        let (tariff, (list, _)) = (tariff(db).await, list(db, 1).await);
        let client = rows::client(db, "Client").await;
        let service = rows::service(db, client, tariff, "web.example.com").await;
        let mut tx = db.begin().await.unwrap();
        let option = options::add(&mut tx, tariff, &number("addresses")).await.unwrap();
        let panel = options::add(&mut tx, tariff, &panels(list, "panel")).await.unwrap();
        let has = ServiceOption {
            option_id: Some(option),
            intname: "addresses".to_owned(),
            kind: OptionKind::ExtraAddresses,
            name: "Addresses".to_owned(),
            unit: "pcs".to_owned(),
            amount: 3,
        };
        services::options::insert(&mut tx, service, std::slice::from_ref(&has)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(services::options::list(db, service).await.unwrap(), std::slice::from_ref(&has));
        let used = (vec![(service, "web.example.com".to_owned())], 1);
        assert_eq!(uses::services(db, option, 5).await.unwrap(), used);
        assert_eq!(uses::services(db, panel, 5).await.unwrap(), used, "its tariff's panels are renewed too");

        let mut tx = db.begin().await.unwrap();
        services::set_deleted(&mut tx, service, 9).await.unwrap();
        options::delete(&mut tx, option).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(uses::services(db, panel, 5).await.unwrap(), (Vec::new(), 0));
        let kept = ServiceOption { option_id: None, ..has };
        assert_eq!(services::options::list(db, service).await.unwrap(), [kept]);
    })
    .await;
}
