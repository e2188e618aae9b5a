//! Options of tariff plans and their prices: edited, saved as a grid, brought back, ordered.

use std::collections::HashMap;

use domain::catalogue::{Object, Verb};
use domain::form::{FieldProblem, Problem};
use domain::option::OptionKind;
use domain::order::{FieldError, OrderForm};
use domain::price::{Margin, Row, TableProblem};
use domain::{Currency, EnumerationId, Money, OptionId, Period, PlanCode, RemoteMoney, TariffId, ValueId};
use engine::actions::{
    Obstacle, OptionForm, PricesForm, add_option, delete_option, delete_value, edit_option, place_order,
    restore_prices, save_prices, set_option_enabled,
};
use engine::reads::{
    self, GridCell, GridRow, PricesPage, PricesWanted, SellerCost, option_history, option_prices,
    price_restoration,
};
use engine::{Refusal, UsedBy};
use store::enumerations::{self, NewValue};
use store::price_list::PriceListRow;
use store::{catalogue_changes, module_reads, modules, orders, price_list, products, services};

use crate::support::{Demo, on_both, refusals};

const EVERYTHING: PricesWanted =
    PricesWanted { search: String::new(), available: None, offset: 0, limit: 50 };

/// The option of *VPS Business* with this internal name.
async fn option(demo: &Demo, intname: &str) -> (TariffId, OptionId) {
    let tariff = demo.tariff("VPS Business").await;
    let page = reads::options(&demo.engine, demo.staff, tariff).await.unwrap();
    let option = page.options.iter().find(|line| line.option.details.intname == intname).unwrap();
    (tariff, option.option.id)
}

async fn grid(demo: &Demo, intname: &str) -> PricesPage {
    let (tariff, id) = option(demo, intname).await;
    option_prices(&demo.engine, demo.staff, tariff, id, &EVERYTHING).await.unwrap()
}

fn row<'a>(page: &'a PricesPage, name: &str) -> &'a GridRow {
    page.rows.iter().find(|row| row.name == name).unwrap()
}

fn cell(page: &PricesPage, name: &str, months: u16) -> GridCell {
    *row(page, name).cells.iter().find(|cell| cell.period == Period::months(months)).unwrap()
}

fn cost(page: &PricesPage, name: &str, months: u16) -> Option<i64> {
    cell(page, name, months).price.map(|price| price.cost.minor())
}

/// The form of a grid as it was opened.
fn form(page: &PricesPage) -> PricesForm {
    let number = |money: Money| money.to_string().split(' ').next().unwrap().to_owned();
    let mut fields = HashMap::new();
    for row in &page.rows {
        for cell in &row.cells {
            let (cost, setup) = match cell.price {
                Some(price) => (number(price.cost), number(price.setup)),
                None => (String::new(), String::new()),
            };
            fields.insert(format!("cost_{}_{}", row.row, cell.period), cost);
            fields.insert(format!("setup_{}_{}", row.row, cell.period), setup);
        }
        if row.available && row.row != Row::Unit {
            fields.insert(format!("available_{}", row.row), "on".to_owned());
        }
    }
    let rows: Vec<String> = page.rows.iter().map(|row| row.row.to_string()).collect();
    PricesForm { version: page.version, rows: rows.join(","), fields, table: String::new() }
}

/// The same with one cell of a row typed over.
fn with(mut form: PricesForm, page: &PricesPage, name: &str, months: u16, cost: &str) -> PricesForm {
    let field = format!("cost_{}_{months}", row(page, name).row);
    assert!(form.fields.insert(field, cost.to_owned()).is_some());
    form
}

async fn save(demo: &Demo, intname: &str, form: &PricesForm) -> engine::Result<usize> {
    let (_, id) = option(demo, intname).await;
    save_prices(&demo.engine, demo.staff, id, form).await
}

