//! Processing modules that are still being entered: what was typed so far, the password sealed.

use std::collections::BTreeMap;

use domain::UserId;

use crate::sealed::Sealed;
use crate::{Error, Exec, Result, Tx, column};

/// The column that a draft's password is sealed for.
pub const PASSWORD_COLUMN: &str = "module_drafts.password";

/// A module being entered. It belongs to one person.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its name in addresses; nobody guesses it.
    pub id: String,
    /// Whose it is.
    pub user: UserId,
    /// What was typed, by the fields' names; never the password.
    pub fields: BTreeMap<String, String>,
    /// The password, sealed for [`PASSWORD_COLUMN`].
    pub password: Option<Sealed>,
    /// What the last check of this connection said; none since it was changed.
    pub report: Option<serde_json::Value>,
}

/// Begins a draft; one that is there already stays as it is.
pub async fn insert(tx: &mut Tx, id: &str, user: UserId, now_ms: i64) -> Result<()> {
    execute!(tx, INSERT, id, user.get(), now_ms)?;
    Ok(())
}

/// A person's draft; another person's is not there.
pub async fn find(db: impl Into<Exec<'_>>, id: &str, user: UserId) -> Result<Option<Draft>> {
    fetch_optional!(db, Row, FIND, id, user.get())?.map(Draft::try_from).transpose()
}

/// Keeps a draft as it is now; one that is gone stays gone.
pub async fn save(tx: &mut Tx, draft: &Draft, now_ms: i64) -> Result<()> {
    let fields = serde_json::to_string(&draft.fields)
        .map_err(|error| Error::corrupt("module_drafts.fields", error))?;
    let password = draft.password.as_ref().map(|password| password.0.as_slice());
    let report = draft.report.as_ref().map(ToString::to_string);
    execute!(tx, SAVE, draft.id.as_str(), draft.user.get(), fields, password, report, now_ms)?;
    Ok(())
}

/// Forgets a draft.
pub async fn delete(tx: &mut Tx, id: &str) -> Result<()> {
    execute!(tx, DELETE, id)?;
    Ok(())
}

/// Forgets the drafts that nobody has touched since.
pub async fn forget_before(tx: &mut Tx, before_ms: i64) -> Result<()> {
    execute!(tx, FORGET, before_ms)?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    user_id: i64,
    fields: String,
    password_sealed: Option<Vec<u8>>,
    report: Option<String>,
}

impl TryFrom<Row> for Draft {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            user: UserId::new(row.user_id),
            fields: serde_json::from_str(&row.fields)
                .map_err(|error| Error::corrupt("module_drafts.fields", error))?,
            password: row.password_sealed.map(Sealed),
            report: column::parse_optional("module_drafts.report", row.report.as_deref())?,
        })
    }
}

statements! {
    INSERT = "INSERT INTO module_drafts (id, user_id, fields, created_at, updated_at) VALUES ($1, $2, '{}', $3, $3)
        ON CONFLICT (id) DO NOTHING";
    FIND = "SELECT id, user_id, fields, password_sealed, report FROM module_drafts WHERE id = $1 AND user_id = $2";
    SAVE = "UPDATE module_drafts SET fields = $3, password_sealed = $4, report = $5, updated_at = $6
        WHERE id = $1 AND user_id = $2";
    DELETE = "DELETE FROM module_drafts WHERE id = $1";
    FORGET = "DELETE FROM module_drafts WHERE updated_at < $1";
}
