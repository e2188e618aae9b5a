//! Sessions of browsers.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use store::sessions::Sessions;
use time::{Duration, OffsetDateTime};
use tower_sessions_core::SessionStore;
use tower_sessions_core::session::{Id, Record};

use crate::support::on_both;

const START_MS: i64 = 1_800_000_000_000;

fn record(seconds: i64) -> Record {
    let start = OffsetDateTime::from_unix_timestamp(START_MS / 1000).unwrap();
    let data = [("user_id".to_owned(), serde_json::json!(7))].into_iter().collect();
    Record { id: Id::default(), data, expiry_date: start + Duration::seconds(seconds) }
}

#[tokio::test]
async fn an_expired_session_is_never_loaded() {
    on_both(async |db| {
        let now = Arc::new(AtomicI64::new(START_MS));
        let clock = now.clone();
        let sessions = Sessions::new(db.clone(), move || clock.load(Ordering::Relaxed));
        let (mut short, mut long) = (record(60), record(120));
        sessions.create(&mut short).await.unwrap();
        sessions.create(&mut long).await.unwrap();
        assert_eq!(sessions.load(&short.id).await.unwrap(), Some(short.clone()));

        now.store(START_MS + 60_000, Ordering::Relaxed);
        assert_eq!(sessions.load(&short.id).await.unwrap(), None);
        assert_eq!(sessions.load(&long.id).await.unwrap(), Some(long));
        assert_eq!(sessions.delete_expired().await.unwrap(), 1);
        assert_eq!(sessions.delete_expired().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_outlives_a_logout_does_not_bring_the_session_back() {
    on_both(async |db| {
        let sessions = Sessions::new(db.clone(), || START_MS);
        let mut session = record(60);
        sessions.create(&mut session).await.unwrap();
        session.data.insert("more".to_owned(), serde_json::json!("data"));
        sessions.save(&session).await.unwrap();
        assert_eq!(sessions.load(&session.id).await.unwrap(), Some(session.clone()));

        sessions.delete(&session.id).await.unwrap();
        sessions.save(&session).await.unwrap();
        assert_eq!(sessions.load(&session.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_new_session_never_takes_another_ones_id() {
    on_both(async |db| {
        let sessions = Sessions::new(db.clone(), || START_MS);
        let mut first = record(60);
        sessions.create(&mut first).await.unwrap();
        let mut second = Record { id: first.id, ..record(90) };
        sessions.create(&mut second).await.unwrap();
        assert_ne!(first.id, second.id);
        assert_eq!(sessions.load(&first.id).await.unwrap(), Some(first));
        assert_eq!(sessions.load(&second.id).await.unwrap(), Some(second));
    })
    .await;
}
