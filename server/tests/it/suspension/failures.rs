//! What may go wrong, and what remains of a service then.

use serde_json::json;

use super::{advance_to, charged, panel, power, renew, resume, state, suspended_by_staff, switches, unpaid};
use crate::faults::stage::Stage;
use crate::main_job::reading::{fact, form_with, history, one, rows};
use crate::main_job::shop::{Shop, lite};
use jiff::ToSpan;

const HOST: &str = "web-1.demo.test";

on_both! {
    async fn while_vmmanager_is_down_the_server_is_stopped_later_and_nobody_is_bothered(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        app.order_faults(json!([{ "function": "POST /vm/v3/host/{id}/stop", "times": 3, "what": "http_500" }])).await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Suspended", "stopped"));
        shop.nothing_waits().await;
    }

    async fn a_stop_whose_answer_is_lost_is_seen_by_what_the_server_does(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        app.order_faults(json!([{ "function": "POST /vm/v3/host/{id}/stop", "what": "close_after" }])).await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Suspended", "stopped"));
        assert_eq!(switches(&shop), ["stop"], "it was not asked for again");
    }

    async fn a_server_that_is_gone_raises_a_task_and_is_deleted_with_its_license_returned(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        app.execute("UPDATE services SET vm_id = '999', vm_marker = 'kp-gone'").await;
        shop.keep_house().await;
        let why = "VMmanager has the server no longer; nothing is renewed for it.";
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await)[0][0], why);
        assert_eq!(state(&shop, &service).await, "Active");
        shop.delete(&shop.client, &service).await;
        assert_eq!(state(&shop, &service).await, "Deleted");
        assert_eq!(shop.licenses()[0]["licname"], "free.lic");
        shop.nothing_waits().await;
    }

    async fn a_suspension_that_is_given_up_is_not_begun_again_until_the_next_term(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        let denied = json!({ "function": "POST /vm/v3/host/{id}/stop", "times": 99, "what": "refuse", "status": 403,
            "code": 3000, "msg": "Access denied" });
        app.order_faults(json!([denied])).await;
        shop.keep_house().await;
        give_up(&shop, &service, "The client pays by letter.").await;
        app.clear_faults().await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Active", "active"));
        shop.nothing_waits().await;
        renew(&shop, &service).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Suspended", "stopped"));
    }

    async fn a_license_that_cannot_be_had_is_given_up_and_the_server_starts_without_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        app.advance_days(7).await;
        shop.keep_house().await;
        shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        app.order_faults(json!([{ "function": "soft.order.param", "times": 9, "what": "refuse", "msg": "Not today" }])).await;
        renew(&shop, &service).await;
        app.drain_operations().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Suspended", "stopped"));
        let operation = shop.operation(&service).await;
        let page = shop.staff.get(&operation).await;
        assert!(page.text.contains("The server is started without its license."), "{}", page.text);
        give_up(&shop, &service, "The client wants the server now.").await;
        app.clear_faults().await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Active", "active"));
        assert_eq!(panel(&shop, &service).await, "License returned");
        assert_eq!(charged(&shop, "order"), 1);
        shop.nothing_waits().await;
    }

    async fn a_license_that_is_deleted_before_its_key_is_there_keeps_no_paid_server_stopped_and_is_replaced(app: TestApp) {
        let stage = Stage::open(app).await;
        let shop = &stage.shop;
        let service = unpaid(shop).await;
        app.advance_days(7).await;
        shop.keep_house().await;
        shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        stage.of_order(json!({ "what": "slow_key", "reads": 30 })).await;
        renew(shop, &service).await;
        stage.wait(20).await;
        let bought = shop.licenses().last().unwrap()["id"].clone();
        stage.person(json!({ "do": "delete_license", "license": bought })).await;
        stage.wait(20).await;
        assert_eq!((state(shop, &service).await.as_str(), power(shop, HOST).as_str()), ("Active", "active"));
        assert_eq!(charged(shop, "order"), 2, "an operation buys once");
        let alerts = engine::reads::coverage_alerts(&app.engine).await.unwrap();
        assert_eq!(alerts[0].reason, domain::term_coverage::GapReason::Deleted, "until then it is an alert");
        shop.keep_house().await;
        assert_eq!(panel(shop, &service).await, "Active");
        assert_eq!(charged(shop, "order"), 3);
        shop.nothing_waits().await;
    }

    async fn a_server_that_cannot_be_started_is_left_to_staff(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        app.execute("UPDATE services SET vm_id = '999', vm_marker = 'kp-gone'").await;
        renew(&shop, &service).await;
        app.drain_operations().await;
        give_up(&shop, &service, "We look for the server.").await;
        shop.keep_house().await;
        assert_eq!(state(&shop, &service).await, "Suspended");
        let staff = shop.staff_service(&service).await;
        assert_eq!(fact(&staff, "Suspended", "Why"), "by staff");
        assert_eq!(fact(&staff, "Suspended", "Reason"), "We look for the server.");
        assert_eq!(shop.charges().len(), 1, "no money for a server that is gone");
        shop.nothing_waits().await;
    }

    async fn a_license_that_waits_for_its_address_is_taken_back_by_who_pays(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        app.advance_days(7).await;
        let refuse = json!([{ "function": "soft.edit", "nth": 2, "what": "refuse", "msg": "The address was changed too recently" }]);
        app.order_faults(refuse).await;
        shop.keep_house().await;
        app.clear_faults().await;
        assert_eq!(shop.licenses()[0]["licname"], "free.lic", "{:?}", shop.licenses());
        assert_ne!(shop.licenses()[0]["ip"], "0.0.0.0");

        renew(&shop, &service).await;
        shop.keep_house().await;
        shop.is_active(&shop.client, &service).await;
        let license = &shop.licenses()[0];
        assert_eq!((license["status_name"].as_str(), license["ip"].as_str().unwrap()), (Some("Active"), shop.address().as_str()));
        assert!(license["licname"].as_str().unwrap().ends_with(HOST), "{license}");
        assert_eq!(shop.charges().len(), 1, "{:?}", shop.charges());
        let happened = history(&shop.staff_service(&service).await);
        assert!(happened.iter().any(|line| line.starts_with("The license was taken back")), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn a_suspended_service_is_deleted_with_its_license_and_without(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        shop.delete(&shop.client, &service).await;
        assert_eq!(state(&shop, &service).await, "Deleted");
        assert_eq!(shop.licenses()[0]["licname"], "free.lic");

        let service = shop.deliver(&shop.client, lite("web-2.demo.test")).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        for days in [0, 7] {
            app.advance_days(days).await;
            shop.keep_house().await;
        }
        assert_eq!(panel(&shop, &service).await, "License returned");
        shop.delete(&shop.client, &service).await;
        assert_eq!(state(&shop, &service).await, "Deleted");
        assert_eq!(app.sandbox_state()["vms"].as_array().map(Vec::len), Some(0));
        shop.nothing_waits().await;
    }

    async fn a_service_without_a_panel_is_suspended_and_resumed_without_the_license_server(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = crate::support::order::Wish { panel: crate::main_job::shop::NO_PANEL, ..lite(HOST) };
        let service = shop.deliver(&shop.client, wish).await;
        let before = shop.license_server_requests().len();
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        shop.keep_house().await;
        assert_eq!(state(&shop, &service).await, "Suspended");
        renew(&shop, &service).await;
        app.drain_operations().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Active", "active"));
        let after = shop.license_server_requests();
        let changes = after[before..].iter().filter(|request| request["function"].as_str().is_some_and(|function| function.starts_with("soft"))).count();
        assert_eq!(changes, 0, "{after:?}");
    }

    async fn a_license_that_was_deleted_there_is_replaced_before_the_server_starts(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = suspended_by_staff(&shop).await;
        app.execute("UPDATE services SET suspend_release_days = 365").await;
        advance_to(&shop, shop.today().saturating_add(62.days())).await;
        assert_eq!(shop.licenses()[0]["status_name"], "Deleted");
        resume(&shop, &service).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((shop.licenses().len(), power(&shop, HOST).as_str()), (2, "active"));
        shop.nothing_waits().await;
    }
}

async fn give_up(shop: &Shop<'_>, service: &str, note: &str) {
    let operation = shop.operation(service).await;
    let page = shop.staff.get(&operation).await;
    assert_eq!(one(&page, "h1 .badge"), "Failed", "{}", page.text);
    let form = form_with(&page, "Give up").with("note", note);
    shop.staff.submit(&form.action, &form.pairs()).await;
    shop.app.drain_operations().await;
}
