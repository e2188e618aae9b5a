//! What a remote system last told us, with when, and what went wrong since.

use domain::ModuleId;

use crate::{Exec, Result, Tx, column};

/// A saved read: a page shows it with its age instead of waiting for the remote system.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedRead {
    /// What was asked for, like `balance`.
    pub what: String,
    /// The last good answer and when it came, in machine milliseconds.
    pub value: Option<(serde_json::Value, i64)>,
    /// The last failure since then and when, in machine milliseconds.
    pub error: Option<(String, i64)>,
}

impl SavedRead {
    /// When it was last asked for, with whatever answer.
    pub fn tried_ms(&self) -> Option<i64> {
        let read = self.value.as_ref().map(|(_, at_ms)| *at_ms);
        let failed = self.error.as_ref().map(|(_, at_ms)| *at_ms);
        read.max(failed)
    }
}

/// Keeps an answer; an earlier failure is forgotten.
pub async fn save(
    tx: &mut Tx,
    module: ModuleId,
    what: &str,
    value: &serde_json::Value,
    at_ms: i64,
) -> Result<()> {
    execute!(tx, SAVE, module.get(), what, value.to_string(), at_ms)?;
    Ok(())
}

/// Keeps a failure beside the last good answer.
pub async fn save_error(tx: &mut Tx, module: ModuleId, what: &str, error: &str, at_ms: i64) -> Result<()> {
    execute!(tx, SAVE_ERROR, module.get(), what, error, at_ms)?;
    Ok(())
}

/// One saved read.
pub async fn find(db: impl Into<Exec<'_>>, module: ModuleId, what: &str) -> Result<Option<SavedRead>> {
    fetch_optional!(db, Row, FIND, module.get(), what)?.map(SavedRead::try_from).transpose()
}

/// The same read of every module.
pub async fn list(db: impl Into<Exec<'_>>, what: &str) -> Result<Vec<(ModuleId, SavedRead)>> {
    fetch_all!(db, Row, LIST, what)?
        .into_iter()
        .map(|row| Ok((ModuleId::new(row.module_id), SavedRead::try_from(row)?)))
        .collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    module_id: i64,
    what: String,
    value: Option<String>,
    read_at: Option<i64>,
    error: Option<String>,
    error_at: Option<i64>,
}

impl TryFrom<Row> for SavedRead {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let value: Option<serde_json::Value> =
            column::parse_optional("module_reads.value", row.value.as_deref())?;
        Ok(Self { what: row.what, value: value.zip(row.read_at), error: row.error.zip(row.error_at) })
    }
}

statements! {
    SAVE = "INSERT INTO module_reads (module_id, what, value, read_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (module_id, what) DO UPDATE
        SET value = excluded.value, read_at = excluded.read_at, error = NULL, error_at = NULL";
    SAVE_ERROR = "INSERT INTO module_reads (module_id, what, error, error_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (module_id, what) DO UPDATE SET error = excluded.error, error_at = excluded.error_at";
    FIND = "SELECT module_id, what, value, read_at, error, error_at FROM module_reads
        WHERE module_id = $1 AND what = $2";
    LIST = "SELECT module_id, what, value, read_at, error, error_at FROM module_reads
        WHERE what = $1 ORDER BY module_id";
}
