//! Enumerations, their values in order, product groups, and what uses them.

use domain::pool::Addons;
use domain::{Currency, EnumerationId, ModuleKind, Period, PlanCode, ProductId, RemoteMoney, ValueId};
use store::enumerations::uses::UsedBy;
use store::enumerations::value_list::{Sold, SortBy as ValuesSort, Wanted as ValuesWanted};
use store::enumerations::{NewValue, list, uses, value_list};
use store::price_list::PriceListRow;
use store::products::{FunctionPrefix, NewProduct};
use store::tariffs::options;
use store::{Db, enumerations, price_list, products};

use crate::support::{on_both, rows};

const VALUES: ValuesWanted<'static> =
    ValuesWanted { search: "", sold: None, sort: ValuesSort::Order, descending: false, limit: 50, offset: 0 };

fn code(text: &str) -> PlanCode {
    PlanCode::parse(text).unwrap()
}

async fn new_list(db: &Db, intname: &str) -> EnumerationId {
    let mut tx = db.begin().await.unwrap();
    let id = enumerations::insert(&mut tx, "Server control panel", intname).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn product(db: &Db, name: &str) -> ProductId {
    let mut tx = db.begin().await.unwrap();
    let new = NewProduct {
        name,
        function_prefix: FunctionPrefix::Soft,
        addons: &[("55236".to_owned(), 3)].into(),
        plan_codes: &[code("55230")],
    };
    let id = products::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Adds a value at the end of a list.
async fn value(db: &Db, list: EnumerationId, plan: &str, product: Option<ProductId>) -> ValueId {
    let mut tx = db.begin().await.unwrap();
    let sort = enumerations::value_count(&mut tx, list).await.unwrap() + 1;
    let plan_code = code(plan);
    let name = format!("Panel {plan}");
    let new =
        NewValue { enumeration_id: list, name: &name, plan_code: &plan_code, product_id: product, sort };
    let id = enumerations::insert_value(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn order(db: &Db, list: EnumerationId) -> Vec<(String, i64)> {
    let values = enumerations::values(db, list).await.unwrap();
    values.into_iter().map(|value| (value.plan_code.to_string(), value.sort)).collect()
}

async fn sell(db: &Db, plan: &str, name: &str) {
    let module = rows::module(db, ModuleKind::Billmanager, 1).await;
    let row = |months| PriceListRow {
        plan_code: code(plan),
        period: Period::months(months),
        name: name.to_owned(),
        cost: RemoteMoney::new(47_000, Currency::EUR),
    };
    let mut tx = db.begin().await.unwrap();
    price_list::replace(&mut tx, module, &[row(1), row(12)]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_moved_value_leaves_the_order_without_gaps_and_repeats() {
    on_both(async |db| {
        let (list, other) = (new_list(db, "panels").await, new_list(db, "others").await);
        let group = product(db, "A product").await;
        for plan in ["1", "2", "3", "4", "5"] {
            value(db, list, plan, Some(group)).await;
            value(db, other, plan, Some(group)).await;
        }
        let moves = async |plan: &str, to: i64| {
            let mut tx = db.begin().await.unwrap();
            enumerations::lock_order(&mut tx, list).await.unwrap().unwrap();
            let values = enumerations::values(&mut tx, list).await.unwrap();
            let value = values.iter().find(|value| value.plan_code == code(plan)).unwrap();
            enumerations::move_value(&mut tx, value, to).await.unwrap();
            tx.commit().await.unwrap();
            let now = order(db, list).await;
            assert!(now.iter().zip(1..).all(|((_, sort), place)| *sort == place), "{now:?}");
            now.into_iter().map(|(plan, _)| plan).collect::<String>()
        };
        assert_eq!(moves("5", 2).await, "15234");
        assert_eq!(moves("1", 4).await, "52314");
        assert_eq!(moves("3", 3).await, "52314");
        assert_eq!(order(db, other).await.len(), 5);
        assert_eq!(order(db, other).await.last(), Some(&("5".to_owned(), 5)));
        assert_eq!(enumerations::find(db, list).await.unwrap().unwrap().order_version, 4);
        assert_eq!(enumerations::find(db, other).await.unwrap().unwrap().order_version, 1);
    })
    .await;
}

#[tokio::test]
async fn room_is_made_for_a_value_and_its_gap_is_closed() {
    on_both(async |db| {
        let list = new_list(db, "panels").await;
        let group = product(db, "A product").await;
        let first = value(db, list, "1", Some(group)).await;
        value(db, list, "2", Some(group)).await;
        let mut tx = db.begin().await.unwrap();
        let before = enumerations::lock_order(&mut tx, list).await.unwrap().unwrap();
        assert_eq!(before.order_version, 1);
        enumerations::make_room(&mut tx, list, 2).await.unwrap();
        enumerations::delete_value(&mut tx, first).await.unwrap();
        enumerations::close_gap(&mut tx, list, 1).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(order(db, list).await, [("2".to_owned(), 2)]);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(enumerations::lock_order(&mut tx, EnumerationId::new(99)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn no_two_lists_and_no_two_values_of_a_list_have_one_internal_name() {
    on_both(async |db| {
        let (list, other) = (new_list(db, "panels").await, new_list(db, "others").await);
        let none = PlanCode::no_panel();
        let new = |enumeration_id| NewValue {
            enumeration_id,
            name: "No control panel",
            plan_code: &none,
            product_id: None,
            sort: 1,
        };
        let mut tx = db.begin().await.unwrap();
        enumerations::insert_value(&mut tx, &new(list)).await.unwrap();
        enumerations::insert_value(&mut tx, &new(other)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let again = enumerations::insert_value(&mut tx, &new(list)).await.unwrap_err();
        assert!(again.violates(enumerations::VALUE_INTNAME));
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        let again = enumerations::update(&mut tx, other, "Others", "panels").await.unwrap_err();
        assert!(again.violates(enumerations::INTNAME) && !again.violates(enumerations::VALUE_INTNAME));
        drop(tx);
        product(db, "A product").await;
        let mut tx = db.begin().await.unwrap();
        let new = NewProduct {
            name: "A product",
            function_prefix: FunctionPrefix::Platform,
            addons: &Addons::new(),
            plan_codes: &[],
        };
        assert!(products::insert(&mut tx, &new).await.unwrap_err().violates(products::NAME));
    })
    .await;
}

#[tokio::test]
async fn values_are_found_by_name_or_code_and_by_whether_a_license_server_sells_them() {
    on_both(async |db| {
        let list = new_list(db, "panels").await;
        let group = product(db, "ispmanager 6").await;
        value(db, list, "nopanel", None).await;
        value(db, list, "55227", Some(group)).await;
        value(db, list, "55999", Some(group)).await;
        sell(db, "55227", "ispmanager 6 lite").await;
        let found = async |wanted: ValuesWanted<'_>| {
            let lines = value_list::page(db, list, &wanted).await.unwrap();
            let total = value_list::count(db, list, &wanted).await.unwrap();
            let codes: Vec<_> = lines.iter().map(|line| line.plan_code.to_string()).collect();
            (codes.join(" "), total)
        };
        assert_eq!(found(VALUES).await, ("nopanel 55227 55999".to_owned(), 3));
        assert_eq!(found(ValuesWanted { search: "PANEL 55", ..VALUES }).await.0, "55227 55999");
        assert_eq!(found(ValuesWanted { search: "999", ..VALUES }).await, ("55999".to_owned(), 1));
        assert_eq!(found(ValuesWanted { search: "%", ..VALUES }).await, (String::new(), 0));
        assert_eq!(found(ValuesWanted { sold: Some(Sold::Yes), ..VALUES }).await, ("55227".to_owned(), 1));
        assert_eq!(found(ValuesWanted { sold: Some(Sold::No), ..VALUES }).await, ("55999".to_owned(), 1));
        assert_eq!(found(ValuesWanted { limit: 1, offset: 1, ..VALUES }).await, ("55227".to_owned(), 3));
        for sort in ValuesSort::ALL {
            let (up, _) = found(ValuesWanted { sort: *sort, ..VALUES }).await;
            let (down, _) = found(ValuesWanted { sort: *sort, descending: true, ..VALUES }).await;
            assert_eq!(up.split(' ').rev().collect::<Vec<_>>().join(" "), down);
        }
        let lines = value_list::page(db, list, &VALUES).await.unwrap();
        let [none, lite, dead] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!((&none.product, &none.plan, none.options), (&None, &None, 0));
        let (id, name, addons) = lite.product.as_ref().unwrap();
        assert_eq!((*id, name.as_str(), addons.get("55236")), (group, "ispmanager 6", Some(&3)));
        assert_eq!(lite.plan.as_ref().unwrap().1, "ispmanager 6 lite");
        assert_eq!(dead.plan, None);
        assert_eq!(price_list::names(db).await.unwrap(), [(code("55227"), "ispmanager 6 lite".to_owned())]);
        assert_eq!(price_list::sellers(db, &code("55227")).await.unwrap().len(), 1);
        assert!(price_list::sellers(db, &code("55999")).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn lists_and_groups_are_found_and_say_how_much_they_hold() {
    on_both(async |db| {
        let list = new_list(db, "panels").await;
        new_list(db, "others").await;
        let group = product(db, "ispmanager 6").await;
        let empty = product(db, "Another product").await;
        value(db, list, "55230", Some(group)).await;
        let wanted =
            list::Wanted { search: "", sort: list::SortBy::Intname, descending: false, limit: 10, offset: 0 };
        let lines = list::page(db, &wanted).await.unwrap();
        let found: Vec<_> =
            lines.iter().map(|line| (line.intname.as_str(), line.values, line.options)).collect();
        assert_eq!(found, [("others", 0, 0), ("panels", 1, 0)]);
        let wanted = list::Wanted { search: "OTH", ..wanted };
        assert_eq!(list::count(db, &wanted).await.unwrap(), 1);
        assert_eq!(enumerations::find_named(db, "panels").await.unwrap().unwrap().id, list);

        let wanted = products::list::Wanted {
            search: "",
            sort: products::list::SortBy::Name,
            descending: false,
            limit: 10,
            offset: 0,
        };
        let lines = products::list::page(db, &wanted).await.unwrap();
        let found: Vec<_> = lines.iter().map(|line| (line.product.id, line.values, line.licenses)).collect();
        assert_eq!(found, [(empty, 0, 0), (group, 1, 0)]);
        assert_eq!(lines.last().unwrap().product, products::find(db, group).await.unwrap().unwrap());
        let by_code = products::list::Wanted { search: "5523", limit: 1, ..wanted };
        assert_eq!(products::list::page(db, &by_code).await.unwrap().len(), 1);
        assert_eq!(products::list::count(db, &by_code).await.unwrap(), 2);
        assert_eq!(products::find_named(db, "ispmanager 6").await.unwrap().unwrap().id, group);
    })
    .await;
}

#[tokio::test]
async fn a_changed_product_has_its_new_codes_and_another_version() {
    on_both(async |db| {
        let (list, group) = (new_list(db, "panels").await, product(db, "ispmanager 6").await);
        value(db, list, "55230", Some(group)).await;
        let mut tx = db.begin().await.unwrap();
        let new = NewProduct {
            name: "ispmanager 6 business",
            function_prefix: FunctionPrefix::SoftExternal,
            addons: &Addons::new(),
            plan_codes: &[code("2"), code("1"), code("2")],
        };
        products::update(&mut tx, group, &new).await.unwrap();
        tx.commit().await.unwrap();
        let product = products::find(db, group).await.unwrap().unwrap();
        assert_eq!((product.name.as_str(), product.version), ("ispmanager 6 business", 2));
        assert_eq!(product.plan_codes, [code("1"), code("2")]);
        assert_eq!((product.function_prefix, product.addons.len()), (FunctionPrefix::SoftExternal, 0));
        assert_eq!(products::codes_on_sale(db, group).await.unwrap(), [code("55230")]);
    })
    .await;
}

/// A tariff with an option over a list, in which a value is turned on or off.
async fn offer(
    db: &Db,
    tariff: &str,
    list: EnumerationId,
    value: ValueId,
    available: bool,
) -> domain::OptionId {
    let tariff = rows::tariff(db, tariff).await;
    let mut tx = db.begin().await.unwrap();
    let new = options::NewOption {
        tariff_id: tariff,
        name: "Control panel",
        intname: "panel",
        enumeration_id: list,
        default_value_id: None,
    };
    let option = options::insert(&mut tx, &new).await.unwrap();
    options::insert_value(&mut tx, option, value, available).await.unwrap();
    tx.commit().await.unwrap();
    option
}

#[tokio::test]
async fn a_value_is_used_where_it_is_on_sale_and_by_what_was_sold() {
    on_both(async |db| {
        let list = new_list(db, "panels").await;
        let group = product(db, "ispmanager 6").await;
        let lite = value(db, list, "55227", Some(group)).await;
        let used = async |value| {
            let uses = uses::of_value(db, value, 5).await.unwrap();
            (uses.first.iter().map(|used| (used.what, used.name.clone())).collect::<Vec<_>>(), uses.total)
        };
        let off = offer(db, "VPS Off", list, lite, false).await;
        assert_eq!(used(lite).await, (vec![], 0));
        let mut tx = db.begin().await.unwrap();
        let price = store::tariffs::periods::Price {
            period: Period::months(1),
            cost: rows::euros(500),
            setup: rows::euros(0),
        };
        options::insert_price(&mut tx, off, lite, &price).await.unwrap();
        tx.commit().await.unwrap();
        offer(db, "VPS On", list, lite, true).await;
        let expected = vec![(UsedBy::Option, "VPS Off".to_owned()), (UsedBy::Option, "VPS On".to_owned())];
        assert_eq!(used(lite).await, (expected, 2));
        assert_eq!(uses::of_value(db, lite, 1).await.unwrap().first.len(), 1);
        let uses = uses::of_enumeration(db, list, 5).await.unwrap();
        assert_eq!(uses.total, 2);
        let uses = uses::of_product(db, group, 5).await.unwrap();
        assert_eq!(uses.first.iter().map(|used| used.what).collect::<Vec<_>>(), [UsedBy::Enumeration]);
        assert_eq!(uses::services_of_value(db, lite).await.unwrap(), 0);
        assert_eq!(uses::licenses_of_product(db, group).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_value_that_is_turned_off_and_has_no_price_can_go_with_its_place_on_the_tariff() {
    on_both(async |db| {
        let list = new_list(db, "panels").await;
        let group = product(db, "ispmanager 6").await;
        let lite = value(db, list, "55227", Some(group)).await;
        offer(db, "VPS Off", list, lite, false).await;
        let mut tx = db.begin().await.unwrap();
        enumerations::delete_value(&mut tx, lite).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(enumerations::find_value(db, lite).await.unwrap(), None);

        let pro = value(db, list, "55228", Some(group)).await;
        offer(db, "VPS On", list, pro, true).await;
        let mut tx = db.begin().await.unwrap();
        assert!(enumerations::delete_value(&mut tx, pro).await.is_err());
    })
    .await;
}
