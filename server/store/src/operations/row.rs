//! An operation as the database holds it.

use domain::OperationId;
use domain::operation::Note;

use super::Operation;
use crate::{Error, Result};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    kind: String,
    service_id: i64,
    state: String,
    step: String,
    data: String,
    run_at: i64,
    not_before: Option<String>,
    lease_owner: Option<String>,
    attempt: i64,
    failures: i64,
    note: Option<String>,
    note_kind: Option<String>,
    module_id: Option<i64>,
    created_at: i64,
    finished_at: Option<i64>,
}

pub(super) fn note_text(note: &Note) -> Result<String> {
    serde_json::to_string(note).map_err(|error| Error::corrupt("operations.note", error))
}

/// What kind of note it is: the word by which lists find it.
pub(crate) fn note_kind(note: &Note) -> Result<String> {
    let value = serde_json::to_value(note).map_err(|error| Error::corrupt("operations.note", error))?;
    Ok(value.get("note").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned())
}

/// Reads a stored note.
pub(crate) fn read_note(column: &'static str, text: Option<String>) -> Result<Option<Note>> {
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(|error| Error::corrupt(column, error))
}

impl TryFrom<Row> for Operation {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: OperationId::new(row.id),
            kind: crate::column::parse("operations.kind", &row.kind)?,
            service_id: domain::ServiceId::new(row.service_id),
            state: crate::column::parse("operations.state", &row.state)?,
            step: row.step,
            data: serde_json::from_str(&row.data)
                .map_err(|error| Error::corrupt("operations.data", error))?,
            run_at_ms: row.run_at,
            not_before: crate::column::parse_optional("operations.not_before", row.not_before.as_deref())?,
            lease_owner: row.lease_owner,
            attempt: row.attempt,
            failures: row.failures,
            note: read_note("operations.note", row.note)?,
            note_kind: row.note_kind,
            module_id: row.module_id.map(domain::ModuleId::new),
            created_at_ms: row.created_at,
            finished_at_ms: row.finished_at,
        })
    }
}
