//! Balances and their ledgers.

use domain::{Currency, LedgerKind, Money};
use engine::actions::{Payment, add_funds};
use engine::reads::account;
use engine::{Error, Refusal};
use store::ledger::{self, NewEntry, Posted};

use crate::support::{client_id, on_both, refusals};

fn payment(client: domain::ClientId, minor: i64, key: &'static str) -> Payment<'static> {
    let amount = Money::new(minor, Currency::EUR);
    Payment { client, amount, note: "Bank transfer", one_time_key: key }
}

#[tokio::test]
async fn funds_are_added_once_for_a_form() {
    on_both(async |demo| {
        let client = client_id(demo.client);
        for _ in 0..2 {
            add_funds(&demo.engine, demo.staff, &payment(client, 1_250, "key")).await.unwrap();
        }
        let page = account(&demo.engine, demo.client, 1).await.unwrap();
        assert_eq!(page.balance.minor(), 51_250);
        let newest = page.entries.first().unwrap();
        assert_eq!((newest.kind, newest.amount.minor()), (LedgerKind::Payment, 1_250));
        assert_eq!(newest.reason, "Bank transfer");
        assert_eq!(newest.author.as_deref(), Some("Demo staff"));
        assert_eq!((page.entries.len(), page.page, page.pages), (2, 1, 1));
        assert_eq!(demo.balance(demo.client).await, page.balance);
    })
    .await;
}

#[tokio::test]
async fn a_payment_is_more_than_nothing_and_in_the_balances_currency() {
    on_both(async |demo| {
        let client = client_id(demo.client);
        let add = async |payment| add_funds(&demo.engine, demo.staff, &payment).await;
        assert_eq!(refusals(add(payment(client, 0, "a")).await), [Refusal::BadAmount]);
        assert_eq!(refusals(add(payment(client, -5, "b")).await), [Refusal::BadAmount]);
        let amount = Money::new(5, Currency::parse("USD").unwrap());
        assert_eq!(refusals(add(Payment { amount, ..payment(client, 5, "c") }).await), [Refusal::BadAmount]);
        assert_eq!(refusals(add(payment(client, 5, "")).await), [Refusal::BadForm]);
        assert_eq!(demo.balance(demo.client).await.minor(), 50_000);
    })
    .await;
}

#[tokio::test]
async fn a_client_adds_funds_to_nobody_and_staff_have_no_account() {
    on_both(async |demo| {
        let payment = payment(client_id(demo.client), 5, "key");
        let error = add_funds(&demo.engine, demo.client, &payment).await.unwrap_err();
        assert!(matches!(error, Error::Forbidden(_)));
        assert!(matches!(account(&demo.engine, demo.staff, 1).await, Err(Error::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn a_page_after_the_last_is_the_last() {
    on_both(async |demo| {
        let mut tx = demo.db().begin().await.unwrap();
        for _ in 0..60 {
            let entry = NewEntry {
                client_id: client_id(demo.client),
                kind: LedgerKind::Charge,
                amount: Money::new(-1, Currency::EUR),
                reason: "for a test",
                author_id: None,
                order_id: None,
                service_id: None,
                one_time_key: None,
                created_at_ms: 1,
                business_day: demo.engine.clock().today(),
            };
            assert_eq!(ledger::post(&mut tx, &entry).await.unwrap(), Posted::Posted);
        }
        tx.commit().await.unwrap();
        let page = account(&demo.engine, demo.client, 7).await.unwrap();
        assert_eq!((page.page, page.pages, page.entries.len()), (2, 2, 11));
        assert_eq!(page.entries.last().unwrap().kind, LedgerKind::Payment);
        assert_eq!(account(&demo.engine, demo.client, 0).await.unwrap().page, 1);
    })
    .await;
}
