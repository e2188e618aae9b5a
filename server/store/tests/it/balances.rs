//! Money of clients: never more than there is, and never without its entry.

use domain::{Currency, LedgerKind, Money};
use store::ledger::{ENTRY_REPEATED, NewEntry, Posted};
use store::{Db, clients, ledger};

use crate::support::on_both;
use crate::support::rows::{client, entry, euros, post, rich_client};

async fn assert_balanced(db: &Db, client: domain::ClientId, minor: i64) {
    let balance = clients::find(db, client).await.unwrap().unwrap().balance;
    assert_eq!(balance, euros(minor));
    assert_eq!(ledger::total(db, client).await.unwrap(), minor);
}

#[tokio::test]
async fn a_balance_is_the_sum_of_its_entries() {
    on_both(async |db| {
        let other = rich_client(db, "Other", 700).await;
        let client = rich_client(db, "Client", 50_000).await;
        for (kind, minor) in [
            (LedgerKind::Charge, -12_050),
            (LedgerKind::Refund, 2_025),
            (LedgerKind::Correction, -1),
            (LedgerKind::Charge, -39_974),
        ] {
            assert_eq!(post(db, &entry(client, kind, euros(minor))).await.unwrap(), Posted::Posted);
        }
        assert_balanced(db, client, 0).await;
        assert_balanced(db, other, 700).await;
        let newest = ledger::page(db, client, 2, 1).await.unwrap();
        assert_eq!(newest.iter().map(|entry| entry.amount.minor()).collect::<Vec<_>>(), [-1, 2_025]);
        assert_eq!(ledger::count(db, client).await.unwrap(), 5);
    })
    .await;
}

#[tokio::test]
async fn more_than_the_balance_is_not_charged() {
    on_both(async |db| {
        let client = rich_client(db, "Client", 1_000).await;
        let too_much = entry(client, LedgerKind::Charge, euros(-1_001));
        assert_eq!(post(db, &too_much).await.unwrap(), Posted::NotCovered);
        let foreign = Money::new(-1, Currency::parse("USD").unwrap());
        let foreign = entry(client, LedgerKind::Charge, foreign);
        assert_eq!(post(db, &foreign).await.unwrap(), Posted::NotCovered);
        assert_balanced(db, client, 1_000).await;
    })
    .await;
}

#[tokio::test]
async fn two_charges_at_once_never_overdraw() {
    on_both(async |db| {
        for _ in 0..20 {
            let client = rich_client(db, "Client", 1_000).await;
            let charge = entry(client, LedgerKind::Charge, euros(-600));
            let (first, second) = tokio::join!(post(db, &charge), post(db, &charge));
            let mut posted = [first.unwrap(), second.unwrap()];
            posted.sort_by_key(|posted| *posted == Posted::NotCovered);
            assert_eq!(posted, [Posted::Posted, Posted::NotCovered]);
            assert_balanced(db, client, 400).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_pays_once() {
    on_both(async |db| {
        let (client, other) = (client(db, "Client").await, client(db, "Other").await);
        let payment =
            |client| NewEntry { one_time_key: Some("key"), ..entry(client, LedgerKind::Payment, euros(500)) };
        assert_eq!(post(db, &payment(client)).await.unwrap(), Posted::Posted);
        let error = post(db, &payment(client)).await.unwrap_err();
        assert!(error.violates(ENTRY_REPEATED), "{error:?}");
        assert_eq!(post(db, &payment(other)).await.unwrap(), Posted::Posted);
        assert_balanced(db, client, 500).await;
        assert_balanced(db, other, 500).await;
    })
    .await;
}
