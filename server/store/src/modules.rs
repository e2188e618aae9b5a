//! Processing modules: the connections to remote systems.

pub mod license_server;
pub mod list;
pub mod uses;
pub mod vm_server;

use domain::{ModuleId, ModuleKind, ModuleState};

use crate::sealed::Sealed;
use crate::{Constraint, Exec, Result, Tx, column};

/// An account is entered once.
pub const ACCOUNT: Constraint = Constraint {
    name: "processing_modules_account",
    columns: "processing_modules.kind, processing_modules.url, processing_modules.username",
};

/// The column that a module's password is sealed for.
pub const PASSWORD_COLUMN: &str = "processing_modules.password";

/// A connection to a remote system.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its number.
    pub id: ModuleId,
    /// What it connects to.
    pub kind: ModuleKind,
    /// Its name here.
    pub name: String,
    /// Where the remote system is.
    pub url: String,
    /// The user that we are there.
    pub username: String,
    /// That user's password, sealed for [`PASSWORD_COLUMN`].
    pub password: Sealed,
    /// The data center it serves.
    pub datacenter: String,
    /// The department that looks after it.
    pub department: String,
    /// Its place among modules: the lowest is taken first.
    pub sort: i64,
    /// Below how many 10⁻⁴ of its currency staff want to know.
    pub min_balance_e4: Option<i64>,
    /// Whether it is in use.
    pub state: ModuleState,
    /// Grows with every change.
    pub version: i64,
    /// When it was added, in machine milliseconds.
    pub created_at_ms: i64,
}

/// A module as it is to be, with [`license_server`] or [`vm_server`] in the same transaction.
#[derive(Debug)]
pub struct NewModule<'a> {
    /// What it connects to.
    pub kind: ModuleKind,
    /// Its name here.
    pub name: &'a str,
    /// Where the remote system is.
    pub url: &'a str,
    /// The user that we are there.
    pub username: &'a str,
    /// That user's password, sealed for [`PASSWORD_COLUMN`].
    pub password: &'a Sealed,
    /// The data center it serves.
    pub datacenter: &'a str,
    /// The department that looks after it.
    pub department: &'a str,
    /// Its place among modules.
    pub sort: i64,
    /// Below how many 10⁻⁴ of its currency staff want to know.
    pub min_balance_e4: Option<i64>,
    /// Machine time in milliseconds.
    pub created_at_ms: i64,
}

/// Adds a module, active.
pub async fn insert(tx: &mut Tx, new: &NewModule<'_>) -> Result<ModuleId> {
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        new.kind.as_str(),
        new.name,
        new.url,
        new.username,
        new.password.0.as_slice(),
        new.datacenter,
        new.department,
        new.sort,
        new.min_balance_e4,
        ModuleState::Active.as_str(),
        new.created_at_ms,
        search_text(new),
    )?;
    Ok(ModuleId::new(id))
}

/// Changes a module; what it connects to and since when stays.
pub async fn update(tx: &mut Tx, id: ModuleId, new: &NewModule<'_>) -> Result<()> {
    execute!(
        tx,
        UPDATE,
        id.get(),
        new.name,
        new.url,
        new.username,
        new.password.0.as_slice(),
        new.datacenter,
        new.department,
        new.sort,
        new.min_balance_e4,
        search_text(new),
    )?;
    Ok(())
}

/// Deletes a module with its settings, parameters, saved reads and calls; what uses it stands in the way.
pub async fn delete(tx: &mut Tx, id: ModuleId) -> Result<()> {
    execute!(tx, DELETE, id.get())?;
    Ok(())
}

fn search_text(new: &NewModule<'_>) -> String {
    format!("{} {} {} {}", new.name, new.url, new.username, new.datacenter).to_lowercase()
}

/// One module.
pub async fn find(db: impl Into<Exec<'_>>, id: ModuleId) -> Result<Option<Module>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(Module::try_from).transpose()
}

/// Every module, the lowest sort first.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Module>> {
    fetch_all!(db, Row, LIST)?.into_iter().map(Module::try_from).collect()
}

/// The module of an account, if it was entered.
pub async fn of_account(
    db: impl Into<Exec<'_>>,
    kind: ModuleKind,
    url: &str,
    username: &str,
) -> Result<Option<Module>> {
    fetch_optional!(db, Row, OF_ACCOUNT, kind.as_str(), url, username)?.map(Module::try_from).transpose()
}

/// The place after the last module.
pub async fn next_sort(db: impl Into<Exec<'_>>) -> Result<i64> {
    fetch_scalar!(db, i64, NEXT_SORT)
}

/// Switches a module on or off; says whether it is there.
pub async fn set_state(tx: &mut Tx, id: ModuleId, state: ModuleState) -> Result<bool> {
    Ok(execute!(tx, SET_STATE, id.get(), state.as_str())? == 1)
}

/// Marks a module as changed: what was made of its settings is made anew.
pub async fn touch(tx: &mut Tx, id: ModuleId) -> Result<()> {
    execute!(tx, TOUCH, id.get())?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    name: String,
    url: String,
    username: String,
    password_sealed: Vec<u8>,
    datacenter: String,
    department: String,
    sort: i64,
    min_balance_e4: Option<i64>,
    state: String,
    version: i64,
    created_at: i64,
}

impl TryFrom<Row> for Module {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ModuleId::new(row.id),
            kind: column::parse("processing_modules.kind", &row.kind)?,
            name: row.name,
            url: row.url,
            username: row.username,
            password: Sealed(row.password_sealed),
            datacenter: row.datacenter,
            department: row.department,
            sort: row.sort,
            min_balance_e4: row.min_balance_e4,
            state: column::parse("processing_modules.state", &row.state)?,
            version: row.version,
            created_at_ms: row.created_at,
        })
    }
}

const COLUMNS: &str =
    "id, kind, name, url, username, password_sealed, datacenter, department, sort, min_balance_e4,
    state, version, created_at";

statements! {
    INSERT = "INSERT INTO processing_modules (kind, name, url, username, password_sealed, datacenter, department,
            sort, min_balance_e4, state, created_at, search)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
    UPDATE = "UPDATE processing_modules SET name = $2, url = $3, username = $4, password_sealed = $5,
            datacenter = $6, department = $7, sort = $8, min_balance_e4 = $9, search = $10, version = version + 1
        WHERE id = $1";
    DELETE = "DELETE FROM processing_modules WHERE id = $1";
    FIND = "SELECT id, kind, name, url, username, password_sealed, datacenter, department, sort, min_balance_e4,
            state, version, created_at
        FROM processing_modules WHERE id = $1";
    OF_ACCOUNT = "SELECT id, kind, name, url, username, password_sealed, datacenter, department, sort, min_balance_e4,
            state, version, created_at
        FROM processing_modules WHERE kind = $1 AND url = $2 AND username = $3";
    LIST = "SELECT id, kind, name, url, username, password_sealed, datacenter, department, sort, min_balance_e4,
            state, version, created_at
        FROM processing_modules ORDER BY sort, id";
    NEXT_SORT = "SELECT COALESCE(MAX(sort), 0) + 1 FROM processing_modules";
    SET_STATE = "UPDATE processing_modules SET state = $2, version = version + 1 WHERE id = $1";
    TOUCH = "UPDATE processing_modules SET version = version + 1 WHERE id = $1";
}
