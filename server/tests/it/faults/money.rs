//! Empty balances and unpaid bills at the license server.

use serde_json::json;

use super::stage::{BY_ITSELF, STAFF_LOOK, Stage};
use crate::main_job::reading::{fact, history, one, rows};
use crate::main_job::shop::{date_of, day, lite};

const SHORT: &str = "Waiting for money on the license server's account. It said: ";

on_both! {
    async fn without_money_there_the_client_waits_and_staff_are_asked_to_top_up(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("no-money");
        let service = stage.order("web-1.demo.test").await;
        stage.client_reads(&service, BY_ITSELF).await;
        let (state, says) = stage.stands(&service).await;
        assert_eq!(state, "Queued");
        assert!(says.starts_with(SHORT) && says.contains("insufficient funds"), "{says}");
        assert_eq!(stage.tasks().await, [says]);
        stage.presses(&service, "Look again now").await;
        stage.presses(&service, "Look again now").await;
        let (_, says) = stage.stands(&service).await;
        assert!(says.contains("Недостаточно средств для выполнения операции"), "{says}");
        stage.paid(0, 0).await;
        stage.presses(&service, "Look again now").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn without_money_there_a_renewal_waits_and_staff_are_asked_to_top_up(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.plays("no-money");
        stage.keep_house().await;
        let (state, says) = stage.stands(&service).await;
        assert!(state == "Queued" && says.starts_with(SHORT), "{state}: {says}");
        assert_eq!(stage.tasks().await, [says]);
        stage.presses(&service, "Look again now").await;
        stage.presses(&service, "Look again now").await;
        stage.is_well(&service).await;
        stage.paid(1, 1).await;
    }

    async fn an_order_behind_a_bill_asks_staff_to_pay_it_and_goes_on_when_it_is_paid(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("order-behind-a-bill");
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        stage.wait(40).await;
        stage.client_reads(&service, STAFF_LOOK).await;
        let says = "License #1001 was ordered at the license server and waits there for a payment; nothing was charged. \
                    Pay its bill there, then it goes on by itself.";
        stage.staff_are_asked(&service, "Queued", says).await;
        assert_eq!((stage.shop.licenses().len(), stage.shop.charges().len()), (1, 0));
        stage.mended().await;
        stage.person(json!({ "do": "pay_bill", "license": 1001 })).await;
        stage.presses(&service, "Look again now").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
        stage.keep_house().await;
        let list = rows(&stage.shop.staff.get("/staff/purchases").await);
        assert_eq!(list[0][3], "Recorded", "its cost is known once it is paid: {list:?}");
    }

    async fn a_service_whose_license_was_never_paid_is_deleted_and_asks_nobody(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.shop.delete_at_once().await;
        stage.plays("order-behind-a-bill");
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        stage.wait(40).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        assert_eq!(one(&stage.shop.client.get(&service).await, "h1 .badge"), "Deleted");
        let told = history(&stage.shop.staff_service(&service).await);
        let held = "Is not paid at the license server: it is held, and can be returned once its bill is paid License #1";
        assert!(told.contains(&held.to_owned()), "{told:?}");
        assert_eq!(stage.shop.licenses()[0]["status"], 1);
        stage.paid(0, 0).await;
        stage.shop.nothing_waits().await;
        // Somebody pays after all: nothing that is paid is lost.
        stage.mended().await;
        stage.person(json!({ "do": "pay_bill", "license": 1001 })).await;
        stage.shop.press(&stage.shop.staff, "/staff/licenses/1", "Return to the pool").await;
        stage.drain().await;
        assert_eq!(stage.shop.licenses()[0]["licname"], "free.lic");
        stage.paid(1, 0).await;
        stage.shop.nothing_waits().await;
    }

    async fn a_renewal_behind_a_bill_is_decided_by_staff_and_never_sent_twice(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.plays("order-behind-a-bill");
        stage.keep_house().await;
        let says = "The renewal got no clear answer and the expiry has not moved. A person decides.";
        stage.staff_are_asked(&service, "No answer: check", says).await;
        let page = stage.shop.staff.get(&stage.shop.operation(&service).await).await;
        let expires = date_of(&stage.shop.licenses()[0], "expiredate");
        assert_eq!(fact(&page, "What is there now", "Expires"), day(expires));
        stage.paid(1, 0).await;
        stage.mended().await;
        stage.presses(&service, "It was not renewed: renew again").await;
        stage.is_well(&service).await;
        stage.paid(1, 1).await;
    }

    async fn a_renewal_is_not_sent_again_for_a_server_that_went_away_before_it_was_decided(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.plays("order-behind-a-bill");
        stage.keep_house().await;
        stage.mended().await;
        stage.person(json!({ "do": "delete_vm" })).await;
        stage.presses(&service, "It was not renewed: renew again").await;
        let says = "VMmanager has the server no longer; nothing is renewed for it.";
        stage.staff_are_asked(&service, "Failed", says).await;
        stage.paid(1, 0).await;
        stage.gives_up(&service).await;
    }
}
