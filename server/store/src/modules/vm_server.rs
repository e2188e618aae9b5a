//! What a VMmanager 6 module has beside its connection.

use std::collections::BTreeMap;

use domain::{ModuleId, RemoteId};

use crate::{Exec, Result, Tx};

/// The settings of a VMmanager module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VmServer {
    /// The cluster that servers are made in.
    pub cluster_id: RemoteId,
    /// Whether recipes are run on new servers.
    pub use_recipes: bool,
    /// Where the licenses for its servers come from.
    pub license_server_id: Option<ModuleId>,
}

/// Adds the settings of a VMmanager module.
pub async fn insert(tx: &mut Tx, id: ModuleId, settings: &VmServer) -> Result<()> {
    execute!(
        tx,
        INSERT,
        id.get(),
        settings.cluster_id.as_str(),
        settings.use_recipes,
        settings.license_server_id.map(ModuleId::get),
    )?;
    Ok(())
}

/// Changes the settings of a VMmanager module.
pub async fn update(tx: &mut Tx, id: ModuleId, settings: &VmServer) -> Result<()> {
    execute!(
        tx,
        UPDATE,
        id.get(),
        settings.cluster_id.as_str(),
        settings.use_recipes,
        settings.license_server_id.map(ModuleId::get),
    )?;
    Ok(())
}

/// The settings of every VMmanager module.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<BTreeMap<ModuleId, VmServer>> {
    let rows = fetch_all!(db, NumberedRow, LIST)?;
    Ok(rows.into_iter().map(|row| (ModuleId::new(row.module_id), row.settings.into())).collect())
}

/// The settings of a VMmanager module.
pub async fn find(db: impl Into<Exec<'_>>, id: ModuleId) -> Result<Option<VmServer>> {
    Ok(fetch_optional!(db, Row, FIND, id.get())?.map(VmServer::from))
}

#[derive(sqlx::FromRow)]
struct NumberedRow {
    module_id: i64,
    #[sqlx(flatten)]
    settings: Row,
}

#[derive(sqlx::FromRow)]
struct Row {
    cluster_id: String,
    use_recipes: bool,
    license_server_id: Option<i64>,
}

impl From<Row> for VmServer {
    fn from(row: Row) -> Self {
        Self {
            cluster_id: RemoteId::new(row.cluster_id),
            use_recipes: row.use_recipes,
            license_server_id: row.license_server_id.map(ModuleId::new),
        }
    }
}

statements! {
    INSERT = "INSERT INTO vm_servers (module_id, cluster_id, use_recipes, license_server_id)
        VALUES ($1, $2, $3, $4)";
    UPDATE = "UPDATE vm_servers SET cluster_id = $2, use_recipes = $3, license_server_id = $4 WHERE module_id = $1";
    LIST = "SELECT module_id, cluster_id, use_recipes, license_server_id FROM vm_servers";
    FIND = "SELECT cluster_id, use_recipes, license_server_id FROM vm_servers WHERE module_id = $1";
}
