//! What staff suspend and resume.

use jiff::ToSpan;

use super::{
    RENEW, advance_to, charged, panel, power, renew, resume, state, suspend, suspended_by_staff, switches,
    unpaid,
};
use crate::main_job::reading::{all, fact, form_with, history, offers, one, rows};
use crate::main_job::shop::{Shop, day, lite};

const HOST: &str = "web-1.demo.test";
const EFFECTS: &str = ".confirm__effects li";

on_both! {
    async fn staff_suspend_with_a_reason_after_reading_what_happens(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        let path = format!("/staff{service}/suspend");
        let page = shop.staff.get(&path).await;
        let until = day(shop.today().saturating_add(7.days()));
        let said = [
            "The server is stopped now. What is on it stays.".to_owned(),
            format!("License #1 stays with it until {until}, and then goes to the pool. It is not renewed meanwhile."),
            "The client cannot renew or resume it; staff resume it.".to_owned(),
            "The client reads the reason on the page of the service.".to_owned(),
        ];
        assert_eq!(all(&page, EFFECTS), said);
        let form = form_with(&page, "Suspend");
        let answer = shop.staff.submit(&form.action, &form.pairs()).await;
        assert!(answer.text.contains("Fill this in") || answer.text.contains("needed"), "{}", answer.text);
        assert_eq!(switches(&shop).len(), 0);

        let form = form.with("reason", "Spam was sent from it.");
        for _ in 0..2 {
            let answer = shop.staff.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&answer, "[role=status]"), "The service is being suspended.");
        }
        app.drain_operations().await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        assert_eq!((state(&shop, &service).await.as_str(), power(&shop, HOST).as_str()), ("Suspended", "stopped"));
        assert_eq!(switches(&shop), ["stop"]);
        let staff = shop.staff_service(&service).await;
        assert_eq!(fact(&staff, "Suspended", "Why"), "by staff");
        assert_eq!(fact(&staff, "Suspended", "Reason"), "Spam was sent from it.");
        assert!(history(&staff)[0].starts_with("Suspended by staff: Spam"), "{:?}", history(&staff));
        let told = one(&shop.client.get(&service).await, ".note--warn");
        assert!(told.starts_with(&format!("The provider suspended this server on {}: Spam was sent from it.", day(shop.today()))), "{told}");
    }

    async fn a_service_that_staff_suspended_is_resumed_by_staff_alone(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = suspended_by_staff(&shop).await;
        let page = shop.client.get(&format!("{service}/renew")).await;
        let why = "The provider suspended this service. Please ask them; it cannot be renewed until then.";
        assert_eq!(one(&page, ".note--warn"), why);
        assert!(!offers(&page, RENEW));
        shop.keep_house().await;
        assert_eq!(state(&shop, &service).await, "Suspended");

        let page = shop.staff.get(&format!("/staff{service}/resume")).await;
        let license = day(shop.today().saturating_add(1.month()));
        let said = all(&page, EFFECTS);
        assert_eq!(said[0], format!("License #1 still serves it and expires on {license}: nothing is renewed or bought."));
        assert_eq!(said[1], "Then the server is started.");
        let form = form_with(&page, "Resume");
        for _ in 0..2 {
            let answer = shop.staff.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&answer, "[role=status]"), "The service is being resumed.");
        }
        app.drain_operations().await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(switches(&shop), ["stop", "start"]);
        assert_eq!(shop.charges().len(), 1, "{:?}", shop.charges());
        shop.nothing_waits().await;
    }

    async fn resuming_says_what_it_renews_claims_or_buys_and_does_that(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = suspended_by_staff(&shop).await;
        let path = format!("/staff{service}/resume");
        // Its license for a month is over, and its service is paid for two more.
        advance_to(&shop, shop.today().saturating_add(1.month()).saturating_add(3.days())).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(all(&page, EFFECTS)[0], "License #1 is renewed for 1 month first.");
        assert_eq!(one(&page, ".confirm__cost"), "At the license server 5.67 EUR");
        resume(&shop, &service).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((charged(&shop, "prolong"), charged(&shop, "order")), (1, 1));

        // Suspended for long: its license went to the pool, and is taken from there.
        suspend(&shop, &service, "Again.").await;
        app.drain_operations().await;
        app.advance_days(7).await;
        shop.keep_house().await;
        assert_eq!(panel(&shop, &service).await, "License returned");
        let page = shop.staff.get(&path).await;
        assert!(all(&page, EFFECTS)[0].starts_with("License #1 is taken from the pool: latest expiry, "), "{:?}", all(&page, EFFECTS));
        assert!(all(&page, EFFECTS)[1].starts_with("Its address and its key are changed; the next change is allowed on "));
        assert_eq!(one(&page, ".confirm__cost"), "At the license server nothing");
        // Somebody else is quicker.
        shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(all(&page, EFFECTS)[0], "No free license can be taken: one is bought for 1 month.");
        resume(&shop, &service).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(charged(&shop, "order"), 2, "{:?}", shop.charges());
        assert_eq!(power(&shop, HOST), "active");
    }

    async fn an_unpaid_service_is_resumed_once_it_is_paid(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        let page = shop.staff.get(&format!("/staff{service}/resume")).await;
        let why = format!("The service is paid until {} only. Renew it first; then it is resumed.", day(shop.today()));
        assert_eq!(one(&page, ".note--warn"), why);
        assert!(!offers(&page, "Resume"));
        let id = service.rsplit('/').next().unwrap();
        let answer = shop.staff.submit("/fn/resume_service", &[("service", id)]).await;
        assert!(answer.text.contains(&why), "{}", answer.text);
        assert_eq!(state(&shop, &service).await, "Suspended");
        // Staff renew it from the client's balance.
        shop.press(&shop.staff, &format!("/staff{service}/renew"), RENEW).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
    }

    async fn staff_keep_an_unpaid_service_suspended_whoever_pays(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        let renewal = form_with(&shop.client.get(&format!("{service}/renew")).await, RENEW);
        let page = shop.staff.get(&format!("/staff{service}/suspend")).await;
        assert_eq!(all(&page, EFFECTS)[0], "The server stands still already, for want of payment.");
        suspend(&shop, &service, "Spam was sent from it.").await;
        let answer = shop.client.submit(&renewal.action, &renewal.pairs()).await;
        assert!(answer.text.contains("The provider suspended this service."), "{}", answer.text);
        shop.press(&shop.staff, &format!("/staff{service}/renew"), RENEW).await;
        shop.keep_house().await;
        assert_eq!(state(&shop, &service).await, "Suspended");
        assert_eq!(rows(&shop.client.get("/account").await).len(), 3, "payment, order, renewal by staff");
        resume(&shop, &service).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(switches(&shop), ["stop", "start"]);
    }

    async fn clients_may_neither_suspend_nor_resume(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = unpaid(&shop).await;
        let id = service.rsplit('/').next().unwrap();
        let before = app.contents().await;
        for (path, fields) in [
            ("/fn/suspend_service", vec![("service", id), ("reason", "no")]),
            ("/fn/resume_service", vec![("service", id)]),
        ] {
            let answer = shop.client.post_form(path, &fields).await;
            assert!(!answer.status.is_success(), "{path}: {}", answer.status);
        }
        assert_eq!(app.contents().await, before);
        renew(&shop, &service).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
    }
}
