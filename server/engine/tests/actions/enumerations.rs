//! Enumerations, their values and product groups.

use domain::catalogue::{Root, Verb};
use domain::form::{FieldProblem, Problem};
use domain::{Currency, EnumerationId, ModuleId, Period, PlanCode, RemoteMoney, ValueId};
use engine::actions::{
    self, EnumerationForm, ImportItem, NEW_GROUP, PANEL_LIST_INTNAME, ProductForm, ValueForm,
};
use engine::reads::{self, Change, Sold, Value, ValuesSort, ValuesWanted};
use engine::{Error, Refusal, UsedBy};
use store::price_list::PriceListRow;
use store::{enumerations, module_reads, price_list, products, services};

use crate::support::{Demo, on_both, refusals};

const ALL: ValuesWanted<'static> =
    ValuesWanted { search: "", sold: None, sort: ValuesSort::Order, descending: false, limit: 50, offset: 0 };

fn named(name: &str, intname: &str) -> EnumerationForm {
    EnumerationForm { name: name.to_owned(), intname: intname.to_owned() }
}

fn field(name: &str, problem: Problem) -> Refusal {
    Refusal::Field(FieldProblem::new(name, problem))
}

async fn panels(demo: &Demo) -> EnumerationId {
    enumerations::find_named(demo.db(), PANEL_LIST_INTNAME).await.unwrap().unwrap().id
}

async fn value(demo: &Demo, code: &str) -> Value {
    let values = enumerations::values(demo.db(), panels(demo).await).await.unwrap();
    values.into_iter().find(|value| value.plan_code.as_str() == code).unwrap()
}

/// The codes of the panels in their order; their places have no gap.
async fn codes(demo: &Demo) -> String {
    let values = enumerations::values(demo.db(), panels(demo).await).await.unwrap();
    assert!(values.iter().zip(1..).all(|(value, place)| value.sort == place), "{values:?}");
    values.iter().map(|value| value.plan_code.as_str()).collect::<Vec<_>>().join(" ")
}

/// The form of a value as the page fills it in.
fn form_of(value: &Value) -> ValueForm {
    ValueForm {
        name: value.name.clone(),
        intname: value.plan_code.to_string(),
        product: value.product_id.map(|id| id.to_string()).unwrap_or_default(),
        sort: value.sort.to_string(),
        sort_was: value.sort.to_string(),
        ..ValueForm::default()
    }
}

/// A value with a product group of its own.
fn with_new_group(code: &str, group: &str) -> ValueForm {
    ValueForm {
        name: format!("Panel {code}"),
        intname: code.to_owned(),
        product: NEW_GROUP.to_owned(),
        product_name: group.to_owned(),
        function_prefix: "softexternal".to_owned(),
        addons: "55236 = 2".to_owned(),
        ..ValueForm::default()
    }
}

async fn history(demo: &Demo, root: Root, id: i64) -> Vec<Change> {
    reads::change_history(&demo.engine, demo.staff, (root, id), 0, 50).await.unwrap().changes
}