fn boolean(name: &str, intname: &str) -> OptionForm {
    OptionForm {
        billing_type: "per_period".into(),
        kind: "other".into(),
        name: name.into(),
        intname: intname.into(),
        value_type: "boolean".into(),
        ..OptionForm::default()
    }
}

#[tokio::test]
async fn a_panel_option_offers_every_value_and_those_that_come_later_are_down() {
    on_both(async |demo| {
        let (tariff, panel) = option(demo, "panel").await;
        let refused = add_option(&demo.engine, demo.staff, tariff, &panel_form(demo).await, "second").await;
        let only_one = Refusal::Field(FieldProblem::new("type", Problem::OnlyOne));
        assert_eq!(refusals(refused), [only_one]);
        delete_option(&demo.engine, demo.staff, panel).await.unwrap();

        let panels = panel_form(demo).await;
        let id = add_option(&demo.engine, demo.staff, tariff, &panels, "key").await.unwrap();
        let again = add_option(&demo.engine, demo.staff, tariff, &panels, "key").await.unwrap();
        assert_eq!(again, id, "a form that is sent twice adds one option");
        let page = grid(demo, "panels").await;
        assert_eq!((page.rows.len(), page.total), (7, 7));
        assert!(
            page.rows.iter().all(|row| row.available && row.cells.iter().all(|cell| cell.price.is_none()))
        );

        let list = page.option.details.choice.enumeration().unwrap();
        add_late_value(demo, list).await;
        let page = grid(demo, "panels").await;
        assert!(!row(&page, "Late").available);
        assert_eq!(save(demo, "panels", &with(form(&page), &page, "Late", 1, "3")).await.unwrap(), 1);
        let page = grid(demo, "panels").await;
        assert_eq!((cost(&page, "Late", 1), row(&page, "Late").available), (Some(300), false));
        let up = PricesWanted { available: Some(true), ..EVERYTHING };
        let page = option_prices(&demo.engine, demo.staff, tariff, id, &up).await.unwrap();
        assert_eq!((page.total, page.rows.len()), (7, 7));
        let found = PricesWanted { search: "LATE".into(), limit: 1, ..EVERYTHING };
        let page = option_prices(&demo.engine, demo.staff, tariff, id, &found).await.unwrap();
        assert_eq!((page.total, page.rows[0].name.as_str()), (1, "Late"));
    })
    .await;
}

/// A value that joins the list after the option.
async fn add_late_value(demo: &Demo, list: EnumerationId) -> ValueId {
    let code = PlanCode::parse("60000").unwrap();
    let product_id = products::list(demo.db()).await.unwrap().first().map(|product| product.id);
    let late = NewValue { enumeration_id: list, name: "Late", plan_code: &code, product_id, sort: 9 };
    let mut tx = demo.db().begin().await.unwrap();
    let value = enumerations::insert_value(&mut tx, &late).await.unwrap();
    tx.commit().await.unwrap();
    value
}

