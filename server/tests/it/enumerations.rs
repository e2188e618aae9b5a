//! Enumerations, their values and product groups as staff edit them, by forms and without scripts.

use axum::http::StatusCode;
use scraper::Selector;

use crate::support::app::TestApp;
use crate::support::browser::{CLIENT, Page, STAFF, TestClient};
use crate::support::crawl::{Form, forms};

const LISTS: &str = "/staff/products/enumerations";
const VALUES: &str = "/staff/products/enumerations/1/values";
const GROUPS: &str = "/staff/products/product-groups";

on_both! {
    async fn an_empty_installation_makes_its_list_of_panels_with_one_button(app: TestApp) {
        forget_lists(app).await;
        let staff = app.logged_in(STAFF).await;
        let page = staff.get(LISTS).await;
        let button = form_to(&page, "/fn/make_panel_list");
        let made = staff.submit(&button.action, &button.pairs()).await;
        assert_eq!(made.words("h1").as_deref(), Some("Server control panel"));
        assert_eq!(cells(&made, "Internal name"), ["nopanel no license"]);
        staff.submit(&button.action, &button.pairs()).await;
        let lists = staff.get(LISTS).await;
        assert_eq!(names(&lists), ["Server control panel"]);
        assert!(forms(&lists.html()).iter().all(|form| form.action != "/fn/make_panel_list"));
    }

    async fn a_list_is_added_edited_and_deleted_and_its_history_says_who_did_it(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let form = form_to(&staff.get(&format!("{LISTS}/add")).await, "/fn/add_enumeration");
        let refused = form.clone().with("name", "Backup plans").with("intname", "server_control_panel");
        let page = staff.submit(&refused.action, &refused.pairs()).await;
        assert_eq!(page.words("#intname-error").as_deref(), Some("Something else has this already."));
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("Backup plans"));
        let form = form.with("name", "Backup plans").with("intname", "backups");
        let answer = staff.post_form(&form.action, &form.pairs()).await;
        let values = answer.location().unwrap().to_owned();
        let again = staff.post_form(&form.action, &form.pairs()).await;
        assert_eq!(again.location(), Some(values.as_str()));
        let list = values.trim_end_matches("/values");

        let edit = form_to(&staff.get(list).await, "/fn/edit_enumeration").with("name", "Backups");
        staff.submit(&edit.action, &edit.pairs()).await;
        assert_eq!(names(&staff.get(LISTS).await), ["Server control panel", "Backups"]);
        let history = staff.get(&format!("{list}/history")).await;
        assert_eq!(cells(&history, "Who"), ["Demo staff", "Demo staff"]);
        assert_eq!(cells(&history, "Old → new"), [
            "Name: Backup plans → Backups",
            "Name: – → Backup plans Internal name: – → backups",
        ]);
        let delete = form_to(&staff.get(&format!("{list}/delete")).await, "/fn/delete_enumeration");
        for _ in 0..2 {
            let page = staff.submit(&delete.action, &delete.pairs()).await;
            assert_eq!(page.words("[role=status]").as_deref(), Some("Deleted."));
        }
        assert_eq!(names(&staff.get(LISTS).await), ["Server control panel"]);
    }

    async fn the_license_servers_name_stands_beside_each_code_or_that_it_sells_no_such_plan(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        assert_eq!(cells(&staff.get(VALUES).await, "Internal name")[1], "55227");
        let form = form_to(&staff.get(VALUES).await, "/fn/refresh_price_list");
        let page = staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(page.words("h1").as_deref(), Some("Server control panel"));
        let codes = cells(&page, "Internal name");
        assert_eq!(codes[1], "55227 ispmanager 6 lite");
        assert_eq!(codes[5], "55382 BILLmanager 6 Hosting & Cloud month");
        assert!(page.words(".saved-copy").unwrap().starts_with("License server: 11 plans on the price list as of"));
        app.execute("UPDATE enumeration_values SET intname = '55999' WHERE intname = '55227'").await;
        let page = staff.get(VALUES).await;
        assert_eq!(cells(&page, "Internal name")[1], "55999 Not on the price list of License server");
        assert_eq!(cells(&staff.get(&format!("{VALUES}?state=not_sold")).await, "Internal name").len(), 1);
    }

    async fn a_price_list_that_cannot_be_read_leaves_the_last_one_and_says_why(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        app.order_faults(serde_json::json!([{ "function": "pricelist.export", "what": "http_500" }])).await;
        let form = form_to(&staff.get(VALUES).await, "/fn/refresh_price_list");
        let page = staff.submit(&form.action, &form.pairs()).await;
        let said = page.words("[role=alert]").unwrap_or_default();
        assert!(said.starts_with("The license server did not answer as it should"), "{said}");
        assert_eq!(cells(&page, "Internal name")[1], "55227 ispmanager 6 lite");
        app.clear_faults().await;
    }

    async fn a_value_and_its_new_product_group_are_one_form(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let form = value_form(&staff, "add").await
            .with("name", "CloudLinux")
            .with("intname", "9203")
            .with("product", "new")
            .with("product_name", "CloudLinux OS")
            .with("function_prefix", "softexternal")
            .with("addons", "55236 = 2")
            .with("sort", "2");
        for _ in 0..2 {
            let page = staff.submit(&form.action, &form.pairs()).await;
            assert_eq!(page.words("[role=status]").as_deref(), Some("Added."));
        }
        let page = staff.get(VALUES).await;
        assert_eq!(names(&page)[..3], ["No control panel", "CloudLinux", "ispmanager 6 lite"]);
        assert_eq!(cells(&page, "Order"), ["↑ 1 ↓", "↑ 2 ↓", "↑ 3 ↓", "↑ 4 ↓", "↑ 5 ↓", "↑ 6 ↓", "↑ 7 ↓", "↑ 8 ↓"]);
        let groups = staff.get(&format!("{GROUPS}?q=9203")).await;
        assert_eq!(names(&groups), ["CloudLinux OS"]);
        assert_eq!(cells(&groups, "Function prefix"), ["softexternal"]);
        assert_eq!(cells(&groups, "Add-ons"), ["55236 = 2"]);
        assert_eq!(cells(&groups, "Used by"), ["1 value"]);
    }

    async fn a_refused_value_comes_back_as_it_was_typed_with_each_problem_beside_its_field(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let form = value_form(&staff, "add").await
            .with("name", "")
            .with("intname", "55999")
            .with("product", "new")
            .with("addons", "lots")
            .with("sort", "first");
        let page = staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(page.words("#name-error").as_deref(), Some("Fill this in."));
        assert_eq!(page.words("#product_name-error").as_deref(), Some("Fill this in."));
        assert!(page.words("#addons-error").unwrap().starts_with("An add-on is written like 55236 = 3"));
        assert_eq!(page.words("#sort-error").as_deref(), Some("A whole number is needed."));
        assert_eq!(page.attribute("#intname", "value").as_deref(), Some("55999"));
        assert_eq!(page.attribute("#addons", "value").as_deref(), Some("lots"));
        assert_eq!(page.attribute("#product option[selected]", "value").as_deref(), Some("new"));
        // No license server sells the code: a warning, not a problem.
        assert!(page.words("#plan-check").unwrap().starts_with("55999 is not on the price list of License server"));
        assert!(page.words("#intname-error").is_none());
        let missing = value_form(&staff, "add").await.with("name", "A").with("intname", "55999");
        let page = staff.submit(&missing.action, &missing.pairs()).await;
        assert_eq!(page.words("#product-error").as_deref(), Some("Fill this in."));
        assert_eq!(names(&staff.get(VALUES).await).len(), 7);
    }

    async fn a_code_that_nobody_sells_is_saved_with_a_warning_and_is_checked_beforehand_on_demand(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let check = async |code: &str| {
            let page = staff.get(&format!("{VALUES}/add?name=Mine&intname={code}&product=1")).await;
            assert_eq!(page.attribute("#name", "value").as_deref(), Some("Mine"));
            page.words("#plan-check").unwrap()
        };
        assert_eq!(check("55239").await, "At License server this is “ispmanager 6 trial”.");
        assert!(check("1").await.starts_with("1 is not on the price list of License server"));
        assert_eq!(check("nopanel").await, "");
        let form = value_form(&staff, "add").await.with("name", "Mine").with("intname", "1").with("product", "1");
        let page = staff.submit(&form.action, &form.pairs()).await;
        let said = page.words("[role=status]").unwrap();
        assert!(said.starts_with("Added. 1 is not on the price list of License server"), "{said}");
    }

    async fn two_staff_who_edit_one_value_are_told_and_the_second_decides(app: TestApp) {
        app.engine_refreshed().await;
        let (first, second) = (app.logged_in(STAFF).await, app.logged_in(STAFF).await);
        let (one, other) = (value_form(&first, "2").await, value_form(&second, "2").await);
        let one = one.with("name", "Lite");
        assert_eq!(first.submit(&one.action, &one.pairs()).await.words("[role=status]").as_deref(), Some("Saved."));
        assert_eq!(first.submit(&one.action, &one.pairs()).await.words("[role=status]").as_deref(), Some("Saved."));
        let other = other.with("name", "ispmanager Lite");
        let page = second.submit(&other.action, &other.pairs()).await;
        let said = page.words("[role=alert]").unwrap();
        assert!(said.starts_with("Demo staff changed this"), "{said}");
        assert_eq!(cells(&page, "Stored now"), ["Lite"]);
        assert_eq!(cells(&page, "Typed by you"), ["ispmanager Lite"]);
        let again = form_to(&page, "/fn/edit_value");
        second.submit(&again.action, &again.pairs()).await;
        assert_eq!(names(&second.get(VALUES).await)[1], "ispmanager Lite");
    }

    async fn what_staff_change_is_what_the_next_client_sees(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let client = app.logged_in(CLIENT).await;
        let offered = async || -> Vec<String> {
            let page = client.get("/order/1").await;
            let html = page.html();
            let titles = Selector::parse("label.choice:has(input[name=panel]) .choice__title").unwrap();
            html.select(&titles).map(|title| title.text().collect()).collect()
        };
        assert_eq!(offered().await[..2], ["No control panel", "ispmanager 6 lite"]);
        let form = value_form(&staff, "2").await.with("name", "ispmanager for small sites").with("sort", "1");
        staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(offered().await[..2], ["ispmanager for small sites", "No control panel"]);
    }

    async fn arrows_move_a_value_once_however_often_they_are_pressed(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let page = staff.get(VALUES).await;
        let up = arrow(&page, "Move ispmanager 6 pro up");
        let moves = form_to(&page, "/fn/move_value").with("to", &up);
        for _ in 0..2 {
            let answer = staff.post_form(&moves.action, &moves.pairs()).await;
            assert_eq!(answer.location(), Some(format!("{VALUES}?page=1#value-3").as_str()));
        }
        assert_eq!(names(&staff.get(VALUES).await)[..3], ["No control panel", "ispmanager 6 pro", "ispmanager 6 lite"]);
        let stale = moves.with("to", &arrow(&page, "Move BILLmanager 6 year up"));
        let page = staff.submit(&stale.action, &stale.pairs()).await;
        let said = page.words("[role=alert]").unwrap();
        assert!(said.starts_with("Somebody changed the list meanwhile."), "{said}");
        assert_eq!(names(&page)[5..], ["BILLmanager 6 month", "BILLmanager 6 year"]);
        let history = staff.get("/staff/products/enumerations/1/history").await;
        assert_eq!(cells(&history, "Old → new"), ["Order: 3 → 2"]);
    }

    async fn plans_are_imported_by_ticking_them_and_importing_twice_adds_nothing_twice(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let page = staff.get(&format!("{VALUES}/import")).await;
        assert_eq!(cells(&page, "Plan code").len(), 11);
        assert_eq!(cells(&page, "Sold for")[2], "1 month: 5.67 EUR 12 months: 56.70 EUR");
        assert_eq!(cells(&page, "In this list")[2], "In the list already");
        assert!(page.attribute("#plan_55227", "type").is_none(), "what is in the list is not ticked again");
        assert!(page.attribute("#plan_55239", "type").is_some());
        let none = staff.get(&format!("{VALUES}/import?module=1&step=check")).await;
        assert_eq!(none.words("[role=alert]").as_deref(), Some("Tick at least one plan."));

        let ticked = format!("{VALUES}/import?module=1&step=check&plan_55239=on&plan_55240=on&plan_55227=on");
        let page = staff.get(&ticked).await;
        let said = page.words(".note").unwrap();
        assert!(said.starts_with("2 values will be added. New product groups: ispmanager 6 business trial, "), "{said}");
        assert!(said.ends_with("1 plan is in the list already and stays as it is."), "{said}");
        let form = form_to(&page, "/fn/import_values");
        let refused = form.clone().with("group_55240", "").with("name_55239", "Try it");
        let page = staff.submit(&refused.action, &refused.pairs()).await;
        assert_eq!(page.words("#group_55240-error").as_deref(), Some("Fill this in."));
        assert_eq!(page.attribute("#name_55239", "value").as_deref(), Some("Try it"));

        let form = form
            .with("name_55239", "Try ispmanager")
            .with("group_55239", "ispmanager 6 lite")
            .with("group_55240", "Trials");
        let page = staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(page.words("[role=status]").as_deref(), Some("2 values added."));
        assert_eq!(names(&page)[7..], ["Try ispmanager", "ispmanager 6 business trial"]);
        assert_eq!(cells(&page, "Product group")[7..], ["ispmanager 6 lite", "Trials"]);
        let page = staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(page.words("[role=status]").as_deref(), Some("0 values added. 2 were in the list already."));
        assert_eq!(names(&page).len(), 9);
        let groups = staff.get(&format!("{GROUPS}?q=lite")).await;
        assert_eq!(cells(&groups, "Plan codes"), ["55227, 55239"]);
    }

    async fn what_is_used_is_not_deleted_and_the_page_leads_to_what_uses_it(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        for (page, form) in [
            (format!("{VALUES}/2/delete"), ("/fn/delete_value", vec![("id", "2"), ("enumeration", "1")])),
            (format!("{LISTS}/1/delete"), ("/fn/delete_enumeration", vec![("id", "1")])),
            (format!("{GROUPS}/1/delete"), ("/fn/delete_product", vec![("id", "1")])),
        ] {
            let shown = staff.get(&page).await;
            assert!(shown.words(".card__title").unwrap().ends_with("cannot be deleted"), "{page}");
            let link = shown.attribute(".card ul a", "href").unwrap();
            assert!(link.starts_with("/staff/products/"), "{link}");
            let before = app.contents().await;
            let answer = staff.post_form(form.0, &form.1).await;
            assert_eq!(answer.location(), Some(page.as_str()));
            assert_eq!(app.contents().await, before, "{page}");
        }
    }

    async fn a_value_that_nothing_uses_is_deleted_with_its_place(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let form = value_form(&staff, "add").await
            .with("name", "First").with("intname", "1").with("product", "1").with("sort", "1");
        let page = staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(names(&page)[0], "First");
        let form = form_to(&staff.get(&format!("{VALUES}/8/delete")).await, "/fn/delete_value");
        for _ in 0..2 {
            let page = staff.submit(&form.action, &form.pairs()).await;
            assert_eq!(page.words("[role=status]").as_deref(), Some("Deleted."));
            assert_eq!(cells(&page, "Order")[0], "↑ 1 ↓");
            assert_eq!(names(&page).len(), 7);
        }
        assert_eq!(staff.get(&format!("{VALUES}/8")).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_product_group_is_added_edited_and_keeps_the_codes_on_sale(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let form = form_to(&staff.get(&format!("{GROUPS}/add")).await, "/fn/add_product")
            .with("name", "VMmanager 6")
            .with("function_prefix", "platform")
            .with("addons", "55165 = 1, 55164 = 10")
            .with("plan_codes", "55163");
        for _ in 0..2 {
            let page = staff.submit(&form.action, &form.pairs()).await;
            assert_eq!(page.words("[role=status]").as_deref(), Some("Added."));
        }
        let found = staff.get(&format!("{GROUPS}?q=VMMANAGER")).await;
        assert_eq!(cells(&found, "Add-ons"), ["55164 = 10, 55165 = 1"]);
        assert_eq!(cells(&found, "Used by"), ["Nothing yet"]);
        let edit = form_to(&staff.get(&format!("{GROUPS}/1")).await, "/fn/edit_product").with("plan_codes", "1");
        let page = staff.submit(&edit.action, &edit.pairs()).await;
        assert!(page.words("#plan_codes-error").unwrap().starts_with("A value of an enumeration sells 55227"));
        let edit = edit.with("plan_codes", "55227 1");
        let page = staff.submit(&edit.action, &edit.pairs()).await;
        assert_eq!(page.words("[role=status]").as_deref(), Some("Saved."));
        let history = staff.get(&format!("{GROUPS}/1/history")).await;
        assert_eq!(cells(&history, "Old → new"), ["Plan codes: 55227 → 1, 55227"]);
    }

    async fn the_toolbar_leads_to_the_pages_of_the_chosen_row(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        for (list, id, go, page) in [
            (LISTS, "1", "values", VALUES.to_owned()),
            (LISTS, "1", "history", format!("{LISTS}/1/history")),
            (VALUES, "2", "", format!("{VALUES}/2")),
            (VALUES, "2", "delete", format!("{VALUES}/2/delete")),
            (GROUPS, "3", "", format!("{GROUPS}/3")),
        ] {
            let bar = form_to(&staff.get(list).await, "/fn/choose_row").with("id", id).with("go", go);
            let answer = staff.post_form(&bar.action, &bar.pairs()).await;
            assert_eq!(answer.location(), Some(page.as_str()));
            assert_eq!(staff.get(&page).await.status, StatusCode::OK);
        }
        assert_eq!(staff.get("/staff/products/enumerations/9/values/2").await.status, StatusCode::NOT_FOUND);
    }
}

/// The demo's catalogue without its lists.
async fn forget_lists(app: &TestApp) {
    for sql in ["DELETE FROM tariff_options", "DELETE FROM enumeration_values", "DELETE FROM enumerations"] {
        app.execute(sql).await;
    }
}

/// The form on a page that is posted there.
fn form_to(page: &Page, action: &str) -> Form {
    let found = forms(&page.html()).into_iter().find(|form| form.action == action);
    found.unwrap_or_else(|| panic!("no form to {action} ({}): {}", page.status, page.text))
}

/// The form of a value of the list of panels, or of a new one.
async fn value_form(staff: &TestClient, value: &str) -> Form {
    let page = staff.get(&format!("{VALUES}/{value}")).await;
    form_to(&page, if value == "add" { "/fn/add_value" } else { "/fn/edit_value" })
}

/// What the rows of a list are called.
fn names(page: &Page) -> Vec<String> {
    texts(page, "tbody td.table__main")
}

/// What a column of a list says.
fn cells(page: &Page, label: &str) -> Vec<String> {
    texts(page, &format!("tbody td[data-label='{label}']"))
}

fn texts(page: &Page, selector: &str) -> Vec<String> {
    let (html, selector) = (page.html(), Selector::parse(selector).unwrap());
    let words = html.select(&selector).map(|element| element.text().collect::<Vec<_>>().join(" "));
    words.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" :", ":")).collect()
}

/// What an arrow sends.
fn arrow(page: &Page, label: &str) -> String {
    page.attribute(&format!("button[aria-label='{label}']"), "value").unwrap()
}
