//! Tariff plans as staff list, edit, copy and delete them.

use domain::recipe::RecipeParams;
use domain::{Currency, ModuleKind, Period, PlanCode, RemoteId, TariffId, ValueId};
use store::enumerations::NewValue;
use store::products::{FunctionPrefix, NewProduct};
use store::tariffs::options::NewOption;
use store::tariffs::periods::Price;
use store::tariffs::recipes::{Recipe, Run};
use store::tariffs::staff_list::{self, Line, SortBy, Wanted};
use store::tariffs::systems::System;
use store::tariffs::uses::{self, TariffUse};
use store::tariffs::{Details, Preset, modules, offer, options, panels, periods, recipes, systems};
use store::{Db, alignment_rules, enumerations, products, services, tariffs};

use crate::support::{on_both, rows};

const EVERYTHING: Wanted<'static> =
    Wanted { search: "", enabled: None, sort: SortBy::Sort, descending: false, limit: 50, offset: 0 };

fn price(code: i32, cost: i64, setup: i64) -> Price {
    Price { period: Period::from_code(code).unwrap(), cost: rows::euros(cost), setup: rows::euros(setup) }
}

async fn add(db: &Db, details: &Details) -> TariffId {
    let mut tx = db.begin().await.unwrap();
    let id = tariffs::insert(&mut tx, details).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn sell(db: &Db, id: TariffId, prices: &[Price]) {
    let mut tx = db.begin().await.unwrap();
    periods::replace(&mut tx, id, prices).await.unwrap();
    tx.commit().await.unwrap();
}

async fn lines(db: &Db, wanted: Wanted<'_>) -> Vec<Line> {
    staff_list::page(db, &wanted).await.unwrap()
}

async fn names(db: &Db, wanted: Wanted<'_>) -> Vec<String> {
    lines(db, wanted).await.into_iter().map(|line| line.name).collect()
}

/// Adds the option *Control panel license* with two panels and none; returns the panels' values.
async fn add_panels(db: &Db, tariff: TariffId) -> [ValueId; 3] {
    let mut tx = db.begin().await.unwrap();
    let list = enumerations::insert(&mut tx, "Server control panel", "server_control_panel").await.unwrap();
    let product = NewProduct {
        name: "ispmanager lite",
        function_prefix: FunctionPrefix::Soft,
        addons: &domain::pool::Addons::new(),
        plan_codes: &[PlanCode::parse("55227").unwrap()],
    };
    let product = products::insert(&mut tx, &product).await.unwrap();
    let mut values = Vec::new();
    for (sort, code) in (1..).zip(["nopanel", "55228", "55227"]) {
        let plan_code = PlanCode::parse(code).unwrap();
        let product_id = (!plan_code.is_no_panel()).then_some(product);
        let new =
            NewValue { enumeration_id: list, name: code, plan_code: &plan_code, product_id, sort: 10 - sort };
        values.push(enumerations::insert_value(&mut tx, &new).await.unwrap());
    }
    let values: [ValueId; 3] = values.try_into().unwrap();
    let option = NewOption {
        tariff_id: tariff,
        name: "Control panel",
        intname: "panel",
        enumeration_id: list,
        default_value_id: values.first().copied(),
    };
    let option = options::insert(&mut tx, &option).await.unwrap();
    for (value, cost) in values.into_iter().zip([0, 100, 200]) {
        options::insert_value(&mut tx, option, value, cost != 200).await.unwrap();
        options::insert_price(&mut tx, option, value, &price(1, cost, 5)).await.unwrap();
    }
    tx.commit().await.unwrap();
    values
}

#[tokio::test]
async fn tariffs_are_searched_filtered_and_paged() {
    on_both(async |db| {
        let start = add(db, &rows::tariff_details("VPS Start")).await;
        let off = Details { enabled: false, sort: 2, ..rows::tariff_details("Сервер") };
        let off = add(db, &off).await;
        let dear = Details { sort: 3, provider: "Other 100%".to_owned(), ..rows::tariff_details("vps Max") };
        add(db, &dear).await;
        sell(db, start, &[price(12, 5_000, 0), price(-100, 0, 0), price(3, 1_200, 100)]).await;
        sell(db, off, &[price(0, 9_900, 0)]).await;

        let all = lines(db, EVERYTHING).await;
        assert_eq!(all.iter().map(|line| line.enabled).collect::<Vec<_>>(), [true, false, true]);
        let costs: Vec<_> = all.iter().map(|line| line.cost).collect();
        assert_eq!(costs, [Some(price(3, 1_200, 100)), Some(price(0, 9_900, 0)), None]);
        assert_eq!(names(db, Wanted { search: "VPS", ..EVERYTHING }).await, ["VPS Start", "vps Max"]);
        assert_eq!(names(db, Wanted { search: "СЕРВЕР", ..EVERYTHING }).await, ["Сервер"]);
        assert_eq!(names(db, Wanted { search: "100%", ..EVERYTHING }).await, ["vps Max"]);
        let by_number = off.to_string();
        assert_eq!(names(db, Wanted { search: &by_number, ..EVERYTHING }).await, ["Сервер"]);
        let disabled = Wanted { enabled: Some(false), ..EVERYTHING };
        assert_eq!(names(db, disabled.clone()).await, ["Сервер"]);
        assert_eq!(staff_list::count(db, &disabled).await.unwrap(), 1);
        assert_eq!(staff_list::count(db, &EVERYTHING).await.unwrap(), 3);
        let second = Wanted { limit: 1, offset: 1, ..EVERYTHING };
        assert_eq!(names(db, second).await, ["Сервер"]);
    })
    .await;
}

#[tokio::test]
async fn every_way_to_sort_has_an_order_and_its_reverse() {
    on_both(async |db| {
        for (name, sort, cost) in [("B", 2, 300), ("a", 1, 200), ("C", 3, 100)] {
            let id = add(db, &Details { sort, enabled: sort != 2, ..rows::tariff_details(name) }).await;
            sell(db, id, &[price(1, cost, 0)]).await;
        }
        for (sort, expected) in [
            (SortBy::Id, ["B", "a", "C"]),
            (SortBy::Name, ["a", "B", "C"]),
            (SortBy::Provider, ["a", "B", "C"]),
            (SortBy::Cost, ["C", "a", "B"]),
            (SortBy::Sort, ["a", "B", "C"]),
            (SortBy::State, ["B", "a", "C"]),
        ] {
            assert_eq!(names(db, Wanted { sort, ..EVERYTHING }).await, expected, "{sort:?}");
            let mut turned = names(db, Wanted { sort, descending: true, ..EVERYTHING }).await;
            turned.reverse();
            assert_eq!(turned, expected, "{sort:?} descending");
        }
    })
    .await;
}

#[tokio::test]
async fn a_line_names_the_modules_and_whether_there_are_panels() {
    on_both(async |db| {
        let id = rows::tariff(db, "VPS Start").await;
        let bare = rows::tariff(db, "Bare").await;
        add_panels(db, id).await;
        let second = rows::module(db, ModuleKind::Vmmanager6, 2).await;
        let first = rows::module(db, ModuleKind::Vmmanager6, 1).await;
        let mut tx = db.begin().await.unwrap();
        modules::replace(&mut tx, id, &[second]).await.unwrap();
        modules::replace(&mut tx, id, &[second, first]).await.unwrap();
        tx.commit().await.unwrap();
        let [line, other] = &lines(db, EVERYTHING).await[..] else { panic!("two lines") };
        assert_eq!((line.modules.as_str(), line.has_panels), ("A module, A module", true));
        assert_eq!((other.id, other.modules.as_str(), other.has_panels), (bare, "", false));
        assert_eq!(modules::list(db, id).await.unwrap(), [first, second]);
        let choices = modules::choices(db).await.unwrap();
        assert_eq!(choices.iter().map(|choice| choice.id).collect::<Vec<_>>(), [first, second]);
    })
    .await;
}

#[tokio::test]
async fn a_tariff_is_written_only_as_it_was_read() {
    on_both(async |db| {
        let id = rows::tariff(db, "VPS Start").await;
        let preset = Some(Preset { id: RemoteId::new("2"), name: "medium".to_owned() });
        let new = Details { preset, sort: 7, enabled: false, ..rows::tariff_details("VPS Middle") };
        let mut tx = db.begin().await.unwrap();
        assert!(!tariffs::update(&mut tx, (id, 9), &new).await.unwrap());
        assert!(tariffs::update(&mut tx, (id, 1), &new).await.unwrap());
        tx.commit().await.unwrap();
        let kept = tariffs::find(db, id).await.unwrap().unwrap();
        assert_eq!((&kept.details, kept.version), (&new, 2));
        assert_eq!(names(db, Wanted { search: "middle", ..EVERYTHING }).await, ["VPS Middle"]);
        assert_eq!(kept.details.sold().preset_id, Some(RemoteId::new("2")));
    })
    .await;
}

#[tokio::test]
async fn a_copy_has_everything_that_stands_under_the_original() {
    on_both(async |db| {
        let id = rows::tariff(db, "VPS Start").await;
        let [_, pro, lite] = add_panels(db, id).await;
        let module = rows::module(db, ModuleKind::Vmmanager6, 1).await;
        let run = Run {
            recipe_id: RemoteId::new("1"),
            name: "ispmanager 6".to_owned(),
            params: "KEY={license_key}".parse().unwrap(),
        };
        let automatic = Recipe { value_id: pro, run: Some(run), steps: String::new() };
        let by_client = Recipe { value_id: lite, run: None, steps: "Log in\nRun it".to_owned() };
        let mut tx = db.begin().await.unwrap();
        modules::replace(&mut tx, id, &[module]).await.unwrap();
        periods::replace(&mut tx, id, &[price(1, 490, 0), price(12, 5_000, 10)]).await.unwrap();
        let system = System { code: "7".to_owned(), name: "Debian 12".to_owned() };
        systems::replace(&mut tx, id, &[system]).await.unwrap();
        recipes::replace(&mut tx, id, &[automatic.clone(), by_client.clone()]).await.unwrap();
        let details = Details { enabled: false, ..rows::tariff_details("VPS Start 2") };
        let copy = tariffs::insert(&mut tx, &details).await.unwrap();
        tariffs::copy_parts(&mut tx, id, copy).await.unwrap();
        tx.commit().await.unwrap();

        let (original, copied) =
            (offer::find(db, id).await.unwrap().unwrap(), offer::find(db, copy).await.unwrap().unwrap());
        assert_eq!(copied.tariff.details, details);
        assert_eq!((copied.periods, copied.systems), (original.periods, original.systems));
        assert_eq!(copied.vm_module_id, Some(module));
        let [option] = &copied.options[..] else { panic!("{:?}", copied.options) };
        assert_ne!(Some(option.id), original.options.first().map(|option| option.id));
        let values = |values: Vec<options::OptionValue>| -> Vec<_> {
            values.into_iter().map(|value| (value.value_id, value.available, value.prices)).collect()
        };
        assert_eq!(values(copied.values).len(), 3);
        assert_eq!(values(options::values(db, copy, Currency::EUR).await.unwrap()), values(original.values));
        assert_eq!(recipes::list(db, copy).await.unwrap(), [automatic, by_client]);
    })
    .await;
}

#[tokio::test]
async fn recipes_are_replaced_as_a_whole_and_found_by_their_panel() {
    on_both(async |db| {
        let id = rows::tariff(db, "VPS Start").await;
        let [_, pro, lite] = add_panels(db, id).await;
        let params: RecipeParams = "KEY={license_key}\nHOST={host_name}".parse().unwrap();
        let run = Run { recipe_id: RemoteId::new("4"), name: "ispmanager".to_owned(), params };
        let recipe = Recipe { value_id: pro, run: Some(run), steps: "By hand".to_owned() };
        let other = Recipe { value_id: lite, run: None, steps: String::new() };
        let mut tx = db.begin().await.unwrap();
        recipes::replace(&mut tx, id, std::slice::from_ref(&other)).await.unwrap();
        recipes::replace(&mut tx, id, std::slice::from_ref(&recipe)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(recipes::find(db, id, pro).await.unwrap(), Some(recipe));
        assert_eq!(recipes::find(db, id, lite).await.unwrap(), None);
        let panels = panels::list(db, id).await.unwrap();
        assert_eq!(panels.iter().map(|panel| panel.value_id).collect::<Vec<_>>(), [pro], "what is on");
        assert!(panels::enumeration(db, id).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn what_uses_a_tariff_is_named_and_counted() {
    on_both(async |db| {
        let id = rows::tariff(db, "VPS Start").await;
        assert_eq!(uses::count(db, id).await.unwrap(), 0);
        let license_server = rows::module(db, ModuleKind::Billmanager, 1).await;
        let client = rows::client(db, "Client").await;
        let first = rows::service(db, client, id, "one.example.com").await;
        let second = rows::service(db, client, id, "two.example.com").await;
        let mut tx = db.begin().await.unwrap();
        let (month, year) = (Period::months(1), Period::months(12));
        alignment_rules::insert(&mut tx, license_server, month, year, Some(id)).await.unwrap();
        tx.commit().await.unwrap();
        let service =
            |id: domain::ServiceId, name: &str| TariffUse::Service { id: id.get(), name: name.into() };
        let rule = TariffUse::Rule { module: license_server.get(), name: "A module".to_owned() };
        let all = [rule, service(second, "two.example.com"), service(first, "one.example.com")];
        assert_eq!(uses::first(db, id, 5).await.unwrap(), all);
        assert_eq!(uses::first(db, id, 2).await.unwrap(), all[..2]);
        assert_eq!(uses::count(db, id).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_tariff_goes_with_everything_that_stands_under_it() {
    on_both(async |db| {
        let id = rows::tariff(db, "VPS Start").await;
        add_panels(db, id).await;
        sell(db, id, &[price(1, 490, 0)]).await;
        let mut tx = db.begin().await.unwrap();
        assert!(tariffs::delete(&mut tx, id).await.unwrap());
        assert!(!tariffs::delete(&mut tx, id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(offer::find(db, id).await.unwrap(), None);
        assert!(periods::list(db, id, Currency::EUR).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_price_of_any_kind_fixes_the_currency() {
    on_both(async |db| {
        let id = rows::tariff(db, "VPS Start").await;
        assert!(!uses::fix_currency(db, id).await.unwrap());
        sell(db, id, &[price(1, 490, 0)]).await;
        assert!(uses::fix_currency(db, id).await.unwrap());
        sell(db, id, &[]).await;
        assert!(!uses::fix_currency(db, id).await.unwrap());
        add_panels(db, id).await;
        assert!(uses::fix_currency(db, id).await.unwrap(), "a panel has a price");
    })
    .await;
}

#[tokio::test]
async fn a_service_keeps_what_it_was_sold() {
    on_both(async |db| {
        let tariff = rows::tariff(db, "VPS Start").await;
        let client = rows::client(db, "Client").await;
        let id = rows::service(db, client, tariff, "one.example.com").await;
        let preset = Some(Preset { id: RemoteId::new("2"), name: "medium".to_owned() });
        let larger = Details {
            cpu_number: 64,
            ram_mib: 65_536,
            preset,
            suspend_release_days: 30,
            ..rows::tariff_details("VPS Huge")
        };
        let mut tx = db.begin().await.unwrap();
        assert!(tariffs::update(&mut tx, (tariff, 1), &larger).await.unwrap());
        tx.commit().await.unwrap();
        let service = services::find(db, id).await.unwrap().unwrap();
        assert_eq!(service.sold, rows::tariff_details("VPS Start").sold());
        assert_eq!(service.tariff_name, "VPS Start");
    })
    .await;
}
