//! A license that outlives its server: into the pool, out of it again, and when it may not.

use sandbox::Config;

use super::reading::{all, fact, history, one, rows};
use super::shop::{LITE, Shop, date_of, day, lite, more_than_a_month_after};
use crate::support::browser::Page;

on_both! {
    async fn a_license_of_a_deleted_server_serves_the_next_client_and_nothing_is_bought(app: TestApp) {
        let shop = Shop::open(app).await;
        let first = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let first_key = shop.key(&shop.client, &first).await;
        app.advance_days(40).await;

        let confirm = shop.client.get(&format!("{first}/delete")).await;
        assert_eq!(one(&confirm, ".confirm__title"), "Delete web-1.demo.test?");
        assert_eq!(
            all(&confirm, ".confirm__effects li"),
            [
                "The server and everything on it are deleted; they cannot be brought back.",
                "Its control panel license stops working on this server.",
                "Money already paid is not given back.",
            ]
        );
        assert_eq!(learned(app).await, [None]);
        let told = shop.delete(&shop.client, &first).await;
        assert_eq!(learned(app).await, [Some(false)]);
        assert_eq!(told.words("[role=status]").as_deref(), Some("The server is being deleted."));
        assert_eq!(one(&shop.client.get(&first).await, "h1 .badge"), "Deleted");

        let licenses = shop.licenses();
        let license = &licenses[0];
        let facts = ["status_name", "licname", "ip", "remoteid"].map(|name| license[name].as_str().unwrap());
        assert_eq!(facts, ["Suspended", "free.lic", "0.0.0.0", ""], "{license}");
        let expires = date_of(license, "expiredate");
        let days = (expires - shop.today()).get_days();
        let row = only_row(&shop.pool().await);
        assert_eq!(row[0], format!("{LITE} #1 License server · 0.0.0.0"));
        assert_eq!(row[1..], ["Free", &day(expires), &days.to_string(), &day(shop.today()), "Now"]);
        assert!((320..=327).contains(&days), "{days}");

        let second = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        shop.is_active(&shop.client2, &second).await;
        assert_eq!(shop.charges().len(), 1, "{:?}", shop.charges());
        let licenses = shop.licenses();
        assert_eq!(licenses.len(), 1, "{licenses:?}");
        let license = &licenses[0];
        assert_eq!(license["ip"], shop.address().as_str(), "{license}");
        assert_eq!(license["licname"], "Item #2 addon web-2.demo.test", "{license}");
        assert_eq!(license["status_name"], "Active", "{license}");
        assert_eq!(license["key_generation"], 2, "{license}");
        assert_eq!(date_of(license, "expiredate"), expires, "a claim renews nothing");
        let second_key = shop.key(&shop.client2, &second).await;
        assert_ne!(second_key, first_key);
        assert!(second_key.starts_with(&format!("{}-", license["id"])), "{second_key}");
        let happened = history(&shop.staff_service(&second).await);
        let taken = format!("Taken from the pool License #1: latest expiry, {}", day(expires));
        assert!(happened.contains(&taken), "{happened:?}");
        assert!(shop.pool().await.text.contains("The pool is empty"));
    }

    async fn a_license_moved_less_than_a_month_ago_stays_in_the_pool_and_one_is_bought(app: TestApp) {
        let shop = Shop::open(app).await;
        move_once(&shop).await;
        let moved = shop.today();
        app.advance_days(10).await;
        shop.delete(&shop.client2, "/services/2").await;
        let facts = ["licname", "ip"].map(|name| shop.licenses()[0][name].clone());
        assert_eq!(facts, ["free.lic", "0.0.0.0"]);

        let (on, until) = (day(moved), day(more_than_a_month_after(moved)));
        let rule = format!("on {on}; the next change is allowed after more than a month (until {until})");
        let why = format!("its address was changed {rule}; its key was changed {rule}");
        let row = only_row(&shop.pool().await);
        assert_eq!(row[1], "Free");
        assert_eq!(row[5], format!("From {until} {why}"));

        let third = shop.deliver(&shop.client, lite("web-3.demo.test")).await;
        shop.is_active(&shop.client, &third).await;
        assert_eq!(shop.charges().len(), 2, "{:?}", shop.charges());
        let licenses = shop.licenses();
        assert_eq!((licenses.len(), &licenses[0]["ip"]), (2, &"0.0.0.0".into()), "{licenses:?}");
        assert_eq!(licenses[1]["ip"], shop.address().as_str(), "{licenses:?}");
        let happened = history(&shop.staff_service(&third).await);
        assert!(happened.contains(&format!("No free license could be taken: License #1: {why}")), "{happened:?}");
        assert_eq!(only_row(&shop.pool().await)[0], format!("{LITE} #1 License server · 0.0.0.0"));

        app.advance_days(more_than_a_month_after(moved).duration_since(shop.today()).as_hours() as u32 / 24).await;
        assert_eq!(only_row(&shop.pool().await)[5], "Now");
    }

    async fn a_license_already_on_the_servers_address_is_taken_first(app: TestApp) {
        let shop = Shop::open(app).await;
        let first = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let address = shop.address();
        app.advance_days(40).await;
        shop.delete(&shop.client, &first).await;
        assert_eq!(only_row(&shop.pool().await)[5], "Now");
        let next = following(&address);
        shop.order_by_hand("somebody's", &next).await;

        let second = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        assert_eq!(shop.address(), next, "this test expects the next address");
        shop.is_active(&shop.client2, &second).await;
        let licenses = shop.licenses();
        assert_eq!(licenses.len(), 2, "{licenses:?}");
        assert_eq!(licenses[1]["ip"], next.as_str(), "{licenses:?}");
        assert_eq!(licenses[1]["licname"], "Item #2 addon web-2.demo.test", "{licenses:?}");
        assert_eq!(licenses[1]["real_ipchange"], serde_json::Value::Null, "{licenses:?}");
        assert_eq!(licenses[0]["licname"], "free.lic", "{licenses:?}");
        let happened = history(&shop.staff_service(&second).await);
        for said in [
            "License 1002 was found there and taken over License #2",
            "Taken from the pool License #2: already on the server's address",
        ] {
            assert!(happened.iter().any(|line| line == said), "{said}: {happened:?}");
        }
        assert_eq!(only_row(&shop.pool().await)[0], format!("{LITE} #1 License server · 0.0.0.0"));
        assert!(shop.key(&shop.client2, &second).await.starts_with("1002-"));
    }
}

