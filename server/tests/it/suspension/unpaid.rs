//! What is not paid.

use engine::worker;
use jiff::ToSpan;

use super::{RENEW, advance_to, charged, panel, power, renew, state, switches, unpaid};
use crate::main_job::reading::{all, fact, form_with, history, one, rows};
use crate::main_job::shop::{Shop, day, lite};
use crate::support::order::send;

const HOST: &str = "web-1.demo.test";

on_both! {
    async fn an_unpaid_service_is_suspended_and_its_client_reads_why_and_what_to_do(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        let end = shop.today().saturating_add(1.month());
        advance_to(&shop, end.yesterday().unwrap()).await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Active", "active"));
        app.advance_days(1).await;
        shop.keep_house().await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Suspended", "stopped"));
        assert_eq!(switches(&shop), ["stop"]);

        let page = shop.client.get(&service).await;
        let kept = day(end.saturating_add(7.days()));
        let told = format!(
            "This server is stopped since {}: it is not paid. What is on it is kept. Renew it, and it starts again. \
             Its control panel license is kept for you until {kept}. After that the panel gets another license with a new key.",
            day(end)
        );
        assert_eq!(one(&page, ".note--warn"), told);
        assert!(all(&page, "h1 ~ * a, header a").contains(&"Renew".to_owned()), "{}", page.text);
        assert_eq!(rows(&shop.client.get("/services").await)[0][1], "Suspended");

        let staff = shop.staff_service(&service).await;
        assert_eq!(fact(&staff, "Suspended", "Suspended since"), day(end));
        assert_eq!(fact(&staff, "Suspended", "Why"), "not paid");
        assert_eq!(fact(&staff, "Suspended", "License stays until"), kept);
        assert_eq!(history(&staff)[0], "Suspended: not paid");
        let list = rows(&shop.staff.get("/staff/services?state=suspended").await);
        assert_eq!((list.len(), list[0][5].as_str()), (1, "Suspended"));
        shop.nothing_waits().await;
    }

    async fn its_license_goes_to_the_pool_after_some_days_and_serves_another_clients_order(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        app.advance_days(6).await;
        shop.keep_house().await;
        assert_eq!(shop.licenses()[0]["status_name"], "Active");
        app.advance_days(1).await;
        shop.keep_house().await;
        shop.keep_house().await;
        let facts = ["status_name", "licname", "ip"].map(|name| shop.licenses()[0][name].clone());
        assert_eq!(facts, ["Suspended", "free.lic", "0.0.0.0"]);
        assert_eq!(state(&shop, &service).await, "Suspended");
        assert_eq!(panel(&shop, &service).await, "License returned");
        let told = one(&shop.client.get(&service).await, ".note--warn");
        assert!(told.ends_with("When you renew, the panel gets another license with a new key."), "{told}");
        assert_eq!(app.sandbox_state()["vms"].as_array().map(Vec::len), Some(1), "the server stays");

        let other = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        shop.is_active(&shop.client2, &other).await;
        assert_eq!((shop.licenses().len(), charged(&shop, "order")), (1, 1), "{:?}", shop.charges());
        assert_eq!(shop.licenses()[0]["status_name"], "Active");
        shop.nothing_waits().await;
    }

    async fn a_client_who_comes_back_pays_and_gets_a_license_first_and_then_the_server(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        app.advance_days(7).await;
        shop.keep_house().await;
        let other = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        shop.is_active(&shop.client2, &other).await;

        app.advance_days(3).await;
        let until = shop.today().saturating_add(1.month());
        let answer = renew(&shop, &service).await;
        assert_eq!(one(&answer, "[role=status]"), format!("Renewed: paid until {}.", day(until)));
        assert_eq!(power(&shop, HOST), "stopped");
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(power(&shop, HOST), "active");
        assert_eq!((shop.licenses().len(), charged(&shop, "order")), (2, 2), "{:?}", shop.charges());
        assert!(shop.key(&shop.client, &service).await.starts_with(&format!("{}-", shop.licenses()[1]["id"])));
        assert_eq!(fact(&shop.client.get(&service).await, "Server", "Expires"), day(until));

        let happened = history(&shop.staff_service(&service).await);
        let place = |wanted: &str| {
            happened.iter().position(|line| line.starts_with(wanted)).unwrap_or_else(|| panic!("no {wanted}: {happened:?}"))
        };
        assert!(place("Resumed: the server runs") < place("Bought: license"), "{happened:?}");
        assert!(place("Bought: license") < place("The service is being resumed"), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn a_client_who_comes_back_in_time_keeps_the_license_and_nothing_is_bought(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        let key = shop.key(&shop.client, &service).await;
        app.advance_days(6).await;
        let form = form_with(&shop.client.get(&format!("{service}/renew")).await, RENEW);
        for _ in 0..2 {
            shop.client.submit(&form.action, &form.pairs()).await;
        }
        app.drain_operations().await;
        shop.keep_house().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(power(&shop, HOST), "active");
        assert_eq!(switches(&shop), ["stop", "start"]);
        assert_eq!(shop.charges().len(), 1, "{:?}", shop.charges());
        assert_eq!(shop.key(&shop.client, &service).await, key);
        shop.nothing_waits().await;
    }

    async fn a_license_that_nobody_else_could_use_stays_and_is_renewed_before_the_server_starts(app: TestApp) {
        let shop = Shop::open(app).await;
        app.execute("DELETE FROM alignment_rules").await;
        let service = unpaid(&shop).await;
        assert_eq!(shop.licenses()[0]["expiredate"], shop.today().to_string().as_str());
        for _ in 0..10 {
            app.advance_days(1).await;
            shop.keep_house().await;
        }
        assert_eq!(charged(&shop, "prolong"), 0, "nothing is renewed for a client who does not pay");
        assert_eq!(panel(&shop, &service).await, "Active");
        let told = one(&shop.client.get(&service).await, ".note--warn");
        assert!(told.contains("and is renewed when you renew."), "{told}");

        renew(&shop, &service).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((power(&shop, HOST).as_str(), charged(&shop, "prolong"), charged(&shop, "order")), ("active", 1, 1));
        let license = &shop.licenses()[0];
        assert_eq!(license["status_name"], "Active");
        assert_eq!(license["expiredate"], shop.today().saturating_add(1.month()).to_string().as_str());
        shop.nothing_waits().await;
    }

    async fn money_that_arrives_renews_and_resumes_a_service_that_renews_itself(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = lite(HOST).form(&shop.client).await.with("autoprolong", "1");
        let service = send(&shop.client, &form).await;
        app.drain_operations().await;
        app.execute("UPDATE clients SET balance = 0").await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        shop.keep_house().await;
        assert_eq!(state(&shop, &service).await, "Suspended");
        app.advance_days(3).await;
        shop.keep_house().await;
        let happened = history(&shop.staff_service(&service).await);
        let said = happened.iter().filter(|line| line.starts_with("The renewal was not paid")).count();
        assert_eq!(said, 1, "said before it was suspended, and not every day after: {happened:?}");

        app.execute("UPDATE clients SET balance = 5000").await;
        shop.keep_house().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(power(&shop, HOST), "active");
        let until = day(shop.today().saturating_add(1.month()));
        assert_eq!(fact(&shop.client.get(&service).await, "Server", "Expires"), until);
        shop.nothing_waits().await;
    }

    async fn who_pays_while_the_server_is_being_stopped_keeps_it_running(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        worker::housekeeping(&app.engine).await.unwrap();
        renew(&shop, &service).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((power(&shop, HOST).as_str(), switches(&shop).len()), ("active", 0));

        // The same, once the server was asked to stop: it is started again.
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        worker::housekeeping(&app.engine).await.unwrap();
        while switches(&shop).is_empty() {
            worker::work_once(&app.engine, "somebody", worker::Rehearsal::Real).await.unwrap();
        }
        renew(&shop, &service).await;
        app.drain_operations().await;
        shop.keep_house().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((power(&shop, HOST), switches(&shop)), ("active".to_owned(), vec!["stop".to_owned(), "start".to_owned()]));
        let happened = history(&shop.staff_service(&service).await);
        assert_eq!(happened[0], "Not suspended: the reason is gone");
        shop.nothing_waits().await;
    }

    async fn a_planned_deletion_goes_its_own_way(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        let end = shop.today().saturating_add(1.month());
        shop.press(&shop.client, &format!("{service}/delete"), &format!("Delete it on {}", day(end))).await;
        advance_to(&shop, end).await;
        shop.keep_house().await;
        assert_eq!((state(&shop, &service).await.as_str(), switches(&shop).len()), ("Deleted", 0));
    }

    async fn any_number_of_processes_suspends_releases_and_resumes_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        advance_to(&shop, shop.today().saturating_add(1.month())).await;
        let other = app.engine_with(crate::support::app::settings());
        for days in [0, 7] {
            app.advance_days(days).await;
            let (one, two) = tokio::join!(worker::housekeeping(&app.engine), worker::housekeeping(&other));
            one.and(two).unwrap();
            app.drain_operations().await;
        }
        renew(&shop, &service).await;
        let (one, two) = tokio::join!(worker::housekeeping(&app.engine), worker::housekeeping(&other));
        one.and(two).unwrap();
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(switches(&shop), ["stop", "start"]);
        let operations = rows(&shop.staff.get("/staff/operations?state=done").await);
        assert_eq!(operations.len(), 4, "set up, suspended, returned, resumed: {operations:?}");
        assert_eq!(charged(&shop, "order"), 1, "its own license is free, and is taken again");
    }
}
