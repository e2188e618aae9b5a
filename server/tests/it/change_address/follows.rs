//! The license may follow its server.

use serde_json::json;

use super::{FOLLOW, NEW, NEWER, address_of, by_hand, follow, licenses_on, page_of, read_again, readdress};
use crate::main_job::reading::{all, fact, form_with, history, offers, one, rows};
use crate::main_job::shop::{NO_PANEL, Shop, day, lite, more_than_a_month_after};
use crate::support::order::Wish;

on_both! {
    async fn the_page_says_what_following_a_server_does_and_spends_before_it_is_done(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let known = shop.address();
        let before = app.contents().await;
        let page = shop.staff.get(&page_of(&service)).await;
        assert_eq!(fact(&page, "Address", "At VMmanager"), "not read yet");
        assert!(!offers(&page, FOLLOW), "nothing is known to follow");
        assert_eq!(app.contents().await, before, "a page asks nobody");

        let page = read_again(&shop, &service).await;
        assert!(page.text.contains("Both addresses are the same"), "{}", page.text);
        readdress(&shop, &service, NEW).await;
        let page = read_again(&shop, &service).await;
        assert_eq!(fact(&page, "Address", "Known here"), known);
        assert!(fact(&page, "Address", "At VMmanager").starts_with(&format!("{NEW} as of ")));
        assert_eq!(fact(&page, "Address", "Address changed last"), "never");
        let next = day(more_than_a_month_after(shop.today()));
        let effects = all(&page, ".confirm__effects li");
        assert_eq!(effects[0], format!("The service has the address {NEW} from then on."));
        assert_eq!(effects[1], "The license's address is changed at the license server.");
        assert_eq!(
            effects[2],
            format!("This spends the license's change of address: the next one is allowed from {next}.")
        );
        assert!(effects[3].contains("none is free, so one is bought for 12 months."), "{effects:?}");
        assert!(one(&page, ".confirm__cost").starts_with("Cost, should it refuse"), "{}", page.text);
        assert_eq!(address_of(&shop, &service).await, known, "reading changes nothing here");
        assert_eq!(licenses_on(&shop, NEW).len(), 0, "and nothing there");
    }

    async fn a_license_follows_its_server_to_the_new_address(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let (known, key) = (shop.address(), shop.key(&shop.client, &service).await);
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        for _ in 0..2 {
            let answer = shop.staff.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&answer, "[role=status]"), "The service follows its server to the new address.");
        }
        app.drain_operations().await;
        // The form once more, after it is done.
        shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(app.open_operations().await, 0);

        assert_eq!(address_of(&shop, &service).await, NEW);
        let licenses = shop.licenses();
        assert_eq!((licenses.len(), &licenses[0]["ip"]), (1, &json!(NEW)));
        assert_eq!(shop.charges().len(), 1, "nothing is bought");
        assert_eq!(shop.key(&shop.client, &service).await, key);
        shop.is_active(&shop.client, &service).await;
        let happened = history(&shop.staff_service(&service).await);
        let changed = format!("The license's address was changed from {known} to {NEW} License #1");
        assert_eq!(happened.iter().filter(|line| **line == changed).count(), 1, "{happened:?}");
        let told = history(&shop.client.get(&service).await);
        assert!(told.contains(&format!("The server's address is {NEW} now")), "{told:?}");
        shop.nothing_waits().await;
    }

    async fn a_change_whose_answer_is_lost_is_made_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        for what in ["timeout_after", "close_after"] {
            app.order_faults(json!([{ "function": "soft.edit", "with": { "sok": "ok" }, "what": what }])).await;
        }
        shop.staff.submit(&form.action, &form.pairs()).await;
        let settings = engine::Settings {
            remote_timeout: std::time::Duration::from_millis(400),
            ..crate::support::app::settings()
        };
        shop.drain_with(settings).await;
        app.clear_faults().await;
        assert_eq!(address_of(&shop, &service).await, NEW);
        assert_eq!((licenses_on(&shop, NEW).len(), shop.licenses().len(), shop.charges().len()), (1, 1, 1));
        shop.nothing_waits().await;
    }

    async fn a_connection_that_ends_before_the_change_is_tried_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        let rule = json!([{ "function": "soft.edit", "with": { "sok": "ok" }, "what": "close_before" }]);
        app.order_faults(rule).await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        assert_eq!(address_of(&shop, &service).await, NEW);
        assert_eq!(licenses_on(&shop, NEW).len(), 1);
    }

    async fn a_server_without_a_panel_only_gets_its_address_and_no_license_server_is_asked(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = Wish { panel: NO_PANEL, ..lite("web-1.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        let asked = shop.license_server_requests().len();
        readdress(&shop, &service, NEW).await;
        let page = read_again(&shop, &service).await;
        let effects = all(&page, ".confirm__effects li");
        assert_eq!(effects[1], "No license is concerned: the license server is not asked.");
        follow(&shop, &service).await;
        assert_eq!(address_of(&shop, &service).await, NEW);
        assert_eq!(shop.license_server_requests().len(), asked);
        shop.nothing_waits().await;
    }

    async fn a_license_that_a_person_moved_there_already_is_only_read_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        readdress(&shop, &service, NEW).await;
        by_hand(app, json!({ "do": "readdress_license", "license": "newest", "ip": NEW })).await;
        let page = read_again(&shop, &service).await;
        let effects = all(&page, ".confirm__effects li");
        assert_eq!(effects[1], "The license is on the new address already: it is only read again.");
        follow(&shop, &service).await;
        assert_eq!(address_of(&shop, &service).await, NEW);
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        shop.is_active(&shop.client, &service).await;
    }

    async fn an_address_that_changes_again_before_it_is_followed_is_for_a_person(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let known = shop.address();
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        shop.staff.submit(&form.action, &form.pairs()).await;
        let vm = app.sandbox_state()["vms"][0]["id"].clone();
        by_hand(app, json!({ "do": "readdress_vm", "vm": vm, "ip": NEWER })).await;
        app.drain_operations().await;
        assert_eq!((address_of(&shop, &service).await, licenses_on(&shop, &known).len()), (known, 1));
        let waits = rows(&shop.staff.get("/staff/tasks").await);
        assert_eq!(waits.len(), 1);
        let says = format!("VMmanager shows {NEWER} for this server now, which is not what was confirmed.");
        assert!(waits[0].iter().any(|cell| cell.contains(&says)), "{waits:?}");

        let operation = shop.operation(&service).await;
        let give_up = form_with(&shop.staff.get(&operation).await, "Give up").with("note", "read again");
        shop.staff.submit(&give_up.action, &give_up.pairs()).await;
        follow(&shop, &service).await;
        assert_eq!((address_of(&shop, &service).await.as_str(), licenses_on(&shop, NEWER).len()), (NEWER, 1));
        shop.nothing_waits().await;
    }
}
