//! Noticing that somebody changed something, without a poll per reader.
//!
//! PostgreSQL tells (`LISTEN keypool`); SQLite is asked once a second per process whether any other connection
//! wrote. Whoever follows compares stamps afterwards: a notice says *something*, never what.

use std::time::Duration;

use domain::{ClientId, OperationId, ServiceId};
use sqlx::postgres::{PgListener, PgPoolOptions};
use sqlx::{Connection, SqliteConnection};
use tokio::sync::watch;

use crate::{Db, Result};

/// How often SQLite is asked.
const ASK_EVERY: Duration = Duration::from_secs(1);
/// Notices that come closer together than this are one notice.
const SETTLE: Duration = Duration::from_millis(200);
/// How long to wait before a lost source is connected again.
const RECONNECT_AFTER: Duration = Duration::from_secs(2);

/// A counter that grows whenever something was written; it stops when every receiver is dropped.
pub fn follow(db: &Db) -> watch::Receiver<u64> {
    let (sender, receiver) = watch::channel(0);
    let db = db.clone();
    tokio::spawn(async move {
        tokio::select! {
            () = sender.closed() => {}
            () = follow_forever(&db, &sender) => {}
        }
    });
    receiver
}

async fn follow_forever(db: &Db, sender: &watch::Sender<u64>) {
    loop {
        let lost = match db {
            Db::Sqlite { writer, .. } => follow_sqlite(writer, sender).await,
            Db::Postgres(pool) => follow_postgres(pool, sender).await,
        };
        if let Err(error) = lost {
            tracing::warn!(error = &error as &dyn std::error::Error, "store.changes.lost");
        }
        tokio::time::sleep(RECONNECT_AFTER).await;
        notify(sender);
    }
}

fn notify(sender: &watch::Sender<u64>) {
    sender.send_modify(|count| *count = count.wrapping_add(1));
}

/// `PRAGMA data_version` changes when another connection has committed, so this one only ever reads.
async fn follow_sqlite(writer: &sqlx::SqlitePool, sender: &watch::Sender<u64>) -> Result<()> {
    let mut connection = SqliteConnection::connect_with(&writer.connect_options()).await?;
    let mut seen: Option<i64> = None;
    loop {
        let version: i64 = sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut connection).await?;
        if seen.replace(version).is_some_and(|seen| seen != version) {
            notify(sender);
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}

/// A connection of its own: one taken from the pool would keep the pool from closing.
async fn follow_postgres(pool: &sqlx::PgPool, sender: &watch::Sender<u64>) -> Result<()> {
    let options = (*pool.connect_options()).clone();
    let own = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
    let mut listener = PgListener::connect_with(&own.connect_with(options).await?).await?;
    listener.listen("keypool").await?;
    notify(sender);
    loop {
        // `None` is a lost connection, already restored: notices may have been missed meanwhile.
        listener.try_recv().await?;
        tokio::time::sleep(SETTLE).await;
        while listener.next_buffered().is_some() {}
        notify(sender);
    }
}

type ServiceRow = (i64, i64, String, String, Option<i64>, Option<String>, Option<String>, Option<i64>);

/// Whose service it is, and a text that differs when the service or its last operation has moved.
pub async fn service_stamp(db: &Db, service: ServiceId) -> Result<Option<(ClientId, String)>> {
    let row = fetch_optional!(db, ServiceRow, SERVICE_STAMP, service.get())?;
    Ok(row.map(|(client, version, state, panel, operation, step, run, attempt)| {
        let operation = operation.unwrap_or_default();
        let (step, run) = (step.unwrap_or_default(), run.unwrap_or_default());
        let attempt = attempt.unwrap_or_default();
        let stamp = format!("{version}.{state}.{panel}.{operation}.{run}.{step}.{attempt}");
        (ClientId::new(client), stamp)
    }))
}

type OperationRow = (String, String, i64, i64, i64, i64, i64, i64);

/// A text that differs when the operation has moved, logged a step or called a remote system.
pub async fn operation_stamp(db: &Db, operation: OperationId) -> Result<Option<String>> {
    let row = fetch_optional!(db, OperationRow, OPERATION_STAMP, operation.get())?;
    Ok(row.map(|(state, step, attempt, failures, started, ended, calls, notes)| {
        format!("{state}.{step}.{attempt}.{failures}.{started}.{ended}.{calls}.{notes}")
    }))
}

statements! {
    SERVICE_STAMP = "SELECT s.client_id, s.version, s.state, s.panel_state, o.id, o.step, o.state, o.attempt \
        FROM services s \
        LEFT JOIN operations o ON o.id = (SELECT MAX(id) FROM operations WHERE service_id = s.id \
            AND kind <> 'return_license') \
        WHERE s.id = $1";
    OPERATION_STAMP = "SELECT o.state, o.step, o.attempt, o.failures, \
        (SELECT COUNT(*) FROM operation_steps t WHERE t.operation_id = o.id), \
        (SELECT COUNT(t.ended_at) FROM operation_steps t WHERE t.operation_id = o.id), \
        (SELECT COUNT(*) FROM remote_calls c WHERE c.operation_id = o.id), \
        (SELECT COUNT(*) FROM handover_notes h WHERE h.operation_id = o.id) \
        FROM operations o WHERE o.id = $1";
}
