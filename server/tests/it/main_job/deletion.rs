//! Deleting a server before its paid time ends.

use jiff::ToSpan;

use super::reading::{all, form_with, offers, one, rows};
use super::shop::{Shop, day, lite};

on_both! {
    async fn a_deletion_waits_for_the_end_of_the_paid_time_and_can_be_taken_back(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let end = day(shop.today().saturating_add(1.month()));
        let confirm = shop.client.get(&format!("{service}/delete")).await;
        assert_eq!(
            all(&confirm, ".confirm__effects li"),
            [
                format!("The server works until {end}; then it and everything on it are deleted and cannot be brought back."),
                format!("Until {end} you can change your mind on the page of the service."),
                "Its control panel license stops working on this server.".to_owned(),
                "Money already paid is not given back.".to_owned(),
            ]
        );
        let form = form_with(&confirm, &format!("Delete it on {end}"));
        let page = shop.client.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, "[role=status]"), format!("The server will be deleted on {end}."));
        assert_eq!(
            one(&page, ".note--warn"),
            format!("This server is deleted on {end}, when its paid time ends. Do not delete it")
        );
        assert!(rows(&shop.client.get("/services").await)[0][4].ends_with(&format!("deleted on {end}")));

        let page = shop.press(&shop.client, &service, "Do not delete it").await;
        assert_eq!(one(&page, "[role=status]"), "The server is kept.");
        assert!(!offers(&page, "Do not delete it"));
        shop.client.submit(&form.action, &form.pairs()).await;

        let last = shop.today().saturating_add(1.month()).yesterday().unwrap();
        while shop.today() < last {
            app.advance_days(1).await;
        }
        shop.keep_house().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!(shop.licenses()[0]["status_name"], "Active");
        app.advance_days(1).await;
        shop.keep_house().await;
        assert_eq!(one(&shop.client.get(&service).await, "h1 .badge"), "Deleted");
        let facts = ["status_name", "licname", "ip"].map(|name| shop.licenses()[0][name].clone());
        assert_eq!(facts, ["Suspended", "free.lic", "0.0.0.0"]);
        assert_eq!(app.sandbox_state()["vms"].as_array().map(Vec::len), Some(0));
        assert_eq!(rows(&shop.client.get("/account").await).len(), 2, "a deletion is no refund");
    }
}