/// The license server sells these plans; returns its number.
async fn sells(demo: &Demo, plans: &[(&str, &str)]) -> ModuleId {
    let modules = store::modules::list(demo.db()).await.unwrap();
    let id = modules.iter().find(|module| module.kind == domain::ModuleKind::Billmanager).unwrap().id;
    let row = |(code, name): &(&str, &str), months| PriceListRow {
        plan_code: PlanCode::parse(code).unwrap(),
        period: Period::months(months),
        name: (*name).to_owned(),
        cost: RemoteMoney::new(47_000, Currency::EUR),
    };
    let rows: Vec<_> = plans.iter().flat_map(|plan| [row(plan, 1), row(plan, 12)]).collect();
    let mut tx = demo.db().begin().await.unwrap();
    price_list::replace(&mut tx, id, &rows).await.unwrap();
    let read = serde_json::json!({ "plans": plans.len() });
    module_reads::save(&mut tx, id, "price_list", &read, 5).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_list_is_added_once_however_often_its_form_is_sent() {
    on_both(async |demo| {
        let add = async |form: &EnumerationForm, key: &str| {
            actions::add_enumeration(&demo.engine, demo.staff, form, key).await
        };
        let id = add(&named(" Backups ", "backups"), "key-1").await.unwrap();
        assert_eq!(add(&named("Backups", "backups"), "key-1").await.unwrap(), id);
        let again = refusals(add(&named("Other", "backups"), "key-2").await);
        assert_eq!(again, [field("intname", Problem::Taken)]);
        let empty = refusals(add(&named("", "a b"), "key-3").await);
        assert_eq!(empty, [field("name", Problem::Missing), field("intname", Problem::NotAnInternalName)]);
        let stored = enumerations::find(demo.db(), id).await.unwrap().unwrap();
        assert_eq!((stored.name.as_str(), stored.version), ("Backups", 1));
        let history = history(demo, Root::Enumeration, id.get()).await;
        assert_eq!(history.iter().map(|change| change.verb).collect::<Vec<_>>(), [Verb::Added]);
        assert_eq!(history[0].actor.as_deref(), Some("Demo staff"));
    })
    .await;
}

#[tokio::test]
async fn who_saves_a_list_over_anothers_change_is_told_and_nothing_is_lost() {
    on_both(async |demo| {
        let id = panels(demo).await;
        let edit = async |version, name: &str| {
            let form = named(name, PANEL_LIST_INTNAME);
            actions::edit_enumeration(&demo.engine, demo.staff, id, version, &form).await
        };
        edit(1, "Panels").await.unwrap();
        edit(1, "Panels").await.unwrap();
        let refused = refusals(edit(1, "Control panels").await);
        assert!(
            matches!(&refused[..], [Refusal::ChangedMeanwhile { by: Some(who), .. }] if who == "Demo staff")
        );
        edit(2, "Control panels").await.unwrap();
        let history = history(demo, Root::Enumeration, id.get()).await;
        let change = &history[0].fields[0];
        assert_eq!((change.old.as_deref(), change.new.as_deref()), (Some("Panels"), Some("Control panels")));
        assert_eq!(history.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_list_of_panels_is_made_once_and_begins_with_no_control_panel() {
    on_both(async |demo| {
        let make = async || actions::make_panel_list(&demo.engine, demo.staff).await.unwrap();
        assert_eq!(make().await, panels(demo).await);
        let old = panels(demo).await;
        let form = named("Old panels", "old_panels");
        actions::edit_enumeration(&demo.engine, demo.staff, old, 1, &form).await.unwrap();
        let new = make().await;
        assert_ne!(new, old);
        assert_eq!(make().await, new);
        let values = enumerations::values(demo.db(), new).await.unwrap();
        assert_eq!(values.iter().map(|value| value.plan_code.as_str()).collect::<Vec<_>>(), ["nopanel"]);
        assert_eq!(history(demo, Root::Enumeration, new.get()).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn every_value_but_nopanel_needs_a_product_group() {
    on_both(async |demo| {
        let list = actions::add_enumeration(&demo.engine, demo.staff, &named("Mine", "mine"), "list").await;
        let list = list.unwrap();
        let add = async |form: &ValueForm, key: &str| {
            actions::add_value(&demo.engine, demo.staff, list, form, key).await
        };
        let form = |intname: &str, product: &str| ValueForm {
            name: "A panel".to_owned(),
            intname: intname.to_owned(),
            product: product.to_owned(),
            ..ValueForm::default()
        };
        let missing = refusals(add(&form("55300", ""), "1").await);
        assert_eq!(missing, [field("product", Problem::Missing)]);
        let unknown = refusals(add(&form("55300", "999"), "2").await);
        assert_eq!(unknown, [field("product", Problem::NotAChoice)]);
        let new = ValueForm { product_name: String::new(), ..with_new_group("55300", "") };
        let new = ValueForm { addons: "many".to_owned(), ..new };
        let unnamed = refusals(add(&new, "3").await);
        assert_eq!(unnamed, [field("product_name", Problem::Missing), field("addons", Problem::NotAddons)]);
        let taken = refusals(add(&with_new_group("55300", "ispmanager 6 lite"), "4").await);
        assert_eq!(taken, [field("product_name", Problem::Taken)]);

        let none = add(&form("nopanel", "1"), "5").await.unwrap();
        assert_eq!(enumerations::find_value(demo.db(), none).await.unwrap().unwrap().product_id, None);
        let panel = add(&with_new_group("55300", "A new group"), "6").await.unwrap();
        assert_eq!(add(&with_new_group("55300", "A new group"), "6").await.unwrap(), panel);
        let again = refusals(add(&with_new_group("55300", "Another group"), "7").await);
        assert_eq!(again, [field("intname", Problem::Taken)]);
        let group = products::find_named(demo.db(), "A new group").await.unwrap().unwrap();
        assert_eq!((group.function_prefix.as_str(), group.addons.get("55236")), ("softexternal", Some(&2)));
        assert_eq!(group.plan_codes, [PlanCode::parse("55300").unwrap()]);
        assert!(products::find_named(demo.db(), "Another group").await.unwrap().is_none());
        assert_eq!(history(demo, Root::Product, group.id.get()).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_value_takes_the_place_it_was_given_and_its_group_learns_the_code() {
    on_both(async |demo| {
        let list = panels(demo).await;
        let lite = value(demo, "55227").await;
        let form = ValueForm { intname: "55231".to_owned(), sort: "2".to_owned(), ..form_of(&lite) };
        actions::add_value(&demo.engine, demo.staff, list, &form, "1").await.unwrap();
        assert_eq!(codes(demo).await, "nopanel 55231 55227 55228 55229 55230 55382 55384");
        let group = products::find(demo.db(), lite.product_id.unwrap()).await.unwrap().unwrap();
        let expected = ["55227", "55231"].map(|code| PlanCode::parse(code).unwrap());
        assert_eq!((group.plan_codes, group.version), (expected.to_vec(), 2));
        let change = &history(demo, Root::Product, group.id.get()).await[0].fields[0];
        assert_eq!((change.field.as_str(), change.new.as_deref()), ("plan_codes", Some("55227, 55231")));
        let far = ValueForm { intname: "55235".to_owned(), sort: "99".to_owned(), ..form };
        actions::add_value(&demo.engine, demo.staff, list, &far, "2").await.unwrap();
        assert_eq!(codes(demo).await, "nopanel 55231 55227 55228 55229 55230 55382 55384 55235");
    })
    .await;
}

#[tokio::test]
async fn an_arrow_sent_twice_moves_a_value_once_and_a_stale_list_moves_nothing() {
    on_both(async |demo| {
        let order =
            async || enumerations::find(demo.db(), panels(demo).await).await.unwrap().unwrap().order_version;
        let moves = async |code: &str, to: i64, version: i64| {
            let id = value(demo, code).await.id;
            actions::move_value(&demo.engine, demo.staff, id, to, version).await
        };
        let seen = order().await;
        moves("55228", 2, seen).await.unwrap();
        moves("55228", 2, seen).await.unwrap();
        assert_eq!(codes(demo).await, "nopanel 55228 55227 55229 55230 55382 55384");
        let refused = refusals(moves("55384", 1, seen).await);
        assert!(matches!(&refused[..], [Refusal::ChangedMeanwhile { by: Some(_), .. }]), "{refused:?}");
        moves("55384", -5, order().await).await.unwrap();
        assert_eq!(codes(demo).await, "55384 nopanel 55228 55227 55229 55230 55382");
        let history = history(demo, Root::Enumeration, panels(demo).await.get()).await;
        let change = &history[0].fields[0];
        assert_eq!((change.old.as_deref(), change.new.as_deref()), (Some("7"), Some("1")));
        assert_eq!(history.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_value_that_somebody_moved_meanwhile_stays_where_they_put_it() {
    on_both(async |demo| {
        let pro = value(demo, "55228").await;
        let order = enumerations::find(demo.db(), panels(demo).await).await.unwrap().unwrap().order_version;
        actions::move_value(&demo.engine, demo.staff, pro.id, 6, order).await.unwrap();
        let form = ValueForm { name: "Pro".to_owned(), ..form_of(&pro) };
        actions::edit_value(&demo.engine, demo.staff, pro.id, pro.version, &form).await.unwrap();
        assert_eq!(value(demo, "55228").await.sort, 6);
        let form = ValueForm { sort: "1".to_owned(), ..form };
        actions::edit_value(&demo.engine, demo.staff, pro.id, pro.version + 1, &form).await.unwrap();
        assert_eq!(codes(demo).await, "55228 nopanel 55227 55229 55230 55382 55384");
        let stale = ValueForm { name: "Professional".to_owned(), ..form };
        let refused = actions::edit_value(&demo.engine, demo.staff, pro.id, pro.version, &stale).await;
        assert!(matches!(&refusals(refused)[..], [Refusal::ChangedMeanwhile { .. }]));
    })
    .await;
}

#[tokio::test]
async fn a_service_keeps_the_plan_code_that_it_was_sold() {
    on_both(async |demo| {
        let service = demo.order("ispmanager 6 lite", "one").await.unwrap().service_id;
        let lite = value(demo, "55227").await;
        let page =
            reads::value_form(&demo.engine, demo.staff, lite.enumeration_id, Some(lite.id), None).await;
        assert_eq!(page.unwrap().services, 1);
        let form = ValueForm { intname: "55231".to_owned(), ..form_of(&lite) };
        actions::edit_value(&demo.engine, demo.staff, lite.id, lite.version, &form).await.unwrap();
        let panel = |service: services::Service| service.plan_code.unwrap().to_string();
        let first = services::find(demo.db(), service).await.unwrap().unwrap();
        assert_eq!(panel(first), "55227");
        let next = demo.order("ispmanager 6 lite", "two").await.unwrap().service_id;
        assert_eq!(panel(services::find(demo.db(), next).await.unwrap().unwrap()), "55231");
    })
    .await;
}

#[tokio::test]
async fn what_is_used_is_not_deleted_and_what_uses_it_is_named() {
    on_both(async |demo| {
        demo.order("ispmanager 6 lite", "one").await.unwrap();
        let lite = value(demo, "55227").await;
        let (list, group) = (lite.enumeration_id, lite.product_id.unwrap());
        let uses = |refused: Vec<Refusal>| match &refused[..] {
            [Refusal::InUse { uses, more }] => (uses.iter().map(|used| used.what).collect::<Vec<_>>(), *more),
            other => panic!("{other:?}"),
        };
        let value = refusals(actions::delete_value(&demo.engine, demo.staff, lite.id).await);
        let four = [UsedBy::Option; 4];
        assert_eq!(uses(value), ([&four[..], &[UsedBy::Service]].concat(), 0));
        let list = refusals(actions::delete_enumeration(&demo.engine, demo.staff, list).await);
        assert_eq!(uses(list), ([&four[..], &[UsedBy::Service]].concat(), 0));
        let group = refusals(actions::delete_product(&demo.engine, demo.staff, group).await);
        assert_eq!(uses(group), (vec![UsedBy::Enumeration, UsedBy::Service], 0));
    })
    .await;
}

#[tokio::test]
async fn what_nothing_uses_is_deleted_and_stays_in_the_history() {
    on_both(async |demo| {
        let list = panels(demo).await;
        let id = actions::add_value(&demo.engine, demo.staff, list, &with_new_group("9", "Nine"), "1").await;
        let (id, group) = (id.unwrap(), products::find_named(demo.db(), "Nine").await.unwrap().unwrap().id);
        assert!(actions::delete_product(&demo.engine, demo.staff, group).await.is_err());
        actions::delete_value(&demo.engine, demo.staff, id).await.unwrap();
        actions::delete_value(&demo.engine, demo.staff, id).await.unwrap();
        assert_eq!(codes(demo).await, "nopanel 55227 55228 55229 55230 55382 55384");
        actions::delete_product(&demo.engine, demo.staff, group).await.unwrap();
        actions::delete_product(&demo.engine, demo.staff, group).await.unwrap();
        let last = history(demo, Root::Enumeration, list.get()).await;
        assert_eq!((last[0].verb, last[0].name.as_str()), (Verb::Deleted, "Panel 9"));
        assert!(last[0].fields.iter().all(|field| field.new.is_none()));

        let mine = actions::add_enumeration(&demo.engine, demo.staff, &named("Mine", "mine"), "2").await;
        let mine = mine.unwrap();
        actions::add_value(&demo.engine, demo.staff, mine, &with_new_group("8", "Eight"), "3").await.unwrap();
        actions::delete_enumeration(&demo.engine, demo.staff, mine).await.unwrap();
        actions::delete_enumeration(&demo.engine, demo.staff, mine).await.unwrap();
        assert!(enumerations::values(demo.db(), mine).await.unwrap().is_empty());
        let last = history(demo, Root::Enumeration, mine.get()).await;
        let values = last[0].fields.iter().find(|field| field.field == "values").unwrap();
        assert_eq!(values.old.as_deref(), Some("Panel 8 (8)"));
    })
    .await;
}

fn item(code: &str, name: &str, group: &str) -> ImportItem {
    ImportItem { plan_code: code.to_owned(), name: name.to_owned(), group: group.to_owned() }
}

#[tokio::test]
async fn importing_twice_adds_nothing_twice() {
    on_both(async |demo| {
        let list = panels(demo).await;
        let items = [
            item("55227", "ispmanager 6 lite", "ispmanager 6 lite"),
            item("55239", "ispmanager 6 trial", "ispmanager 6 lite"),
            item("9203", "CloudLinux", "CloudLinux"),
            item("9204", "CloudLinux Solo", "CloudLinux"),
        ];
        let import = async |items: &[ImportItem]| {
            let done = actions::import_values(&demo.engine, demo.staff, list, items, "softexternal").await;
            done.map(|done| (done.added, done.known))
        };
        assert_eq!(import(&items).await.unwrap(), (3, 1));
        assert_eq!(import(&items).await.unwrap(), (0, 4));
        assert_eq!(codes(demo).await, "nopanel 55227 55228 55229 55230 55382 55384 55239 9203 9204");
        let lite = products::find_named(demo.db(), "ispmanager 6 lite").await.unwrap().unwrap();
        assert_eq!((lite.plan_codes.len(), lite.function_prefix.as_str()), (2, "soft"));
        let cloud = products::find_named(demo.db(), "CloudLinux").await.unwrap().unwrap();
        assert_eq!((cloud.plan_codes.len(), cloud.function_prefix.as_str()), (2, "softexternal"));
        let empty = [item("1", "", "One"), item("2", "Two", " ")];
        let refused = refusals(import(&empty).await);
        assert_eq!(refused, [field("name_1", Problem::Missing), field("group_2", Problem::Missing)]);
    })
    .await;
}

#[tokio::test]
async fn a_plan_code_is_told_by_the_price_lists_as_last_read() {
    on_both(async |demo| {
        let list = panels(demo).await;
        let page = async |wanted: &ValuesWanted<'_>| {
            reads::values(&demo.engine, demo.staff, list, wanted).await.unwrap()
        };
        assert!(page(&ALL).await.sources.iter().all(|source| source.read.is_none()));
        let id = sells(demo, &[("55227", "ispmanager lite for 6"), ("55239", "Trial")]).await;
        let values = page(&ALL).await;
        assert_eq!(values.sources[0].read, Some((2, 5)));
        let lite = values.lines.iter().find(|line| line.plan_code.as_str() == "55227").unwrap();
        assert_eq!(lite.plan, Some((id, "ispmanager lite for 6".to_owned())));
        assert_eq!((lite.options, values.count, values.total), (4, 7, 7));
        assert_eq!(page(&ValuesWanted { sold: Some(Sold::No), ..ALL }).await.total, 5);

        let form = async |value: Option<ValueId>, typed: Option<&str>| {
            reads::value_form(&demo.engine, demo.staff, list, value, typed).await.unwrap().check
        };
        let sold = form(Some(lite.id), None).await.unwrap();
        let expected = ("License server".to_owned(), "ispmanager lite for 6".to_owned());
        assert_eq!((sold.sellers, sold.silent.len()), (vec![expected], 0));
        let dead = form(Some(lite.id), Some("1")).await.unwrap();
        assert_eq!((dead.sellers.len(), dead.silent), (0, vec!["License server".to_owned()]));
        assert_eq!(form(None, Some("nopanel")).await, None);

        let import = reads::plan_import(&demo.engine, demo.staff, list, None).await.unwrap();
        let plans: Vec<_> = import.plans.iter().map(|plan| (plan.code.as_str(), plan.is_known)).collect();
        assert_eq!(plans, [("55227", true), ("55239", false)]);
        assert_eq!(import.plans[0].prices.len(), 2);
        let missing = reads::plan_import(&demo.engine, demo.staff, list, Some(ModuleId::new(99))).await;
        assert!(matches!(missing, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_group_keeps_the_plan_codes_that_are_on_sale() {
    on_both(async |demo| {
        let group = products::find_named(demo.db(), "ispmanager 6 lite").await.unwrap().unwrap();
        let form = |codes: &str| ProductForm {
            name: "ispmanager 6 lite".to_owned(),
            function_prefix: "soft".to_owned(),
            addons: String::new(),
            plan_codes: codes.to_owned(),
        };
        let edit = async |version, codes: &str| {
            actions::edit_product(&demo.engine, demo.staff, group.id, version, &form(codes)).await
        };
        let code = PlanCode::parse("55227").unwrap();
        let refused = refusals(edit(1, "55231").await);
        assert_eq!(refused, [field("plan_codes", Problem::StillOnSale { code })]);
        edit(1, "55231 55227").await.unwrap();
        edit(1, "55227, 55231").await.unwrap();
        assert!(matches!(&refusals(edit(1, "55227").await)[..], [Refusal::ChangedMeanwhile { .. }]));
        let add = actions::add_product(&demo.engine, demo.staff, &form(""), "1").await;
        assert_eq!(refusals(add), [field("name", Problem::Taken)]);
        assert_eq!(history(demo, Root::Product, group.id.get()).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_client_changes_nothing_of_it() {
    on_both(async |demo| {
        let (engine, client) = (&demo.engine, demo.client);
        let lite = value(demo, "55227").await;
        let (list, group) = (lite.enumeration_id, lite.product_id.unwrap());
        let form = form_of(&lite);
        let results = [
            actions::add_enumeration(engine, client, &named("A", "a"), "1").await.map(drop),
            actions::edit_enumeration(engine, client, list, 1, &named("A", "a")).await,
            actions::delete_enumeration(engine, client, list).await,
            actions::make_panel_list(engine, client).await.map(drop),
            actions::add_value(engine, client, list, &form, "1").await.map(drop),
            actions::edit_value(engine, client, lite.id, 1, &form).await,
            actions::move_value(engine, client, lite.id, 1, 1).await.map(drop),
            actions::delete_value(engine, client, lite.id).await,
            actions::import_values(engine, client, list, &[], "soft").await.map(drop),
            actions::add_product(engine, client, &ProductForm::default(), "1").await.map(drop),
            actions::edit_product(engine, client, group, 1, &ProductForm::default()).await,
            actions::delete_product(engine, client, group).await,
            actions::refresh_price_list(engine, client, ModuleId::new(1)).await,
            reads::values(engine, client, list, &ALL).await.map(drop),
            reads::plan_import(engine, client, list, None).await.map(drop),
            reads::product_group(engine, client, group).await.map(drop),
        ];
        for (index, result) in results.into_iter().enumerate() {
            assert!(matches!(result, Err(Error::Forbidden(_))), "{index}: {result:?}");
        }
    })
    .await;
}
