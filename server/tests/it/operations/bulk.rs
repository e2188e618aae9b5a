//! After an outage many operations go on by one press of a button.

use serde_json::json;

use super::{five_wait, told};
use crate::main_job::reading::{all, form_with, history, rows};
use crate::main_job::shop::{Shop, lite};
use crate::support::browser::{CLIENT, Page};

const WAITING: &str = "/staff/operations?state=ready&module=1&reason=remote_fault";

on_both! {
    async fn after_an_outage_everything_goes_on_by_one_press_and_each_buys_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let services = five_wait(&shop).await;
        assert_eq!((shop.licenses().len(), rows(&shop.staff.get(WAITING).await).len()), (0, 5));
        app.clear_faults().await;
        let page = confirm(&shop, WAITING, "matching").await;
        assert_eq!(page.words("#retry-several").as_deref(), Some("Let 5 operations go on?"));
        let effects = all(&page, ".confirm__effects li");
        assert_eq!(effects[0], "Set up a service: 5", "{effects:?}");

        let form = form_with(&page, "Let 5 go on");
        let answer = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(told(&answer), "5 operations go on.");
        app.drain_operations().await;
        for service in &services {
            shop.is_active(&shop.client, service).await;
            let page = shop.staff.get(&shop.operation(service).await).await;
            let said = history(&page);
            let together = said.iter().filter(|line| *line == "Retried together with others by Demo staff");
            assert_eq!(together.count(), 1, "{said:?}");
        }
        assert_eq!((shop.licenses().len(), shop.charges().len()), (5, 5));

        let before = app.contents().await;
        let again = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(told(&again), "This was sent before; 5 operations went on by it.");
        assert_eq!(app.contents().await, before);
        shop.nothing_waits().await;
    }

    async fn the_chosen_ones_go_on_and_the_others_wait(app: TestApp) {
        let shop = Shop::open(app).await;
        let services = five_wait(&shop).await;
        app.clear_faults().await;
        let first = shop.operation(&services[0]).await;
        let id = first.rsplit('/').next().unwrap();
        let page = shop.staff.get(&format!("/staff/operations/retry?which=chosen&row_{id}=on")).await;
        let form = form_with(&page, "Let 1 go on");
        assert_eq!(told(&shop.staff.submit(&form.action, &form.pairs()).await), "1 operation goes on.");
        let log = history(&shop.staff.get(&first).await);
        assert_eq!(log[0], "Retried together with others by Demo staff");
        let other = history(&shop.staff.get(&shop.operation(&services[1]).await).await);
        assert!(!other.iter().any(|line| line.starts_with("Retried")), "{other:?}");
        let page = confirm(&shop, "/staff/operations", "chosen").await;
        assert!(page.text.contains("No operation was chosen."), "{}", page.text);

        let form = form_with(&confirm(&shop, WAITING, "matching").await, "Let 4 go on");
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        assert_eq!(shop.charges().len(), 5);
    }

    async fn an_undecided_operation_is_never_let_go_on_together_with_others(app: TestApp) {
        let shop = Shop::open(app).await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "close_before" }])).await;
        let service = shop.deliver(&shop.client, lite("undecided.demo.test")).await;
        let operation = shop.operation(&service).await;
        let id = operation.rsplit('/').next().unwrap();
        let page = shop.staff.get(&format!("/staff/operations/retry?which=chosen&row_{id}=on")).await;
        let left = "Left as they are: 1 undecided: a person says first what happened";
        assert_eq!(all(&page, ".confirm__effects li"), [left]);
        let key = ("key", "by-hand");
        let fields = [key, ("which", "chosen"), (&format!("row_{id}"), "on")];
        let answer = shop.staff.submit("/fn/retry_operations", &fields).await;
        let said = "0 operations go on. 1 is left as it is: 1 undecided: a person says first what happened.";
        assert_eq!(told(&answer), said);
        assert_eq!(shop.staff.get(&operation).await.words("h1 .badge").as_deref(), Some("No answer: check"));
        assert_eq!(shop.charges().len(), 0);
    }

    async fn what_cannot_be_read_as_a_filter_lets_nothing_go_on(app: TestApp) {
        let shop = Shop::open(app).await;
        let before = app.contents().await;
        let fields = [("key", "k"), ("which", "matching"), ("state", "everything")];
        assert!(!shop.staff.post_form("/fn/retry_operations", &fields).await.status.is_success());
        let client = app.logged_in(CLIENT).await;
        for path in ["/fn/retry_operations", "/fn/leave_note", "/fn/take_task"] {
            let answer = client.post_form(path, &[("key", "k"), ("operation", "1"), ("task", "1")]).await;
            assert!(!answer.status.is_success(), "{path}: {}", answer.status);
        }
        assert_eq!(client.get("/staff/operations/retry").await.status, 403);
        assert_eq!(app.contents().await, before);
    }
}

/// Presses a button of the list's toolbar: the page that says what would happen.
async fn confirm(shop: &Shop<'_>, list: &str, which: &str) -> Page {
    let query = list.split_once('?').map_or("", |(_, query)| query);
    shop.staff.get(&format!("/staff/operations/retry?{query}&which={which}")).await
}