on_both_with! {
    Config { release_counts: true, ..Config::strict() };

    async fn the_first_release_teaches_whether_a_release_counts_as_a_change(app: TestApp) {
        let shop = Shop::open(app).await;
        let first = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        assert_eq!(learned(app).await, [None]);
        app.advance_days(40).await;
        shop.delete(&shop.client, &first).await;
        assert_eq!(date_of(&shop.licenses()[0], "real_ipchange"), shop.today());
        assert_eq!(learned(app).await, [Some(true)]);
        let again = day(more_than_a_month_after(shop.today()));
        let row = only_row(&shop.pool().await);
        assert_eq!(
            row[5],
            format!("From {again} its address was changed on {}; the next change is allowed after more than a \
                     month (until {again})", day(shop.today()))
        );
    }

    async fn a_license_that_may_not_leave_its_address_waits_for_the_day_and_is_freed_on_it(app: TestApp) {
        let shop = Shop::open(app).await;
        // The release counts as a change itself: the license can be taken a month later.
        let first = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        app.advance_days(40).await;
        shop.delete(&shop.client, &first).await;
        app.advance_days(40).await;
        let second = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        assert_eq!(shop.charges().len(), 1, "the license was not taken from the pool: {:?}", shop.charges());
        let (address, moved) = (shop.address(), shop.today());
        app.advance_days(10).await;
        shop.delete_at_once().await;
        shop.delete(&shop.client2, &second).await;

        let (until, after_that) = (more_than_a_month_after(moved), more_than_a_month_after(more_than_a_month_after(moved)));
        let license = shop.licenses().remove(0);
        assert_eq!(license["ip"], address.as_str(), "{license}");
        let facts = ["status_name", "licname"].map(|name| license[name].as_str().unwrap());
        assert_eq!(facts, ["Suspended", "free.lic"], "{license}");
        let row = only_row(&shop.pool().await);
        assert_eq!(row[0], format!("{LITE} #1 License server · {address}"));
        assert_eq!(row[1], "Waiting for its address");
        let mark = format!("From {} it is still on {address} (until {})", day(after_that), day(until));
        assert!(row[5].starts_with(&mark), "{}", row[5]);
        let operation = shop.staff.get(&shop.operation(&second).await).await;
        assert_eq!(
            fact(&operation, "What is known", "What it says"),
            format!("The license returns to the pool on {}, when its address may be changed.", day(until))
        );
        assert_eq!(fact(&operation, "What is known", "Outcome"), format!("Waits until {}", day(until)));
        shop.nothing_waits().await;

        let yesterday = until.yesterday().unwrap();
        while shop.today() < yesterday {
            app.advance_days(1).await;
        }
        app.drain_operations().await;
        assert_eq!(shop.licenses()[0]["ip"], address.as_str(), "it left its address too early");
        app.advance_days(1).await;
        app.drain_operations().await;
        assert_eq!(shop.licenses()[0]["ip"], "0.0.0.0");
        let row = only_row(&shop.pool().await);
        assert_eq!(row[0], format!("{LITE} #1 License server · 0.0.0.0"));
        assert_eq!(row[1], "Free");
        assert!(row[5].starts_with(&format!("From {} ", day(after_that))), "{}", row[5]);
    }
}

/// The license of the first client serves the second one since today.
async fn move_once(shop: &Shop<'_>) {
    let first = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
    shop.app.advance_days(40).await;
    shop.delete(&shop.client, &first).await;
    shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
    assert_eq!(date_of(&shop.licenses()[0], "real_ipchange"), shop.today());
    shop.delete_at_once().await;
}

fn only_row(pool: &Page) -> Vec<String> {
    let mut rows = rows(pool);
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.remove(0)
}

/// The address that the sandbox gives after this one.
fn following(address: &str) -> String {
    let address: std::net::Ipv4Addr = address.parse().unwrap();
    std::net::Ipv4Addr::from(u32::from(address) + 1).to_string()
}

/// What is known of each license server.
async fn learned(app: &crate::support::app::TestApp) -> Vec<Option<bool>> {
    let mut known = Vec::new();
    for module in store::modules::list(app.engine.db()).await.unwrap() {
        let settings = store::modules::license_server::find(app.engine.db(), module.id).await.unwrap();
        known.extend(settings.map(|settings| settings.release_counts_as_change));
    }
    known
}
