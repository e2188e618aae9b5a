//! Processing modules: the connections to remote systems.

pub mod license_server;
pub mod vm_server;

use std::collections::BTreeMap;

use domain::{ModuleId, ModuleKind, ModuleState};

use crate::sealed::Sealed;
use crate::{Exec, Result, Tx, column};

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
}

/// A module to add, with [`license_server::insert`] or [`vm_server::insert`] in the same transaction.
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
    )?;
    Ok(ModuleId::new(id))
}

/// One module.
pub async fn find(db: impl Into<Exec<'_>>, id: ModuleId) -> Result<Option<Module>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(Module::try_from).transpose()
}

/// Every module, the lowest sort first.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Module>> {
    fetch_all!(db, Row, LIST)?.into_iter().map(Module::try_from).collect()
}

/// How many services that are not gone each module makes or licenses.
pub async fn usage(db: impl Into<Exec<'_>>) -> Result<BTreeMap<ModuleId, u64>> {
    let rows: Vec<(i64, i64)> = fetch_all!(db, (i64, i64), USAGE)?;
    rows.into_iter()
        .map(|(id, count)| Ok((ModuleId::new(id), column::narrow("services count", count)?)))
        .collect()
}

/// Switches a module on or off; says whether it is there.
pub async fn set_state(tx: &mut Tx, id: ModuleId, state: ModuleState) -> Result<bool> {
    Ok(execute!(tx, SET_STATE, id.get(), state.as_str())? == 1)
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
        })
    }
}

statements! {
    INSERT = "INSERT INTO processing_modules (kind, name, url, username, password_sealed, datacenter, department,
            sort, min_balance_e4, state, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
    FIND = "SELECT id, kind, name, url, username, password_sealed, datacenter, department, sort, min_balance_e4,
            state, version
        FROM processing_modules WHERE id = $1";
    LIST = "SELECT id, kind, name, url, username, password_sealed, datacenter, department, sort, min_balance_e4,
            state, version
        FROM processing_modules ORDER BY sort, id";
    USAGE = "SELECT m.id, COUNT(*) FROM processing_modules m
        JOIN services s ON m.id IN (s.vm_module_id, s.license_server_id)
        WHERE s.state <> 'deleted' GROUP BY m.id";
    SET_STATE = "UPDATE processing_modules SET state = $2, version = version + 1 WHERE id = $1";
}
