//! Renewing services, and the one renewal that a license may have for an expiry.

use domain::{Date, Period};
use engine::actions::renew_service;
use engine::reads::service;
use engine::{Error, Refusal};
use store::renewals::{self, NewRenewal, ONE_LIVE};
use store::{Db, operations};

use crate::secrets::attach;
use crate::support::on_both;

#[tokio::test]
async fn a_license_has_one_renewal_for_an_expiry_unless_it_was_refused_or_given_up() {
    on_both(async |demo| {
        let id = demo.order("ispmanager 6 lite", "renewal").await.unwrap().service_id;
        let license_id = attach(demo, id, "K-1-2-3").await;
        let operation_id = operations::latest_of_service(demo.db(), id).await.unwrap().unwrap().id;
        let plan = async |marker: &'static str, expiry: &str| {
            let license = store::licenses::find(demo.db(), license_id).await.unwrap().unwrap();
            let new = NewRenewal {
                marker,
                license_id,
                module_id: license.module_id,
                operation_id,
                service_id: id,
                period: Period::months(1),
                period_choice: serde_json::json!({}),
                expiry_before: expiry.parse().unwrap(),
                expected_cost_e4: None,
                currency: "EUR",
                business_day: demo.engine.clock().today(),
            };
            let mut tx = demo.db().begin().await.unwrap();
            let planned = renewals::plan(&mut tx, &new, 1).await?;
            tx.commit().await.unwrap();
            store::Result::Ok(planned)
        };
        let first = plan("one", "2026-12-24").await.unwrap();
        assert!(plan("two", "2026-12-24").await.unwrap_err().violates(ONE_LIVE));
        plan("three", "2027-01-24").await.unwrap();
        change(demo.db(), async |tx| {
            renewals::sending(tx, first, 1, 2, Date::MIN).await?;
            renewals::refused(tx, first, "Not today").await
        })
        .await;
        let second = plan("four", "2026-12-24").await.unwrap();
        change(demo.db(), async |tx| {
            renewals::sending(tx, second, 1, 2, Date::MIN).await?;
            renewals::done(tx, second, Date::constant(2027, 1, 24)).await
        })
        .await;
        assert!(plan("five", "2026-12-24").await.unwrap_err().violates(ONE_LIVE));
        assert_eq!(renewals::of_operation(demo.db(), operation_id).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn only_an_active_service_of_ones_own_is_renewed() {
    on_both(async |demo| {
        let id = demo.order("No control panel", "early").await.unwrap().service_id;
        let before = service(&demo.engine, demo.client, id).await.unwrap().card.paid_until;
        let month = Period::months(1);
        let early = renew_service(&demo.engine, demo.client, id, month, "key").await;
        assert!(matches!(early, Err(Error::Refused(why)) if why == [Refusal::NotActive]));
        let other = renew_service(&demo.engine, demo.other, id, month, "key").await;
        assert!(matches!(other, Err(Error::NotFound)));
        let unsold = renew_service(&demo.engine, demo.client, id, Period::months(7), "key").await;
        assert!(matches!(unsold, Err(Error::Refused(why)) if why == [Refusal::PeriodNotSold]));
        assert_eq!(service(&demo.engine, demo.client, id).await.unwrap().card.paid_until, before);
    })
    .await;
}

async fn change(db: &Db, change: impl AsyncFnOnce(&mut store::Tx) -> store::Result<()>) {
    let mut tx = db.begin().await.unwrap();
    change(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}
