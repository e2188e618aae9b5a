//! Notes that colleagues leave on an operation for whoever looks at it next; nothing is written over.

use domain::{OperationId, UserId};

use crate::{Exec, Result, Tx};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverNote {
    /// Who wrote it; absent where the installation's operator did.
    pub author: Option<String>,
    /// What.
    pub words: String,
    /// When, in machine milliseconds.
    pub written_at_ms: i64,
}

statements! {
    LEAVE = "INSERT INTO handover_notes (operation_id, author_id, words, written_at) VALUES ($1, $2, $3, $4)
        RETURNING id";
    OF_OPERATION = "SELECT u.name, h.words, h.written_at FROM handover_notes h LEFT JOIN users u ON u.id = h.author_id
        WHERE h.operation_id = $1 ORDER BY h.id DESC LIMIT 100";
}

/// Leaves a note; returns its number.
pub async fn leave(
    tx: &mut Tx,
    operation: OperationId,
    author: Option<UserId>,
    words: &str,
    now_ms: i64,
) -> Result<i64> {
    fetch_scalar!(tx, i64, LEAVE, operation.get(), author.map(UserId::get), words, now_ms)
}

/// An operation's notes, newest first.
pub async fn of_operation(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Vec<HandoverNote>> {
    let rows = fetch_all!(db, (Option<String>, String, i64), OF_OPERATION, operation.get())?;
    Ok(rows
        .into_iter()
        .map(|(author, words, written_at_ms)| HandoverNote { author, words, written_at_ms })
        .collect())
}
