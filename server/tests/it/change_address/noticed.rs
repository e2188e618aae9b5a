//! Who looks at a server for another reason sees that its address is another, and changes nothing.

use serde_json::json;

use super::{FOLLOW, NEW, address_of, by_hand, follow, page_of, read_again, readdress};
use crate::main_job::reading::{form_with, history, offers};
use crate::main_job::shop::{Shop, date_of};
use crate::support::order::Wish;

on_both! {
    async fn a_renewal_notices_another_address_once_and_follows_nothing(app: TestApp) {
        app.execute("DELETE FROM alignment_rules").await;
        let shop = Shop::open(app).await;
        let wish = Wish { period: "3", ..crate::main_job::shop::lite("web-1.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        let known = shop.address();
        readdress(&shop, &service, NEW).await;
        for _ in 0..2 {
            let expires = date_of(&shop.licenses()[0], "expiredate");
            app.advance_days(u32::try_from((expires - shop.today()).get_days()).unwrap() - 1).await;
            shop.keep_house().await;
        }
        assert_eq!(shop.charges().len(), 3, "the license is renewed where it is");
        assert_eq!(address_of(&shop, &service).await, known);
        let page = shop.staff_service(&service).await;
        let noticed = format!("VMmanager shows the address {NEW}; known is {known}");
        assert_eq!(history(&page).iter().filter(|line| **line == noticed).count(), 1, "{:?}", history(&page));
        assert!(page.text.contains("Nothing was changed here."), "{}", page.text);
        let list = shop.staff.get("/staff/services").await;
        assert!(list.text.contains("1 server has another address at VMmanager than here"), "{}", list.text);

        follow(&shop, &service).await;
        assert_eq!(address_of(&shop, &service).await, NEW);
        let list = shop.staff.get("/staff/services").await;
        assert!(!list.text.contains("another address at VMmanager"), "{}", list.text);
    }

    async fn a_confirmation_of_what_was_read_before_is_refused(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, crate::main_job::shop::lite("web-1.demo.test")).await;
        let known = shop.address();
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        let vm = app.sandbox_state()["vms"][0]["id"].clone();
        by_hand(app, json!({ "do": "readdress_vm", "vm": vm, "ip": known })).await;
        read_again(&shop, &service).await;
        let answer = shop.staff.submit(&form.action, &form.pairs()).await;
        assert!(answer.text.contains("VMmanager was read again since"), "{}", answer.text);
        assert!(!offers(&shop.staff.get(&page_of(&service)).await, FOLLOW));
        assert_eq!(app.open_operations().await, 0);
    }

    async fn a_vmmanager_that_does_not_answer_is_said_on_the_page(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, crate::main_job::shop::lite("web-1.demo.test")).await;
        let rule = json!([{ "function": "GET /vm/v3/host/{id}/ipv4", "what": "http_500" }]);
        app.order_faults(rule).await;
        let page = read_again(&shop, &service).await;
        assert!(page.text.contains("did not answer as it should"), "{}", page.text);
        assert!(!offers(&page, FOLLOW));
    }
}
