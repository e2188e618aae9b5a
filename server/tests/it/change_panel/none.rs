//! To no panel, and from none.

use super::{PRO, change, look, on_address, plans};
use crate::main_job::reading::{fact, facts, history, offers, one};
use crate::main_job::shop::{LITE, NO_PANEL, Shop, lite};
use crate::support::order::Wish;

on_both! {
    async fn without_a_panel_the_license_goes_to_the_pool_and_the_server_stays(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let page = look(&shop, &service, NO_PANEL).await;
        let release = facts(&page, "Take its license away");
        assert_eq!(release["Cost at the license server"], "nothing", "{release:?}");
        assert!(release["Changes of address"].starts_with("1:"), "{release:?}");
        change(&shop, &service, NO_PANEL, "Take the license away").await;
        assert!(on_address(&shop).is_empty());
        let licenses = shop.licenses();
        assert_eq!((licenses.len(), shop.charges().len()), (1, 1));
        assert_eq!(licenses[0]["licname"], "free.lic");
        let page = shop.staff_service(&service).await;
        assert_eq!(one(&page, "h1 .badge"), "Active");
        assert!(fact(&page, "Control panel", "Control panel").starts_with(NO_PANEL), "{}", page.text);
        assert!(!offers(&shop.client.get(&service).await, "Show key"));
        let happened = history(&page);
        let changed = format!("Panel changed: {LITE} → {NO_PANEL} License #1: Take its license away");
        assert!(happened.contains(&changed), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn a_service_without_a_panel_gets_one(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = Wish { panel: NO_PANEL, ..lite("web-1.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        assert!(shop.licenses().is_empty());
        let page = look(&shop, &service, PRO).await;
        let attach = facts(&page, "Give it a license");
        assert_eq!(attach["Cost at the license server"], "94.50 EUR", "{attach:?}");
        change(&shop, &service, PRO, "Give it this license").await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55228], 1));
        shop.is_active(&shop.client, &service).await;
        assert!(!shop.key(&shop.client, &service).await.is_empty());
        shop.nothing_waits().await;
    }

    async fn a_panel_that_was_taken_away_comes_back_from_the_pool(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        change(&shop, &service, NO_PANEL, "Take the license away").await;
        change(&shop, &service, LITE, "Give it this license").await;
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55227], 1));
        shop.is_active(&shop.client, &service).await;
        shop.nothing_waits().await;
    }
}
