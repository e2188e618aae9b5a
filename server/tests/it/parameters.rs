//! Period alignment rules as staff edit them: their effect is seen first, and the next order follows them.

use axum::http::StatusCode;

use crate::support::browser::{CLIENT, Page, STAFF, TestClient};
use crate::support::crawl::{Form, forms};
use crate::support::order::Wish;

const MODULE: &str = "/staff/integration/processing-modules/1";

on_both! {
    async fn the_effect_of_a_rule_is_shown_before_it_is_saved(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let form = rule_form(&staff, "3", "12").await;
        let answer = staff.post_form(&form.action, &form.pairs()).await;
        let preview = answer.location().unwrap();
        assert!(preview.starts_with(&format!("{MODULE}/parameters/add?")), "{preview}");
        let page = staff.get(preview).await;
        let said = page.words("#effect").unwrap();
        assert!(
            said.contains(
                "A client who orders 3 months gets a license for 12 months; if they leave after the first, 9 months go \
                 to the pool."
            ),
            "{said}"
        );
        assert!(said.contains("The rule does not apply to one plan, which is not sold for that period:"), "{said}");
        assert!(page.attribute("#effect svg", "aria-label").is_some(), "no drawing");
        assert_eq!(rules(&staff).await.len(), 1, "it was saved unseen");
        save(&staff, &shown_form(&page)).await;
        assert_eq!(rules(&staff).await, ["1 month → 12 months", "3 months → 12 months"]);
    }

    async fn a_rule_sent_twice_is_one_and_a_second_for_the_same_case_is_refused_beside_its_field(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let form = seen(rule_form(&staff, "3", "12").await);
        save(&staff, &form).await;
        save(&staff, &form).await;
        assert_eq!(rules(&staff).await.len(), 2);
        let again = seen(rule_form(&staff, "3", "1").await);
        let page = staff.submit(&again.action, &again.pairs()).await;
        assert_eq!(page.words("#source_period-error").as_deref(), Some("The license server has a rule for this case already."));
        assert_eq!(page.attribute("#change_into option[selected]", "value").as_deref(), Some("1"));
        assert_eq!(rules(&staff).await.len(), 2);
    }

    async fn a_rule_for_one_tariff_plan_is_followed_by_its_next_order_without_a_restart(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let form = seen(rule_form(&staff, "3", "1").await).with("compare_tariff", "on").with("tariff", "1");
        save(&staff, &form).await;
        let wish =
            Wish { plan: "VPS Start", period: "3", panel: "ispmanager 6 lite", host_name: "rule.demo.test" };
        wish.order(&app.logged_in(CLIENT).await).await;
        app.drain_operations().await;
        let state = app.sandbox_state();
        assert_eq!(state["charges"].as_array().unwrap().last().unwrap()["period"], 1);
    }

    async fn a_shorter_license_is_saved_only_after_its_words(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let form = rule_form(&staff, "12", "1").await.with("seen", "12-12");
        let answer = staff.post_form(&form.action, &form.pairs()).await;
        let page = staff.get(answer.location().unwrap()).await;
        let said = page.words("#effect").unwrap();
        assert!(said.contains("It is renewed 11 times; needs balance at the license server each time."), "{said}");
        assert_eq!(rules(&staff).await.len(), 1);
    }

    async fn a_period_that_no_plan_in_use_is_sold_for_is_refused(app: TestApp) {
        app.engine_refreshed().await;
        let staff = app.logged_in(STAFF).await;
        let form = seen(rule_form(&staff, "3", "7").await);
        let page = staff.submit(&form.action, &form.pairs()).await;
        let problem = "The license server sells no plan in use for this period.";
        assert_eq!(page.words("#change_into-error").as_deref(), Some(problem));
        let form = rule_form(&staff, "", "").await;
        let page = staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(page.words("[role=alert] strong").as_deref(), Some("Check 2 fields"));
    }

    async fn two_staff_who_edit_one_rule_are_told(app: TestApp) {
        app.engine_refreshed().await;
        let (first, second) = (app.logged_in(STAFF).await, app.logged_in(STAFF).await);
        let edit = format!("{MODULE}/parameters/1");
        let form_of = async |browser: &TestClient| shown_form(&browser.get(&edit).await);
        let (mine, theirs) = (form_of(&first).await, form_of(&second).await);
        save(&second, &seen(theirs.with("change_into", "1"))).await;
        let form = seen(mine.with("source_period", "3"));
        let page = first.submit(&form.action, &form.pairs()).await;
        assert!(page.words("[role=alert]").unwrap().contains("Demo staff changed this"), "{}", page.text);
        assert_eq!(rules(&first).await, ["1 month → 1 month"]);
        // Whoever has seen what is stored may put theirs in its place.
        save(&first, &seen(shown_form(&page))).await;
        assert_eq!(rules(&first).await, ["3 months → 12 months"]);
        let history = first.get(&format!("{MODULE}/history")).await;
        let told = history.words("main").unwrap();
        assert!(told.contains("Change into (months): 12 → 1"), "{told}");
        assert!(told.contains("Source period (months): 1 → 3"), "{told}");
    }

    async fn a_rule_is_deleted_after_it_was_said_what_that_does(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let page = staff.get(&format!("{MODULE}/parameters/1/delete")).await;
        assert!(page.words(".confirm").unwrap().contains("Licenses that are bought already stay as they are."));
        let form = main_form(&page, "delete_rule");
        for _ in 0..2 {
            let answer = staff.post_form(&form.action, &form.pairs()).await;
            assert_eq!(answer.location(), Some(format!("{MODULE}/parameters").as_str()));
        }
        assert_eq!(rules(&staff).await, Vec::<String>::new());
    }

    async fn a_module_that_sells_no_licenses_has_no_parameters(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let answer = staff.get("/staff/integration/processing-modules/2/parameters").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

/// The form of a new rule, filled in.
async fn rule_form(staff: &TestClient, source: &str, change_into: &str) -> Form {
    let page = staff.get(&format!("{MODULE}/parameters/add")).await;
    shown_form(&page).with("source_period", source).with("change_into", change_into)
}

/// The same after its effect was looked at.
fn seen(form: Form) -> Form {
    let value =
        |name: &str| form.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let shown = format!(
        "{}-{}",
        value("source_period").unwrap_or_default(),
        value("change_into").unwrap_or_default()
    );
    form.with("seen", &shown)
}

fn shown_form(page: &Page) -> Form {
    main_form(page, "save_rule")
}

fn main_form(page: &Page, function: &str) -> Form {
    let found = forms(&page.html()).into_iter().find(|form| form.action.ends_with(function));
    found.unwrap_or_else(|| panic!("no {function}: {}", page.text))
}

async fn save(staff: &TestClient, form: &Form) {
    let answer = staff.post_form(&form.action, &form.pairs()).await;
    assert_eq!(answer.location(), Some(format!("{MODULE}/parameters").as_str()), "{form:?}");
}

/// The values of the list.
async fn rules(staff: &TestClient) -> Vec<String> {
    let page = staff.get(&format!("{MODULE}/parameters")).await;
    let cells = scraper::Selector::parse("td.table__main a").unwrap();
    page.html().select(&cells).map(|cell| cell.text().collect()).collect()
}
