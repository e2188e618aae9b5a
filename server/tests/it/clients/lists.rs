//! The staff's lists: what they show, how they are searched, and where their numbers lead.

use axum::http::StatusCode;

use crate::main_job::reading::{all, fact, facts, form_with, history, one, rows};
use crate::main_job::shop::{LITE, NO_PANEL, Shop, lite};
use crate::support::browser::Page;
use crate::support::order::Wish;

/// What a column holds, row by row.
fn column(page: &Page, number: usize) -> Vec<String> {
    rows(page).into_iter().map(|row| row[number].clone()).collect()
}

async fn two_orders(shop: &Shop<'_>) -> (String, String) {
    let first = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
    let plain = Wish { plan: "VPS Start", period: "3", panel: NO_PANEL, host_name: "db-1.demo.test" };
    (first, shop.deliver(&shop.client2, plain).await)
}

on_both! {
    async fn an_order_is_listed_and_shown_as_it_was_placed(app: TestApp) {
        let shop = Shop::open(app).await;
        two_orders(&shop).await;
        app.execute("UPDATE tariff_periods SET cost = 99900").await;
        let list = shop.staff.get("/staff/orders").await;
        assert_eq!(column(&list, 2), ["Second client", "Demo client"], "the newest stand first");
        assert_eq!(column(&list, 3), [format!("VPS Start {NO_PANEL}"), format!("VPS Start {LITE}")]);
        assert_eq!(column(&list, 4), ["3 months", "1 month"]);
        assert_eq!(column(&list, 6), ["db-1.demo.test", "web-1.demo.test"]);
        assert_eq!(column(&list, 7), ["Active", "Active"]);
        let charged = column(&list, 5)[1].clone();
        let order = shop.staff.get("/staff/orders/1").await;
        assert_eq!(all(&order, ".quote__line--total dd"), std::slice::from_ref(&charged), "not what it would cost now");
        assert!(all(&order, ".quote__line dt").len() >= 3, "the price is itemised: {}", order.text);
        let ordered = facts(&order, "What was ordered");
        assert_eq!((ordered["Client"].as_str(), ordered["Service"].as_str()), ("Demo client", "web-1.demo.test"));
        assert_eq!(rows(&order)[0][4], format!("-{charged}").replace('-', "−"), "{:?}", rows(&order));
        assert_eq!(shop.staff.get("/staff/orders/99").await.status, StatusCode::NOT_FOUND);
    }

    async fn lists_are_searched_in_any_script_and_filtered_by_client_and_state(app: TestApp) {
        app.execute("UPDATE clients SET name = 'Ольга Ёлкина', search = 'ольга ёлкина client2@demo.test' WHERE id = 2").await;
        let shop = Shop::open(app).await;
        two_orders(&shop).await;
        let get = async |path: &str| shop.staff.get(path).await;
        assert_eq!(column(&get("/staff/clients?q=ЁЛК").await, 1), ["Ольга Ёлкина"]);
        for list in ["orders", "services"] {
            let found = rows(&get(&format!("/staff/{list}?q=ольга")).await);
            assert_eq!(found.len(), 1, "{list}: {found:?}");
            assert!(found[0].contains(&"Ольга Ёлкина".to_owned()), "{list}: {found:?}");
            assert_eq!(rows(&get(&format!("/staff/{list}?q=web-1")).await).len(), 1, "{list}");
            assert_eq!(rows(&get(&format!("/staff/{list}?state=failed")).await).len(), 0, "{list}");
            let only = get(&format!("/staff/{list}?client=2")).await;
            assert_eq!(rows(&only).len(), 1, "{list}");
            assert_eq!(one(&only, ".note"), "Only those of Ольга Ёлкина · Show all");
            let kept = only.attribute("form.filters [name=client]", "value");
            assert_eq!(kept.as_deref(), Some("2"), "a search keeps the client");
        }
        assert_eq!(rows(&get("/staff/operations?q=ольга").await).len(), 1);
        assert_eq!(rows(&get("/staff/operations?q=ольга&state=failed").await).len(), 0);
        let tab = get("/staff/operations?q=web-1").await;
        assert_eq!(tab.attribute(".tabs__link:nth-child(2)", "href").as_deref(), Some("?q=web-1&state=ready"));
        assert_eq!(rows(&get("/staff/licenses?q=web-1").await).len(), 1);
        assert_eq!(rows(&get("/staff/licenses?client=1").await).len(), 1);
        assert_eq!(rows(&get("/staff/licenses?client=2").await).len(), 0);
    }

    async fn clients_are_sorted_and_their_numbers_lead_to_the_rows_behind_them(app: TestApp) {
        let shop = Shop::open(app).await;
        two_orders(&shop).await;
        let names = async |sort: &str| column(&shop.staff.get(&format!("/staff/clients?sort={sort}")).await, 1);
        assert_eq!(names("").await, ["Second client", "Demo client"], "the newest stand first");
        assert_eq!(names("name").await, ["Demo client", "Second client"]);
        assert_eq!(names("-name").await, ["Second client", "Demo client"]);
        let by_balance = names("balance").await;
        assert_eq!(by_balance.iter().rev().collect::<Vec<_>>(), names("-balance").await.iter().collect::<Vec<_>>());
        let list = shop.staff.get("/staff/clients?q=client2").await;
        assert_eq!(rows(&list)[0][4..6], ["1", "1"]);
        for cell in [5, 6] {
            let link = list.attribute(&format!("tbody td:nth-child({cell}) a"), "href").unwrap();
            assert_eq!(column(&shop.staff.get(&link).await, 2), ["Second client"], "{link}");
        }
    }

    async fn a_license_says_whom_it_serves_and_what_it_cost_so_far(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let (service, _) = two_orders(&shop).await;
        let list = shop.staff.get("/staff/licenses").await;
        let row = &rows(&list)[0];
        assert_eq!(row[9], "web-1.demo.test Demo client");
        assert!(row[10].ends_with(" EUR expected"), "what the price list says is not yet a bill: {row:?}");
        shop.delete(&shop.client, &service).await;
        let free = &rows(&shop.staff.get("/staff/licenses").await)[0];
        assert_eq!((free[9].as_str(), &free[10]), ("Free", &row[10]));
        let license = shop.staff.get("/staff/licenses/1").await;
        let back = license.attribute(".timeline__item a", "href");
        assert_eq!(back.as_deref(), Some(format!("/staff{service}").as_str()), "the timeline leads to its service");
    }

    async fn staff_renew_a_clients_service_once_from_the_clients_balance(app: TestApp) {
        let shop = Shop::open(app).await;
        let (service, _) = two_orders(&shop).await;
        let page = format!("/staff{service}");
        assert_eq!(fact(&shop.staff.get(&page).await, "Server", "Client"), "Demo client");
        let renew = shop.staff.get(&page).await.attribute(".page__actions a", "href").unwrap();
        let form = form_with(&shop.staff.get(&renew).await, "Renew now");
        let before = rows(&shop.client.get("/account").await).len();
        for _ in 0..2 {
            let answer = shop.staff.submit(&form.action, &form.pairs()).await;
            assert!(one(&answer, "[role=status]").starts_with("Renewed: paid until"), "{}", answer.text);
        }
        assert_eq!(rows(&shop.client.get("/account").await).len(), before + 1, "charged once");
        assert!(history(&shop.staff.get(&page).await)[0].ends_with(" by Demo staff"));
        app.execute("UPDATE ledger_entries SET amount = 0 WHERE kind = 'payment' AND client_id = 1").await;
        app.execute("UPDATE clients SET balance = 0 WHERE id = 1").await;
        let form = form_with(&shop.staff.get(&renew).await, "Renew now");
        let refused = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&refused, "[role=alert]"), "The balance is 0.00 EUR; this renewal costs 11.80 EUR.");
        app.drain_operations().await;
    }
}
