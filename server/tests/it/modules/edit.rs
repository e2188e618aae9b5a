//! Changing a module on its page.

use super::wizard::MODULES;
use crate::main_job::reading::{form_with, one, rows};
use crate::main_job::shop::{Shop, lite};

on_both! {
    async fn a_saved_change_is_what_the_page_shows_and_what_the_history_tells(app: TestApp) {
        let shop = Shop::open(app).await;
        let module = format!("{MODULES}/1");
        let page = shop.staff.get(&module).await;
        let form = form_with(&page, "Save")
            .with("name", "Seller of licenses")
            .with("min_balance", "99999")
            .with("renew_before_days", "5");
        for _ in 0..2 {
            let saved = shop.staff.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&saved, ".flash"), "Saved.");
            assert_eq!(one(&saved, ".page__title"), "Seller of licenses Active");
            assert_eq!(saved.attribute("#min_balance", "value").as_deref(), Some("99999.00"));
        }
        let told = rows(&shop.staff.get(&format!("{module}/history")).await);
        assert_eq!(told.len(), 2, "sent twice it is one change: {told:?}");
        assert_eq!(told[0][1], "Demo staff");
        for line in ["Name : License server → Seller of licenses", "Renew before (days) : 3 → 5", "99999.00 EUR"] {
            assert!(told[0][3].replace(':', " :").replace("  :", " :").contains(line), "{line}: {told:?}");
        }
        // The balance there is below what is wanted now.
        shop.staff.submit("/fn/refresh_module", &[("module", "1")]).await;
        assert!(rows(&shop.staff.get(MODULES).await)[0][6].contains("below 99"), "the list warns");
    }

    async fn two_staff_who_edit_one_module_see_what_the_other_stored(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{MODULES}/1")).await;
        let first = form_with(&page, "Save").with("name", "First");
        let second = form_with(&page, "Save").with("name", "Second").with("department", "Night shift");
        shop.staff.submit(&first.action, &first.pairs()).await;
        let refused = shop.staff.submit(&second.action, &second.pairs()).await;
        assert!(one(&refused, ".flash--danger").contains("Demo staff changed this"), "{}", refused.text);
        assert_eq!(refused.attribute("#name", "value").as_deref(), Some("Second"), "nothing typed is lost");
        assert!(rows(&refused).iter().any(|row| row.contains(&"First".to_owned())), "{}", refused.text);
        // Who has seen that may put theirs in its place.
        let again = form_with(&refused, "Save");
        let saved = shop.staff.submit(&again.action, &again.pairs()).await;
        assert_eq!(one(&saved, ".page__title"), "Second Active");
    }

    async fn another_address_is_checked_before_it_is_saved(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{MODULES}/1")).await;
        let form = form_with(&page, "Save").with("url", "http://127.0.0.1:9/billmgr").with("department", "Night");
        let refused = shop.staff.submit(&form.action, &form.pairs()).await;
        assert!(one(&refused, ".flash--danger").contains("nothing listens at this port"), "{}", refused.text);
        assert_eq!(refused.attribute("#department", "value").as_deref(), Some("Night"));
        let moved = app.sandbox.url().replace("127.0.0.1", "localhost");
        let form = form.with("url", &moved);
        let saved = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&saved, ".flash"), "Saved.");
        assert!(one(&saved, ".split__side").contains("Right to order licenses OK"), "its check is kept");
    }

    async fn a_license_server_with_licenses_of_ours_does_not_lead_to_another_account(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let page = shop.staff.get(&format!("{MODULES}/1")).await;
        let other = form_with(&page, "Save").with("username", "reseller2").with("password", "sandbox-reseller2");
        let refused = shop.staff.submit(&other.action, &other.pairs()).await;
        let why = one(&refused, "#url-error");
        assert!(why.contains("1 of ours is there and belongs to that account"), "{why}");
        // A new password for the same account is another matter.
        let same = form_with(&page, "Save").with("password", "sandbox-reseller");
        let saved = shop.staff.submit(&same.action, &same.pairs()).await;
        assert_eq!(one(&saved, ".flash"), "Saved.");
    }

    async fn a_right_that_is_missing_is_saved_only_with_the_tick(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{MODULES}/1")).await;
        let form = form_with(&page, "Save").with("username", "noorder").with("password", "sandbox-noorder");
        let refused = shop.staff.submit(&form.action, &form.pairs()).await;
        assert!(one(&refused, "#add_anyway-error").contains("may not order licenses"), "{}", refused.text);
        let form = form.with("add_anyway", "on");
        let saved = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&saved, ".flash"), "Saved.");
    }
}
