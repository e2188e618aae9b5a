//! A new key for the license of a service.

use serde_json::json;

use crate::change_address::by_hand;
use crate::main_job::reading::{all, fact, form_with, history, offers, one, rows};
use crate::main_job::shop::{NO_PANEL, Shop, day, lite, more_than_a_month_after};
use crate::support::app::settings;
use crate::support::order::Wish;

const MAKE: &str = "Make a new key";

/// The form of the page, which says what it does.
async fn form(shop: &Shop<'_>, service: &str) -> crate::support::crawl::Form {
    form_with(&shop.client.get(&format!("{service}/key")).await, MAKE)
}

/// Whether the client is offered a key to look at.
async fn has_key(shop: &Shop<'_>, service: &str) -> bool {
    offers(&shop.client.get(service).await, "Show key")
}

on_both! {
    async fn a_client_makes_a_new_key_and_reads_before_what_that_does(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let old = shop.key(&shop.client, &service).await;
        app.advance_days(40).await;
        let page = shop.client.get(&format!("{service}/key")).await;
        let effects = all(&page, ".confirm__effects li");
        assert_eq!(effects[0], "The key that you have now stops working.");
        assert_eq!(effects[1], "ispmanager 6 lite must be activated again on the server with the new key.");
        let next = day(more_than_a_month_after(shop.today()));
        assert_eq!(effects[3], format!("Another one can be made from {next}."));
        let form = form_with(&page, MAKE);
        for _ in 0..2 {
            let answer = shop.client.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&answer, "[role=status]"), "A new key is being made.");
        }
        app.drain_operations().await;
        shop.client.submit(&form.action, &form.pairs()).await;
        assert_eq!(app.open_operations().await, 0, "the form has done its work");

        let new = shop.key(&shop.client, &service).await;
        assert_ne!(new, old);
        assert!(shop.card_by_hand("1001").await.contains(&new), "the license server has the same");
        assert_eq!(shop.licenses()[0]["key_generation"], 2, "one new key was made");
        assert_eq!(shop.charges().len(), 1, "nothing is bought");
        let told = history(&shop.client.get(&service).await);
        assert!(told.contains(&"The license has a new key. Activate the control panel with it".to_owned()), "{told:?}");
        let contents = format!("{:?}", app.contents().await.0);
        assert!(!contents.contains(&new) && !contents.contains(&old), "a key is in the database in the clear");
        shop.nothing_waits().await;
    }

    async fn a_second_key_is_refused_with_the_day_from_which_it_is_allowed(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        app.advance_days(40).await;
        let again = form(&shop, &service).await.with("key", "another-page");
        let first = form(&shop, &service).await;
        shop.client.submit(&first.action, &first.pairs()).await;
        app.drain_operations().await;
        let key = shop.key(&shop.client, &service).await;
        let answer = shop.client.submit(&again.action, &again.pairs()).await;
        let allowed = day(more_than_a_month_after(shop.today()));
        let why = format!("The license server allows a new key from {allowed}. Until then the one that you have stays.");
        assert!(answer.text.contains(&why), "{}", answer.text);
        let page = shop.client.get(&format!("{service}/key")).await;
        assert!(page.text.contains(&why) && !offers(&page, MAKE), "{}", page.text);
        assert_eq!(app.open_operations().await, 0);
        assert_eq!(shop.key(&shop.client, &service).await, key);
    }

    async fn staff_make_a_key_for_a_client_and_are_named_in_the_history(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let old = shop.key(&shop.client, &service).await;
        app.advance_days(40).await;
        shop.press(&shop.staff, &format!("/staff{service}/key"), MAKE).await;
        app.drain_operations().await;
        assert_ne!(shop.key(&shop.client, &service).await, old);
        let happened = history(&shop.staff_service(&service).await);
        assert!(happened.iter().any(|line| line.starts_with("A new key was asked for by ")), "{happened:?}");
        assert!(happened.contains(&"The license has a new key License #1".to_owned()), "{happened:?}");
    }

    async fn a_key_that_never_arrives_becomes_a_task_in_plain_words_and_the_old_one_is_not_shown(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        app.advance_days(40).await;
        let form = form(&shop, &service).await;
        let rule = json!([{ "function": "soft.edit", "with": { "clicked_button": "newkey" }, "what": "no_key" }]);
        app.order_faults(rule).await;
        shop.client.submit(&form.action, &form.pairs()).await;
        for _ in 0..200 {
            if engine::worker::work_once(&app.engine, "somebody", engine::worker::Rehearsal::Real).await.unwrap()
                == engine::worker::Ran::Nothing
            {
                tokio::time::sleep(std::time::Duration::from_millis(6)).await;
            }
            if !rows(&shop.staff.get("/staff/tasks").await).is_empty() {
                break;
            }
        }
        let waits = rows(&shop.staff.get("/staff/tasks").await);
        assert!(waits[0].iter().any(|cell| cell.contains("The license server has not made the key yet.")), "{waits:?}");
        assert!(!has_key(&shop, &service).await, "the old key is void");
        app.clear_faults().await;
        by_hand(app, json!({ "do": "new_key", "license": "newest" })).await;
        app.drain_operations().await;
        assert!(has_key(&shop, &service).await);
        shop.nothing_waits().await;
    }

    async fn a_new_key_whose_answer_is_lost_is_made_once(app: TestApp) {
        let shop = Shop::open(app).await;
        for (number, what) in ["timeout_after", "close_after", "cut_reply", "close_before"].into_iter().enumerate() {
            let service = shop.deliver(&shop.client2, lite(&format!("web-{number}.demo.test"))).await;
            let old = shop.key(&shop.client2, &service).await;
            app.advance_days(40).await;
            let page = shop.client2.get(&format!("{service}/key")).await;
            let form = form_with(&page, MAKE);
            let rule = json!([{ "function": "soft.edit", "with": { "clicked_button": "newkey" }, "what": what }]);
            app.order_faults(rule).await;
            shop.client2.submit(&form.action, &form.pairs()).await;
            let quick = engine::Settings {
                remote_timeout: std::time::Duration::from_millis(400),
                ..settings()
            };
            shop.drain_with(quick).await;
            app.clear_faults().await;
            assert_ne!(shop.key(&shop.client2, &service).await, old, "{what}");
            shop.nothing_waits().await;
        }
    }

    async fn an_old_key_that_is_shown_until_the_new_one_is_there_is_not_taken_for_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let old = shop.key(&shop.client, &service).await;
        app.advance_days(40).await;
        let form = form(&shop, &service).await;
        let plan = json!({
            "about": "the old key stays until the new one is there",
            "settings": { "old_key_until_ready": true, "key_after_reads": 6 },
            "rule": [{ "function": "soft.edit", "with": { "clicked_button": "newkey" }, "what": "close_after" }],
        });
        app.order_faults(plan).await;
        shop.client.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        app.clear_faults().await;
        let new = shop.key(&shop.client, &service).await;
        assert_ne!(new, old);
        assert!(shop.card_by_hand("1001").await.contains(&new), "the license server has the same");
        assert_eq!(shop.licenses()[0]["key_generation"], 2, "one new key was made");
        shop.nothing_waits().await;
    }

    async fn a_refused_key_is_for_a_person_and_the_old_one_stays(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let old = shop.key(&shop.client, &service).await;
        app.advance_days(40).await;
        let form = form(&shop, &service).await;
        let rule = json!([{ "function": "soft.edit", "with": { "clicked_button": "newkey" }, "what": "refuse", "error": "key_too_recent" }]);
        app.order_faults(rule).await;
        shop.client.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        app.clear_faults().await;
        let waits = rows(&shop.staff.get("/staff/tasks").await);
        assert!(waits[0].iter().any(|cell| cell.contains("once a month")), "{waits:?}");
        assert_eq!(shop.key(&shop.client, &service).await, old);
        let operation = shop.operation(&service).await;
        let give_up = form_with(&shop.staff.get(&operation).await, "Give up").with("note", "next month");
        shop.staff.submit(&give_up.action, &give_up.pairs()).await;
        shop.nothing_waits().await;
        assert_eq!(shop.key(&shop.client, &service).await, old);
    }

    async fn without_a_license_there_is_no_key_to_change(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = Wish { panel: NO_PANEL, ..lite("web-1.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        let page = shop.client.get(&format!("{service}/key")).await;
        assert!(page.text.contains("There is no active license whose key could be changed."), "{}", page.text);
        assert!(!offers(&page, MAKE));
        assert_eq!(fact(&shop.client.get(&service).await, "Server", "Plan"), "VPS Start");
    }
}
