//! Colleagues leave notes for each other and say who is on what.

use engine::Caller;
use engine::actions::{NewRole, Newcomer, add_user};

use super::told;
use crate::main_job::reading::{all, form_with, rows};
use crate::main_job::shop::{Shop, lite};
use crate::support::app::{TestApp, password};
use crate::support::browser::{PASSWORD, TestClient};

const COLLEAGUE: &str = "colleague@demo.test";

on_both! {
    async fn a_note_left_by_one_colleague_is_read_by_another(app: TestApp) {
        let shop = Shop::open(app).await;
        let operation = undecided(&shop).await;
        let form = form_with(&shop.staff.get(&operation).await, "Leave the note");
        let empty = shop.staff.submit(&form.action, &form.pairs()).await;
        assert!(empty.text.contains("Write a note"), "{}", empty.text);
        let written = form.with("note", "Asked the seller; ticket 4711.");
        let page = shop.staff.submit(&written.action, &written.pairs()).await;
        assert_eq!(told(&page), "The note is left.");
        shop.staff.submit(&written.action, &written.pairs()).await;

        let colleague = colleague(app).await;
        let notes = all(&colleague.get(&operation).await, "#notes .handover");
        assert_eq!(notes, ["Asked the seller; ticket 4711."], "a form that is sent twice leaves one note");
        let list = rows(&colleague.get("/staff/operations?state=unknown").await);
        assert!(list[0].iter().any(|cell| cell.contains("1 note")), "{list:?}");
        let tasks = rows(&colleague.get("/staff/tasks").await);
        assert!(tasks[0][0].ends_with("Note: Asked the seller; ticket 4711."), "{tasks:?}");
        let client = shop.client.get("/services/1").await;
        assert!(!client.text.contains("4711"));
    }

    async fn a_task_is_taken_taken_over_and_handed_back(app: TestApp) {
        let shop = Shop::open(app).await;
        undecided(&shop).await;
        let page = shop.press(&shop.staff, "/staff/tasks", "I'm on it").await;
        assert_eq!(told(&page), "You have the task now.");
        assert!(rows(&page)[0][4].starts_with("Demo staff, since"), "{:?}", rows(&page));
        assert_eq!(rows(&shop.staff.get("/staff/tasks?holder=me").await).len(), 1);

        let colleague = colleague(app).await;
        assert_eq!(rows(&colleague.get("/staff/tasks?holder=me").await).len(), 0);
        let page = shop.press(&colleague, "/staff/tasks", "Take over").await;
        assert!(rows(&page)[0][4].starts_with("Colleague, since"), "{:?}", rows(&page));
        let page = shop.press(&colleague, "/staff/tasks", "Hand back").await;
        assert!(rows(&page)[0][4].starts_with("nobody"), "{:?}", rows(&page));
        assert_eq!(rows(&colleague.get("/staff/tasks?holder=nobody").await).len(), 1);
    }

    async fn tasks_are_found_by_reason_operation_module_and_age(app: TestApp) {
        let shop = Shop::open(app).await;
        undecided(&shop).await;
        for (query, found) in [
            ("reason=purchase_undecided", 1),
            ("reason=refused", 0),
            ("kind=provision_service", 1),
            ("kind=delete_service", 0),
            ("module=1", 1),
            ("module=2", 0),
            ("age=day", 0),
            ("q=handover", 1),
            ("q=nobody-of-that-name", 0),
        ] {
            let page = shop.staff.get(&format!("/staff/tasks?{query}")).await;
            assert_eq!(rows(&page).len(), found, "{query}");
        }
    }
}

/// An operation that waits for a decision.
async fn undecided(shop: &Shop<'_>) -> String {
    let faults = serde_json::json!([{ "function": "soft.order.param", "what": "close_before" }]);
    shop.app.order_faults(faults).await;
    let service = shop.deliver(&shop.client, lite("handover.demo.test")).await;
    shop.operation(&service).await
}

async fn colleague(app: &TestApp) -> TestClient {
    let colleague =
        Newcomer { login: COLLEAGUE, name: "Colleague", password: password(PASSWORD), role: NewRole::Staff };
    add_user(&app.engine, Caller::Operator, colleague).await.unwrap();
    app.logged_in(COLLEAGUE).await
}
