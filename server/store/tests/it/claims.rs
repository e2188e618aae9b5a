//! Taking an operation from the queue.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use domain::{OperationKind, OperationState, ServiceId};
use store::operations::{self, NewOperation, Operation, queue};
use store::{Db, Result};

use crate::support::{FreshPostgres, on_both, rows};

/// More looks than a claim takes.
const MOMENTS: usize = 16;

async fn due(db: &Db, services: impl IntoIterator<Item = ServiceId>) {
    for service_id in services {
        let mut tx = db.begin().await.unwrap();
        let new = NewOperation {
            kind: OperationKind::ProvisionService,
            service_id,
            step: "create_server",
            data: serde_json::Value::Null,
            run_at_ms: 1,
        };
        operations::enqueue(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn services(db: &Db, count: usize) -> Vec<ServiceId> {
    let client = rows::client(db, "Client").await;
    let tariff = rows::tariff(db, "VPS Start").await;
    let mut services = Vec::new();
    for place in 0..count {
        services.push(rows::service(db, client, tariff, &format!("web-{place}.example.com")).await);
    }
    services
}

async fn claim(db: &Db, owner: &str) -> Result<Option<Operation>> {
    queue::claim(db, owner, 10, 60_000, rows::today()).await
}

/// Lets it go on for one moment; whether it came to its end.
async fn goes_on<T>(mut claim: Pin<&mut impl Future<Output = T>>) -> Option<T> {
    let polled = poll_fn(|context| Poll::Ready(claim.as_mut().poll(context))).await;
    // What the database does meanwhile, it does without us.
    tokio::time::sleep(Duration::from_millis(5)).await;
    match polled {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

#[tokio::test]
async fn what_is_claimed_is_durable_and_claimed_once() {
    on_both(async |db| {
        due(db, services(db, 2).await).await;
        let first = claim(db, "one").await.unwrap().unwrap();
        let second = claim(db, "two").await.unwrap().unwrap();
        assert_ne!(first.id, second.id);
        assert!(claim(db, "three").await.unwrap().is_none());
        for (claimed, owner) in [(first, "one"), (second, "two")] {
            let stored = operations::find(db, claimed.id).await.unwrap().unwrap();
            assert_eq!((stored.state, stored.attempt), (OperationState::Running, 1));
            assert_eq!(stored.lease_owner.as_deref(), Some(owner));
        }
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_freezes_at_any_moment_of_a_claim_stops_no_other() {
    let fresh = FreshPostgres::create().await;
    let db = &fresh.db;
    due(db, services(db, 2 * MOMENTS).await).await;
    let mut ended = false;
    for moment in 1..=MOMENTS {
        let mut frozen = Box::pin(claim(db, "frozen"));
        let mut done = None;
        for _ in 0..moment {
            done = goes_on(frozen.as_mut()).await;
            if done.is_some() {
                break;
            }
        }
        let other = tokio::time::timeout(Duration::from_secs(2), claim(db, "other")).await;
        let other = other.unwrap_or_else(|_| panic!("it waits for one that froze at moment {moment}"));
        ended |= done.is_some();
        let woken = match done {
            Some(done) => done,
            None => frozen.await,
        };
        assert_ne!(woken.unwrap().unwrap().id, other.unwrap().unwrap().id);
    }
    assert!(ended, "a claim takes more moments than are looked at");
    fresh.drop().await;
}
