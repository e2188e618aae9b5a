//! Balances and their ledgers.

use domain::form::{FieldProblem, Problem};
use domain::{LedgerKind, Money};
use engine::actions::{Correction, Payment, add_funds, correct_balance};
use engine::reads::{account, client};
use engine::{Error, Refusal};
use store::ledger::{self, NewEntry, Posted};

use crate::support::{client_id, on_both, refusals};

fn payment(client: domain::ClientId, amount: &'static str, key: &'static str) -> Payment<'static> {
    Payment { client, amount, note: "Bank transfer", one_time_key: key }
}

fn correction(client: domain::ClientId, amount: &'static str, key: &'static str) -> Correction<'static> {
    Correction { client, amount, note: "Entered twice", one_time_key: key }
}

#[tokio::test]
async fn funds_are_added_once_for_a_form() {
    on_both(async |demo| {
        let client = client_id(demo.client);
        for _ in 0..2 {
            let balance =
                add_funds(&demo.engine, demo.staff, &payment(client, "12,50", "key")).await.unwrap();
            assert_eq!(
                balance.minor(),
                51_250,
                "sent again, it says what the balance is and changes nothing"
            );
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
async fn one_form_sent_twice_at_once_adds_once() {
    on_both(async |demo| {
        let client = client_id(demo.client);
        let payment = payment(client, "1", "key");
        let add = || add_funds(&demo.engine, demo.staff, &payment);
        let (first, second) = tokio::join!(add(), add());
        assert_eq!((first.unwrap().minor(), second.unwrap().minor()), (50_100, 50_100));
        assert_eq!(demo.balance(demo.client).await.minor(), 50_100);
    })
    .await;
}

#[tokio::test]
async fn a_payment_is_an_amount_with_a_note() {
    on_both(async |demo| {
        let client = client_id(demo.client);
        let add = async |payment| add_funds(&demo.engine, demo.staff, &payment).await;
        let field = |name: &str, problem| Refusal::Field(FieldProblem::new(name, problem));
        assert_eq!(refusals(add(payment(client, "0", "a")).await), [Refusal::BadAmount]);
        assert_eq!(refusals(add(payment(client, "-5", "b")).await), [field("amount", Problem::Negative)]);
        let nothing = Payment { amount: "", note: " ", ..payment(client, "", "c") };
        let missing = [field("amount", Problem::Missing), field("note", Problem::Missing)];
        assert_eq!(refusals(add(nothing).await), missing);
        assert_eq!(refusals(add(payment(client, "5", "")).await), [Refusal::BadForm]);
        let all_there_is = payment(client, "92233720368547758.07", "d");
        let told = refusals(add(all_there_is).await);
        assert!(matches!(&told[..], [Refusal::Field(told)] if told.field == "amount"), "{told:?}");
        let nobody = add(payment(domain::ClientId::new(999), "5", "e")).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
        assert_eq!(demo.balance(demo.client).await.minor(), 50_000);
    })
    .await;
}

#[tokio::test]
async fn a_correction_goes_up_and_down_but_never_below_nothing() {
    on_both(async |demo| {
        let id = client_id(demo.client);
        let correct = async |correction| correct_balance(&demo.engine, demo.staff, &correction).await;
        for _ in 0..2 {
            assert_eq!(correct(correction(id, "-499", "down")).await.unwrap().minor(), 100);
        }
        assert_eq!(correct(correction(id, "0.50", "up")).await.unwrap().minor(), 150);
        let balance = Money::new(150, domain::Currency::EUR);
        let too_much = refusals(correct(correction(id, "-1.51", "more")).await);
        assert_eq!(too_much, [Refusal::BalanceTooLow { balance }]);
        assert_eq!(refusals(correct(correction(id, "0", "none")).await), [Refusal::CorrectionOfNothing]);
        assert!(matches!(
            correct_balance(&demo.engine, demo.client, &correction(id, "1", "own")).await,
            Err(Error::Forbidden(_))
        ));
        assert_eq!(demo.balance(demo.client).await, balance);
        let page = client(&demo.engine, demo.staff, id, 1).await.unwrap();
        let kinds: Vec<_> = page.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["client.balance_corrected", "client.balance_corrected", "client.funds_added"]);
        assert_eq!(page.entries.iter().map(|entry| entry.amount.minor()).sum::<i64>(), 150);
    })
    .await;
}

#[tokio::test]
async fn a_client_adds_funds_to_nobody_and_staff_have_no_account() {
    on_both(async |demo| {
        let payment = payment(client_id(demo.client), "5", "key");
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
                amount: Money::new(-1, domain::Currency::EUR),
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
