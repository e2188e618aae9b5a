//! Sessions of browsers, kept beside everything else.

use std::error::Error as _;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use time::OffsetDateTime;
use tower_sessions_core::SessionStore;
use tower_sessions_core::session::{Id, Record};
use tower_sessions_core::session_store::{Error as SessionError, Result as SessionResult};

use crate::{Db, Error, Result};

/// The session store; it tells machine time by the clock that it is given.
#[derive(Clone)]
pub struct Sessions {
    db: Db,
    now_ms: Arc<dyn Fn() -> i64 + Send + Sync>,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").field("db", &self.db).finish_non_exhaustive()
    }
}

impl Sessions {
    /// Keeps sessions in a database; `now_ms` is machine time in milliseconds since 1970.
    pub fn new(db: Db, now_ms: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self { db, now_ms: Arc::new(now_ms) }
    }

    /// Deletes what has expired and says how many sessions that were.
    pub async fn delete_expired(&self) -> Result<u64> {
        let mut tx = self.db.begin().await?;
        let deleted = execute!(&mut tx, DELETE_EXPIRED, (self.now_ms)())?;
        tx.commit().await?;
        Ok(deleted)
    }

    async fn write(&self, sql: &'static str, id: Id, data: String, expires_at: i64) -> Result<u64> {
        let mut tx = self.db.begin().await?;
        let rows = execute!(&mut tx, sql, id.to_string(), data, expires_at)?;
        tx.commit().await?;
        Ok(rows)
    }

    async fn find(&self, id: Id) -> Result<Option<Row>> {
        fetch_optional!(&self.db, Row, FIND, id.to_string(), (self.now_ms)())
    }

    async fn remove(&self, id: Id) -> Result<()> {
        let mut tx = self.db.begin().await?;
        execute!(&mut tx, DELETE, id.to_string())?;
        tx.commit().await
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> SessionResult<()> {
        let (data, expires_at) = encode(record)?;
        while self.write(INSERT, record.id, data.clone(), expires_at).await.map_err(backend)? == 0 {
            record.id = Id::default();
        }
        Ok(())
    }

    /// Only a session that is still there is saved: a request that began before a logout must not bring it back.
    async fn save(&self, record: &Record) -> SessionResult<()> {
        let (data, expires_at) = encode(record)?;
        self.write(UPDATE, record.id, data, expires_at).await.map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> SessionResult<Option<Record>> {
        let Some(row) = self.find(*id).await.map_err(backend)? else { return Ok(None) };
        let data =
            serde_json::from_str(&row.data).map_err(|error| SessionError::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at.div_euclid(1000))
            .map_err(|error| SessionError::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> SessionResult<()> {
        self.remove(*id).await.map_err(backend)
    }
}

fn encode(record: &Record) -> SessionResult<(String, i64)> {
    let data =
        serde_json::to_string(&record.data).map_err(|error| SessionError::Encode(error.to_string()))?;
    Ok((data, record.expiry_date.unix_timestamp().saturating_mul(1000)))
}

/// The trait keeps only text of an error, so the whole chain is written out.
fn backend(error: Error) -> SessionError {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    SessionError::Backend(text)
}

#[derive(sqlx::FromRow)]
struct Row {
    data: String,
    expires_at: i64,
}

statements! {
    INSERT = "INSERT INTO sessions (id, data, expires_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    UPDATE = "UPDATE sessions SET data = $2, expires_at = $3 WHERE id = $1";
    FIND = "SELECT data, expires_at FROM sessions WHERE id = $1 AND expires_at > $2";
    DELETE = "DELETE FROM sessions WHERE id = $1";
    DELETE_EXPIRED = "DELETE FROM sessions WHERE expires_at <= $1";
}
