//! Deleting services.

use std::collections::BTreeSet;

use domain::{IpAddress, OperationKind, OperationState, Period, ServiceState};
use engine::actions::{Deletion, DeletionPreview, cancel_deletion, delete_service, due_deletions};
use engine::operations::DELETE_SERVICE;
use engine::reads::service;
use engine::{Error, Refusal};
use store::purchases::{self, NewPurchase};
use store::{operations, services};

use crate::support::{on_both, refusals};

#[tokio::test]
async fn a_paid_service_is_deleted_when_its_period_ends() {
    on_both(async |demo| {
        let id = demo.delivered("key").await;
        let paid_until = services::find(demo.db(), id).await.unwrap().unwrap().paid_until;
        let page = service(&demo.engine, demo.client, id).await.unwrap();
        assert_eq!(page.deletion, Some(DeletionPreview::OnThe(paid_until)));
        for _ in 0..2 {
            let deletion = delete_service(&demo.engine, demo.client, id).await.unwrap();
            assert_eq!(deletion, Deletion::Scheduled(paid_until));
        }
        assert_eq!(due_deletions(&demo.engine).await.unwrap(), 0);
        let events = service(&demo.engine, demo.staff, id).await.unwrap().events;
        assert_eq!(events.len(), 2, "ordered, and scheduled once");

        demo.advance_days(40);
        assert_eq!(due_deletions(&demo.engine).await.unwrap(), 1);
        assert_eq!(due_deletions(&demo.engine).await.unwrap(), 0);
        let found = services::find(demo.db(), id).await.unwrap().unwrap();
        assert_eq!(found.state, ServiceState::Deleting);
        let operation = operations::latest_of_service(demo.db(), id).await.unwrap().unwrap();
        assert_eq!(operation.kind, OperationKind::DeleteService);
        assert_eq!(operation.step, DELETE_SERVICE);
    })
    .await;
}

#[tokio::test]
async fn a_service_whose_period_is_over_is_deleted_at_once() {
    on_both(async |demo| {
        let id = demo.delivered("key").await;
        demo.advance_days(40);
        let page = service(&demo.engine, demo.client, id).await.unwrap();
        assert_eq!(page.deletion, Some(DeletionPreview::AtOnce));
        let deletion = delete_service(&demo.engine, demo.client, id).await.unwrap();
        let operation = operations::latest_of_service(demo.db(), id).await.unwrap().unwrap();
        assert_eq!(deletion, Deletion::Started(operation.id));
        let again = refusals(delete_service(&demo.engine, demo.client, id).await);
        assert_eq!(again, [Refusal::AlreadyDeleted]);
        assert_eq!(service(&demo.engine, demo.client, id).await.unwrap().deletion, None);
    })
    .await;
}

#[tokio::test]
async fn a_scheduled_deletion_can_be_taken_back() {
    on_both(async |demo| {
        let id = demo.delivered("key").await;
        let cancel = async || cancel_deletion(&demo.engine, demo.client, id).await;
        assert_eq!(refusals(cancel().await), [Refusal::NotScheduled]);
        delete_service(&demo.engine, demo.client, id).await.unwrap();
        cancel().await.unwrap();
        demo.advance_days(40);
        assert_eq!(due_deletions(&demo.engine).await.unwrap(), 0);
        delete_service(&demo.engine, demo.client, id).await.unwrap();
        assert_eq!(refusals(cancel().await), [Refusal::AlreadyDeleted]);
    })
    .await;
}

#[tokio::test]
async fn a_service_that_is_worked_on_is_not_deleted() {
    on_both(async |demo| {
        let id = demo.order("ispmanager 6 lite", "key").await.unwrap().service_id;
        for state in ["ready", "running", "unknown"] {
            let operation = demo.end_operation(id, state).await;
            let found = refusals(delete_service(&demo.engine, demo.client, id).await);
            assert_eq!(found, [Refusal::OperationOpen { operation }], "while it is {state}");
        }
        let found = services::find(demo.db(), id).await.unwrap().unwrap();
        assert_eq!(found.state, ServiceState::Provisioning);
    })
    .await;
}

#[tokio::test]
async fn a_failed_order_is_deleted_at_once_and_its_money_given_back() {
    on_both(async |demo| {
        let before = demo.balance(demo.client).await;
        let id = demo.order("ispmanager 6 lite", "key").await.unwrap().service_id;
        let failed = demo.end_operation(id, "failed").await;
        let deletion = delete_service(&demo.engine, demo.client, id).await.unwrap();
        let Deletion::Started(started) = deletion else { panic!("{deletion:?}") };
        assert_ne!(started, failed);
        let failed = operations::find(demo.db(), failed).await.unwrap().unwrap();
        assert_eq!(failed.state, OperationState::GivenUp);
        assert_eq!(services::find(demo.db(), id).await.unwrap().unwrap().state, ServiceState::Deleting);
        assert_eq!(demo.balance(demo.client).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_service_for_which_money_may_have_been_spent_waits_for_a_person() {
    on_both(async |demo| {
        let id = demo.order("ispmanager 6 lite", "key").await.unwrap().service_id;
        let operation = demo.end_operation(id, "failed").await;
        let ordered = services::find(demo.db(), id).await.unwrap().unwrap();
        let new = NewPurchase {
            marker: "kp-1",
            module_id: ordered.license_server_id.unwrap(),
            operation_id: operation,
            service_id: id,
            product_id: ordered.product_id.unwrap(),
            plan_code: &ordered.plan_code.unwrap(),
            period: Period::months(12),
            period_choice: serde_json::json!({}),
            address: IpAddress::parse("192.0.2.7").unwrap(),
            license_name: "A license",
            expected_cost_e4: None,
            currency: "EUR",
            business_day: demo.engine.clock().today(),
        };
        let mut tx = demo.db().begin().await.unwrap();
        let intent = purchases::plan(&mut tx, &new, &BTreeSet::new(), 1).await.unwrap();
        purchases::sending(&mut tx, intent, &BTreeSet::new(), 1, 2, domain::Date::MIN).await.unwrap();
        tx.commit().await.unwrap();
        let found = refusals(delete_service(&demo.engine, demo.client, id).await);
        assert_eq!(found, [Refusal::PurchaseUndecided { operation }]);
        let kept = operations::find(demo.db(), operation).await.unwrap().unwrap();
        assert_eq!(kept.state, OperationState::Failed);
    })
    .await;
}

#[tokio::test]
async fn two_deletions_at_once_are_one() {
    on_both(async |demo| {
        let id = demo.delivered("key").await;
        demo.advance_days(40);
        let delete = || delete_service(&demo.engine, demo.client, id);
        let (first, second) = tokio::join!(delete(), delete());
        let (won, lost): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
        assert_eq!((won.len(), lost.len()), (1, 1));
        let lost = refusals(lost.into_iter().next().unwrap());
        let told = matches!(lost[..], [Refusal::AlreadyDeleted | Refusal::OperationOpen { .. }]);
        assert!(told, "{lost:?}");
    })
    .await;
}

#[tokio::test]
async fn a_stranger_finds_no_service_to_delete() {
    on_both(async |demo| {
        let id = demo.delivered("key").await;
        let delete = delete_service(&demo.engine, demo.other, id).await;
        assert!(matches!(delete, Err(Error::NotFound)));
        assert!(matches!(cancel_deletion(&demo.engine, demo.other, id).await, Err(Error::NotFound)));
        assert!(matches!(service(&demo.engine, demo.other, id).await, Err(Error::NotFound)));
        delete_service(&demo.engine, demo.staff, id).await.unwrap();
    })
    .await;
}
