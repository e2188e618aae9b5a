//! The license server makes the license one of another plan.

use domain::ChargeState;
use engine::{Caller, actions, reads};
use serde_json::json;

use super::{CHANGE, CHANGE_PLAN, PRO, change, fault, on_address, plans, prices, run_up_to, send, way};
use crate::main_job::reading::{fact, form_with, history, offers, one, rows};
use crate::main_job::shop::{LITE, Shop, lite};

/// How often a change of plan was sent.
fn sent(shop: &Shop<'_>) -> usize {
    let requests = shop.license_server_requests();
    requests.iter().filter(|request| request["function"] == CHANGE).count()
}

on_both! {
    async fn a_change_of_plan_keeps_the_license_on_its_address_and_is_paid_once_however_often_it_is_sent(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let before = shop.licenses();
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        let operation = send(&shop, &form).await;
        assert_eq!(one(&operation, "[role=status]"), "The change of panel has begun.");
        for _ in 0..2 {
            send(&shop, &form).await;
        }
        let licenses = on_address(&shop);
        assert_eq!((plans(&licenses), shop.licenses().len()), (vec![55228], 1));
        assert_eq!(licenses[0]["id"], before[0]["id"]);
        assert_eq!(licenses[0]["real_ipchange"], before[0]["real_ipchange"]);
        assert_eq!(shop.charges().len(), 2);

        let page = shop.staff_service(&service).await;
        assert!(fact(&page, "Control panel", "Control panel").starts_with(PRO), "{}", page.text);
        assert_eq!(fact(&page, "Control panel", "Status"), "Active");
        let happened = history(&page);
        let changed = format!("Panel changed: {LITE} → {PRO} License #1: Change the plan of its license");
        assert!(happened.contains(&changed), "{happened:?}");
        let told = history(&shop.client.get(&service).await);
        assert!(told.contains(&format!("Your control panel was changed: {LITE} → {PRO}")), "{told:?}");
        shop.nothing_waits().await;
    }

    async fn the_client_pays_for_the_new_panel_from_the_next_renewal_on_and_nothing_now(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let balance = || async { shop.client.get("/account").await.words(".topbar__balance") };
        let before = balance().await;
        change(&shop, &service, PRO, CHANGE_PLAN).await;
        assert_eq!(balance().await, before);
        let id: domain::ServiceId = service.trim_start_matches("/services/").parse().unwrap();
        let page = reads::renewal(&app.engine, Caller::Operator, id).await.unwrap();
        let lines: Vec<_> = page.terms[0].quote.lines().iter().map(|line| line.name.clone()).collect();
        assert_eq!(lines, ["VPS Start", PRO]);
        assert_eq!(page.terms[0].quote.total().minor(), 490 + 1_150);
    }

    async fn what_a_change_of_plan_cost_finds_its_one_cause(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        change(&shop, &service, PRO, CHANGE_PLAN).await;
        let operation = shop.operation(&service).await;
        actions::record_costs(&app.engine).await.unwrap();
        let wanted = reads::ChargesWanted { limit: 50, ..reads::ChargesWanted::default() };
        let page = reads::charges(&app.engine, Caller::Operator, &wanted).await.unwrap();
        assert_eq!(page.counts, [(ChargeState::Explained, 2)], "{:?}", page.lines);
        let list = shop.staff.get("/staff/purchases").await;
        let row = rows(&list).into_iter().find(|row| row[0].contains("55228")).unwrap();
        assert!(row[0].starts_with("Change of plan"), "{row:?}");
        assert_eq!((row[2].as_str(), row[3].as_str()), ("94.50 EUR", "Recorded"), "{row:?}");
        assert_eq!(fact(&shop.staff.get(&operation).await, "Change of plan", "Cost"), "94.50 EUR");
    }

    async fn a_change_of_plan_whose_answer_is_lost_is_found_by_its_effect(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        fault(app, CHANGE, "close_after").await;
        change(&shop, &service, PRO, CHANGE_PLAN).await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55228], 2));
        let page = shop.staff_service(&service).await;
        assert!(fact(&page, "Control panel", "Control panel").starts_with(PRO), "{}", page.text);
        shop.nothing_waits().await;
    }

    async fn a_refused_change_of_plan_leaves_the_old_panel_and_says_why(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        app.order_faults(json!([{ "function": CHANGE, "what": "refuse", "error": "value" }])).await;
        send(&shop, &form).await;
        let path = shop.operation(&service).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "Failed");
        assert!(one(&page, ".note--danger").starts_with("BILLmanager refused. It said: Field 'licname'"), "{}", page.text);
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55227], 1));
        shop.is_active(&shop.client, &service).await;
        let panel = shop.staff_service(&service).await;
        assert!(fact(&panel, "Control panel", "Control panel").starts_with(LITE), "{}", panel.text);

        // It keeps nothing waiting: the service is renewed meanwhile, and the change begins again.
        shop.press(&shop.staff, &path, "Retry").await;
        app.drain_operations().await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55228], 2));
        shop.nothing_waits().await;
    }

    async fn too_little_money_there_changes_nothing_and_another_change_takes_its_place(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        shop.set_license_server_balance("1.00").await;
        send(&shop, &form).await;
        let path = shop.operation(&service).await;
        assert_eq!(one(&shop.staff.get(&path).await, "h1 .badge"), "Failed");
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55227], 1));
        shop.set_license_server_balance("1000.00").await;
        change(&shop, &service, PRO, CHANGE_PLAN).await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55228], 2));
        assert_eq!(one(&shop.staff.get(&path).await, "h1 .badge"), "Given up");
        shop.nothing_waits().await;
    }

    async fn a_price_that_rose_since_it_was_shown_sends_nothing_until_staff_agree_to_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        prices(app, 120);
        send(&shop, &form).await;
        let path = shop.operation(&service).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "Failed");
        let says = "The license server takes 113.40 EUR now, more than the 94.50 EUR that were agreed to; nothing was sent. \
                    Retry goes on at this price; giving up leaves the panel as it is.";
        assert_eq!(one(&page, ".note--danger"), says);
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55227], 1));
        assert_eq!(sent(&shop), 0);
        shop.is_active(&shop.client, &service).await;
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await).len(), 1);

        // It rises once more before they agree to what they read.
        prices(app, 150);
        shop.press(&shop.staff, &path, "Retry").await;
        app.drain_operations().await;
        let page = shop.staff.get(&path).await;
        assert!(one(&page, ".note--danger").contains("takes 141.75 EUR now, more than the 113.40 EUR"), "{}", page.text);
        assert_eq!((shop.charges().len(), sent(&shop)), (1, 0));

        shop.press(&shop.staff, &path, "Retry").await;
        app.drain_operations().await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len(), sent(&shop)), (vec![55228], 2, 1));
        shop.nothing_waits().await;
    }

    async fn a_price_that_rose_between_two_looks_is_not_agreed_to_by_a_page_that_showed_the_first(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        prices(app, 120);
        // Somebody else has the ways shown meanwhile.
        way(&shop, &service, PRO, CHANGE_PLAN).await;
        send(&shop, &form).await;
        let path = shop.operation(&service).await;
        let page = shop.staff.get(&path).await;
        assert!(one(&page, ".note--danger").contains("takes 113.40 EUR now, more than the 94.50 EUR"), "{}", page.text);
        let form = form_with(&page, "Give up").with("note", "Too dear");
        shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len(), sent(&shop)), (vec![55227], 1, 0));
        shop.is_active(&shop.client, &service).await;
        shop.nothing_waits().await;
    }

    async fn a_price_that_fell_is_paid_without_asking(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        prices(app, 90);
        send(&shop, &form).await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len(), sent(&shop)), (vec![55228], 2, 1));
        shop.nothing_waits().await;
    }

    async fn a_change_that_was_not_sent_for_long_has_its_price_looked_at_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        run_up_to(app, &shop.operation(&service).await, "plan_send").await;
        // Its process dies there, and another one comes to it a minute later.
        app.execute("UPDATE plan_change_intents SET created_at = created_at - 60000").await;
        prices(app, 120);
        app.drain_operations().await;
        let page = shop.staff.get(&shop.operation(&service).await).await;
        assert!(one(&page, ".note--danger").contains("takes 113.40 EUR now, more than the 94.50 EUR"), "{}", page.text);
        assert_eq!((plans(&on_address(&shop)), shop.charges().len(), sent(&shop)), (vec![55227], 1, 0));
        shop.press(&shop.staff, &shop.operation(&service).await, "Retry").await;
        app.drain_operations().await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len(), sent(&shop)), (vec![55228], 2, 1));
        shop.nothing_waits().await;
    }

    async fn a_plan_that_a_person_changed_there_meanwhile_is_not_paid_for_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, CHANGE_PLAN).await;
        let id = shop.licenses()[0]["id"].to_string();
        shop.by_hand(&[("func", CHANGE), ("elid", &id), ("pricelist", "55228"), ("sok", "ok")]).await;
        send(&shop, &form).await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55228], 2));
        let page = shop.staff_service(&service).await;
        assert!(fact(&page, "Control panel", "Control panel").starts_with(PRO), "{}", page.text);
        assert!(!offers(&page, "Retry"));
        let page = shop.staff.get(&format!("/staff{service}/panel")).await;
        assert!(page.attribute("input[name=panel]", "value").is_some(), "another one can be chosen");
        assert_eq!(page.attribute("input[name=panel][checked]", "value"), None, "nobody has chosen yet");
    }
}