async fn panel_form(demo: &Demo) -> OptionForm {
    let list = enumerations::list(demo.db()).await.unwrap().remove(0).id;
    OptionForm {
        kind: "panel_license".into(),
        value_type: "enumeration".into(),
        enumeration: list.to_string(),
        ..boolean("Panels", "panels")
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_option_stands_beside_its_fields() {
    on_both(async |demo| {
        let tariff = demo.tariff("VPS Business").await;
        let add = async |form: OptionForm| {
            refusals(add_option(&demo.engine, demo.staff, tariff, &form, "key").await)
        };
        let problem = |field: &str, problem| Refusal::Field(FieldProblem::new(field, problem));
        assert_eq!(add(boolean("Backups", "backups")).await, [problem("intname", Problem::Taken)]);
        let empty = OptionForm { name: " ".into(), intname: "a b".into(), ..boolean("", "") };
        let wanted = [problem("name", Problem::Missing), problem("intname", Problem::NotAnInternalName)];
        assert_eq!(add(empty).await, wanted);
        let strange = OptionForm { default_value: "999".into(), ..panel_form(demo).await };
        let fit = Problem::DoesNotFit { with: "enumeration".into() };
        assert_eq!(add(strange).await, [problem("default_value", fit)]);
        let client = add_option(&demo.engine, demo.client, tariff, &boolean("A", "a"), "key").await;
        assert!(matches!(client, Err(engine::Error::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn two_staff_who_edit_one_option_are_told_of_each_other() {
    on_both(async |demo| {
        let (tariff, id) = option(demo, "backups").await;
        let page = reads::option(&demo.engine, demo.staff, tariff, Some(id)).await.unwrap();
        let version = page.option.unwrap().option.version;
        let edit =
            async |name| edit_option(&demo.engine, demo.staff, id, version, &boolean(name, "backups")).await;
        edit("Nightly backups").await.unwrap();
        edit("Nightly backups").await.unwrap();
        let [Refusal::ChangedMeanwhile { by, .. }] = &refusals(edit("Weekly backups").await)[..] else {
            panic!("not refused")
        };
        assert_eq!(by.as_deref(), Some("Demo staff"));
        let history = option_history(&demo.engine, demo.staff, tariff, id, 0, 9).await.unwrap().history;
        assert_eq!(history.total, 1, "what changes nothing is no change");
        let names = &history.changes[0].fields[0];
        assert_eq!(names.old.as_deref(), Some("Daily backups"));
        assert_eq!(names.new.as_deref(), Some("Nightly backups"));
    })
    .await;
}

#[tokio::test]
async fn a_grid_is_saved_at_once_and_its_history_has_every_cell() {
    on_both(async |demo| {
        let page = grid(demo, "panel").await;
        let (lite, pro) = (row(&page, "ispmanager 6 lite").row, row(&page, "ispmanager 6 pro").row);
        assert_eq!(save(demo, "panel", &form(&page)).await.unwrap(), 0, "nothing changed");
        let mut changed = with(form(&page), &page, "ispmanager 6 lite", 1, "7,10");
        changed.fields.insert(format!("setup_{lite}_1"), "1".to_owned());
        changed.fields.insert(format!("cost_{pro}_12"), String::new());
        changed.fields.remove(&format!("available_{pro}"));
        assert_eq!(save(demo, "panel", &changed).await.unwrap(), 4);
        assert_eq!(save(demo, "panel", &changed).await.unwrap(), 0, "sent twice, it changes nothing more");

        let page = grid(demo, "panel").await;
        let price = cell(&page, "ispmanager 6 lite", 1).price.unwrap();
        assert_eq!((price.cost.minor(), price.setup.minor()), (710, 100));
        assert_eq!(cost(&page, "ispmanager 6 pro", 12), None);
        assert!(!row(&page, "ispmanager 6 pro").available);
        let (tariff, id) = option(demo, "panel").await;
        let history = option_history(&demo.engine, demo.staff, tariff, id, 0, 9).await.unwrap().history;
        let [change] = &history.changes[..] else { panic!("{history:?}") };
        assert_eq!((change.object.0, change.verb), (Object::Prices, Verb::Changed));
        let told: Vec<_> = change
            .fields
            .iter()
            .map(|field| (field.field.as_str(), field.old.as_deref(), field.new.as_deref()))
            .collect();
        let (cost_1, setup_1) =
            (format!("cost_{lite}_1|ispmanager 6 lite"), format!("setup_{lite}_1|ispmanager 6 lite"));
        let (up, cost_12) =
            (format!("available_{pro}|ispmanager 6 pro"), format!("cost_{pro}_12|ispmanager 6 pro"));
        assert_eq!(
            told,
            [
                (cost_1.as_str(), Some("6.90 EUR"), Some("7.10 EUR")),
                (setup_1.as_str(), None, Some("1.00 EUR")),
                (up.as_str(), Some("Up"), Some("Down")),
                (cost_12.as_str(), Some("115.00 EUR"), None),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_wrong_amount_saves_nothing_and_stands_beside_its_cell() {
    on_both(async |demo| {
        let page = grid(demo, "panel").await;
        let host = row(&page, "ispmanager 6 host").row;
        let mut wrong = with(form(&page), &page, "ispmanager 6 lite", 1, "seven");
        wrong.fields.insert(format!("setup_{host}_3"), "5".to_owned());
        let fields: Vec<_> = refusals(save(demo, "panel", &wrong).await)
            .iter()
            .map(|refusal| refusal.field().unwrap().to_owned())
            .collect();
        assert_eq!(fields, [format!("cost_{}_1", row(&page, "ispmanager 6 lite").row)]);
        let fee = with(wrong, &page, "ispmanager 6 lite", 1, "7");
        let missing = FieldProblem::new(format!("cost_{host}_3"), Problem::Missing);
        assert_eq!(refusals(save(demo, "panel", &fee).await), [Refusal::Field(missing)]);
        assert_eq!(cost(&grid(demo, "panel").await, "ispmanager 6 lite", 1), Some(690));
    })
    .await;
}

#[tokio::test]
async fn a_table_from_a_spreadsheet_counts_more_than_the_cells_and_reaches_every_page() {
    on_both(async |demo| {
        let (tariff, id) = option(demo, "panel").await;
        let first = PricesWanted { limit: 2, ..EVERYTHING };
        let page = option_prices(&demo.engine, demo.staff, tariff, id, &first).await.unwrap();
        assert_eq!((page.rows.len(), page.total), (2, 7));
        let mut typed = with(form(&page), &page, "ispmanager 6 lite", 1, "9");
        typed.table = "Panel\t1\t3\t12\n55227\t1\t2\t\nispmanager 6 pro\t3\t4\t5\t0.5\t\t".to_owned();
        save_prices(&demo.engine, demo.staff, id, &typed).await.unwrap_err();
        typed.table =
            "Panel\tmonth\tquarter\tyear\n55227\t1\t2\t\nispmanager 6 pro\t3\t4\t5\t0.5\t\t".to_owned();
        assert_eq!(save_prices(&demo.engine, demo.staff, id, &typed).await.unwrap(), 7);
        let page = grid(demo, "panel").await;
        let costs = |name| [1, 3, 12].map(|months| cost(&page, name, months));
        assert_eq!(costs("ispmanager 6 lite"), [Some(100), Some(200), None]);
        assert_eq!(costs("ispmanager 6 pro"), [Some(300), Some(400), Some(500)]);
        assert_eq!(cell(&page, "ispmanager 6 pro", 1).price.unwrap().setup.minor(), 50);

        let wrong = PricesForm { table: "55226\t1\t2\t3".to_owned(), ..form(&page) };
        let problem = Problem::Table(TableProblem::NoSuchRow { line: 1 });
        let refused = refusals(save(demo, "panel", &wrong).await);
        assert_eq!(refused, [Refusal::Field(FieldProblem::new("table", problem))]);
    })
    .await;
}

#[tokio::test]
async fn two_staff_in_one_grid_cross_only_where_both_changed_a_cell() {
    on_both(async |demo| {
        let page = grid(demo, "panel").await;
        let (lite, pro) = ("ispmanager 6 lite", "ispmanager 6 pro");
        let theirs = with(with(form(&page), &page, lite, 1, "7"), &page, pro, 1, "12");
        assert_eq!(save(demo, "panel", &theirs).await.unwrap(), 2);
        let mine = with(form(&page), &page, lite, 12, "70");
        assert_eq!(save(demo, "panel", &mine).await.unwrap(), 1);
        let now = grid(demo, "panel").await;
        let costs = (cost(&now, lite, 1), cost(&now, pro, 1), cost(&now, lite, 12));
        assert_eq!(costs, (Some(700), Some(1_200), Some(7_000)), "each has changed what they changed");

        let crossing = with(form(&page), &page, pro, 1, "13");
        let refused = refusals(save(demo, "panel", &crossing).await);
        let now_is = Problem::NowIs { stored: "12.00 EUR".to_owned() };
        let field = format!("cost_{}_1", row(&page, pro).row);
        assert!(
            matches!(&refused[0], Refusal::ChangedMeanwhile { by: Some(name), .. } if name == "Demo staff")
        );
        assert_eq!(refused[1..], [Refusal::Field(FieldProblem::new(field, now_is))]);
        let seen = PricesForm { version: now.version, ..with(form(&now), &now, pro, 1, "13") };
        assert_eq!(save(demo, "panel", &seen).await.unwrap(), 1, "whoever has seen it may change it");
    })
    .await;
}

#[tokio::test]
async fn prices_come_back_as_they_were_before_a_change() {
    on_both(async |demo| {
        let (tariff, id) = option(demo, "panel").await;
        let (lite, pro) = ("ispmanager 6 lite", "ispmanager 6 pro");
        let page = grid(demo, "panel").await;
        save(demo, "panel", &with(form(&page), &page, lite, 1, "7")).await.unwrap();
        let page = grid(demo, "panel").await;
        let mut second = with(with(form(&page), &page, lite, 1, "8"), &page, pro, 1, "");
        second.fields.remove(&format!("available_{}", row(&page, pro).row));
        save(demo, "panel", &second).await.unwrap();
        let changes = catalogue_changes::of_option(demo.db(), id, 0, 9).await.unwrap();
        let [latest, first] = [changes[0].id, changes[1].id];

        let preview = price_restoration(&demo.engine, demo.staff, tariff, id, first).await.unwrap();
        let told: Vec<_> = preview
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field.now.as_deref(), field.then.as_deref(), field.obstacle))
            .collect();
        assert_eq!(
            told,
            [
                (lite, Some("8.00 EUR"), Some("6.90 EUR"), None),
                (pro, None, Some("11.50 EUR"), None),
                (pro, Some("Down"), Some("Up"), None),
            ]
        );
        let stale = restore_prices(&demo.engine, demo.staff, id, first, first).await;
        assert!(matches!(refusals(stale)[..], [Refusal::ChangedMeanwhile { .. }]));
        let restore = async |change, version| {
            restore_prices(&demo.engine, demo.staff, id, change, version).await.unwrap()
        };
        assert_eq!(restore(first, preview.version).await, 3);
        assert_eq!(restore(first, preview.version).await, 0, "sent twice, it changes nothing more");
        let page = grid(demo, "panel").await;
        assert_eq!((cost(&page, lite, 1), cost(&page, pro, 1)), (Some(690), Some(1_150)));
        assert!(row(&page, pro).available);
        let restored = catalogue_changes::of_option(demo.db(), id, 0, 1).await.unwrap().remove(0);
        assert_eq!((restored.verb, restored.fields.len()), (Verb::Restored, 3));

        assert_eq!(restore(restored.id, restored.id).await, 3, "a restoration is taken back like any change");
        assert_eq!(cost(&grid(demo, "panel").await, lite, 1), Some(800));
        let foreign = price_restoration(&demo.engine, demo.staff, tariff, id, latest + 99).await;
        assert!(matches!(foreign, Err(engine::Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_price_of_a_value_that_is_gone_stays_gone() {
    on_both(async |demo| {
        let (tariff, id) = option(demo, "panel").await;
        let page = grid(demo, "panel").await;
        let list = page.option.details.choice.enumeration().unwrap();
        let value = add_late_value(demo, list).await;
        let page = grid(demo, "panel").await;
        save(demo, "panel", &with(form(&page), &page, "Late", 1, "3")).await.unwrap();
        let page = grid(demo, "panel").await;
        save(demo, "panel", &with(form(&page), &page, "Late", 1, "")).await.unwrap();
        let change = catalogue_changes::last(demo.db(), (Object::Prices, id.get())).await.unwrap();
        delete_value(&demo.engine, demo.staff, value).await.unwrap();
        let preview = price_restoration(&demo.engine, demo.staff, tariff, id, change).await.unwrap();
        let obstacles: Vec<_> = preview.fields.iter().map(|field| field.obstacle).collect();
        assert_eq!(obstacles, [Some(Obstacle::RowGone)]);
        assert_eq!(restore_prices(&demo.engine, demo.staff, id, change, change).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_cost_beside_a_price_is_that_of_the_period_the_rules_would_order() {
    on_both(async |demo| {
        let license_server = modules::list(demo.db()).await.unwrap()[0].id;
        let lite = "ispmanager 6 lite";
        assert_eq!(cell(&grid(demo, "panel").await, lite, 1).seller, SellerCost::Unknown);
        let usd = Currency::parse("USD").unwrap();
        let row = |plan: &str, months, e4, currency| PriceListRow {
            plan_code: PlanCode::parse(plan).unwrap(),
            period: Period::months(months),
            name: "A panel".to_owned(),
            cost: RemoteMoney::new(e4, currency),
        };
        let rows = [
            row("55227", 1, 50_000, Currency::EUR),
            row("55227", 12, 840_000, Currency::EUR),
            row("55228", 12, 1_000_000, usd),
        ];
        let mut tx = demo.db().begin().await.unwrap();
        price_list::replace(&mut tx, license_server, &rows).await.unwrap();
        module_reads::save(&mut tx, license_server, "price_list", &serde_json::json!({ "plans": 2 }), 7)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let page = grid(demo, "panel").await;
        // The demo's rule orders a year for a month: 84.00 a year are 7.00 a month, more than the price of 6.90.
        let SellerCost::Known { paid, cost, margin: Some(Margin::Known { cost: share, left, .. }) } =
            cell(&page, lite, 1).seller
        else {
            panic!("{:?}", cell(&page, lite, 1))
        };
        assert_eq!((paid, cost.e4(), share.minor()), (Period::months(12), 840_000, 700));
        assert_eq!(left.map(Money::minor), Some(-10));
        // No rule for three months, and nothing is sold for three: the shortest.
        let SellerCost::Known { paid, margin: Some(Margin::Known { cost: share, .. }), .. } =
            cell(&page, lite, 3).seller
        else {
            panic!("{:?}", cell(&page, lite, 3))
        };
        assert_eq!((paid, share.minor()), (Period::months(1), 1_500));
        assert_eq!(cell(&page, "No control panel", 1).seller, SellerCost::NoLicense);
        assert_eq!(cell(&page, "ispmanager 6 host", 1).seller, SellerCost::NotSold);
        assert_eq!(page.not_comparable, [usd]);
        assert_eq!(page.source.unwrap().read_at_ms, Some(7));
    })
    .await;
}

/// Orders *VPS Business* without a panel and with these options typed.
async fn order(demo: &Demo, extras: &[(&str, &str)], key: &str) -> engine::Result<engine::actions::Placed> {
    let tariff = demo.tariff("VPS Business").await;
    let typed = extras.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned()));
    let form = OrderForm { extras: typed.collect(), ..demo.form(tariff, "No control panel").await };
    place_order(&demo.engine, demo.client, tariff, &form, key).await
}

#[tokio::test]
async fn an_order_with_extras_is_charged_frozen_and_renewed_with_them() {
    on_both(async |demo| {
        let before = demo.balance(demo.client).await.minor();
        let extras = [("backups", "on"), ("addresses", "2")];
        let id = order(demo, &extras, "key").await.unwrap().service_id;
        assert_eq!(before - demo.balance(demo.client).await.minor(), 1_190 + 250 + 2 * 200);
        let kept = services::options::list(demo.db(), id).await.unwrap();
        let kept: Vec<_> = kept.iter().map(|it| (it.kind, it.amount, it.unit.as_str())).collect();
        assert_eq!(kept, [(OptionKind::ExtraAddresses, 2, "addresses"), (OptionKind::Backups, 1, "")]);
        let page = reads::service(&demo.engine, demo.client, id).await.unwrap();
        let quote = page.quote.unwrap();
        let lines: Vec<_> = quote.lines().iter().map(|line| line.name.as_str()).collect();
        let wanted =
            ["VPS Business", "No control panel", "Daily backups", "Extra IPv4 addresses: 2 addresses"];
        assert_eq!(lines, wanted);
        assert_eq!(orders::of_service(demo.db(), id).await.unwrap().unwrap().total, quote.total());

        let terms = reads::renewal(&demo.engine, demo.client, id).await.unwrap().terms;
        let totals: Vec<_> = terms.iter().map(|term| term.quote.total().minor()).collect();
        let wanted = [1_190 + 250 + 400, 3_390 + 690 + 1_140, 12_490 + 2_490 + 4_200];
        assert_eq!(totals, wanted);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_an_extra_is_told_at_its_field_and_nothing_is_ordered() {
    on_both(async |demo| {
        let refused = refusals(order(demo, &[("addresses", "9")], "key").await);
        let [refusal @ Refusal::Order(FieldError::Extra { .. })] = &refused[..] else {
            panic!("{refused:?}")
        };
        assert_eq!(refusal.field(), Some("option_addresses"));
        assert_eq!(demo.balance(demo.client).await.minor(), 50_000);
    })
    .await;
}

#[tokio::test]
async fn an_option_that_is_disabled_is_no_longer_ordered_but_still_renewed() {
    on_both(async |demo| {
        let (tariff, id) = option(demo, "backups").await;
        let service = order(demo, &[("backups", "on")], "key").await.unwrap().service_id;
        let refused = refusals(delete_option(&demo.engine, demo.staff, id).await);
        let [Refusal::InUse { uses, more: 0 }] = &refused[..] else { panic!("{refused:?}") };
        assert_eq!((uses[0].what, uses[0].id), (UsedBy::Service, service.get()));

        let option = set_option_enabled(&demo.engine, demo.staff, id, false).await.unwrap();
        assert!(!option.enabled && option.tariff_id == tariff);
        let offer = demo.form_page(tariff).await.offer.unwrap();
        assert!(offer.prices.extras.iter().all(|extra| extra.option != id || !extra.is_on));
        let without = order(demo, &[("backups", "on")], "other").await.unwrap().service_id;
        assert_eq!(services::options::list(demo.db(), without).await.unwrap(), []);
        let terms = reads::renewal(&demo.engine, demo.client, service).await.unwrap().terms;
        assert_eq!(terms[0].quote.total().minor(), 1_190 + 250);

        let panel = self::option(demo, "panel").await.1;
        set_option_enabled(&demo.engine, demo.staff, panel, false).await.unwrap();
        assert_eq!(demo.form_page(tariff).await.offer, None);
        let terms = reads::renewal(&demo.engine, demo.client, service).await.unwrap().terms;
        assert_eq!(terms.len(), 3, "who has a panel option keeps renewing by it");
    })
    .await;
}

#[tokio::test]
async fn an_option_that_is_not_charged_costs_nothing_and_needs_no_prices() {
    on_both(async |demo| {
        let tariff = demo.tariff("VPS Business").await;
        let free = OptionForm { billing_type: "not_charged".into(), ..boolean("Monitoring", "monitoring") };
        add_option(&demo.engine, demo.staff, tariff, &free, "key").await.unwrap();
        let before = demo.balance(demo.client).await.minor();
        let id = order(demo, &[("monitoring", "on")], "order").await.unwrap().service_id;
        assert_eq!(before - demo.balance(demo.client).await.minor(), 1_190);
        let quote = reads::service(&demo.engine, demo.client, id).await.unwrap().quote.unwrap();
        assert!(quote.lines().iter().any(|line| line.name == "Monitoring" && line.amount.is_zero()));
    })
    .await;
}
