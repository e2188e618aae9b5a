//! The processing modules that a tariff is made with.

use domain::{ModuleId, ModuleState, TariffId};

use crate::{Exec, Result, Tx, column};

/// A VMmanager that a tariff's servers can be made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VmModule {
    /// Its number.
    pub id: ModuleId,
    /// Its name.
    pub name: String,
    /// Whether it is in use.
    pub state: ModuleState,
    /// Whether recipes are run on its new servers.
    pub use_recipes: bool,
    /// The name of the license server that its panels' licenses come from.
    pub license_server: Option<String>,
}

/// Makes a tariff's servers with a module.
pub async fn insert(tx: &mut Tx, tariff: TariffId, module: ModuleId) -> Result<()> {
    execute!(tx, INSERT, tariff.get(), module.get())?;
    Ok(())
}

/// Makes a tariff's servers with these modules and no others.
pub async fn replace(tx: &mut Tx, tariff: TariffId, modules: &[ModuleId]) -> Result<()> {
    execute!(&mut *tx, CLEAR, tariff.get())?;
    for module in modules {
        insert(&mut *tx, tariff, *module).await?;
    }
    Ok(())
}

/// The modules of a tariff, the lowest sort first.
pub async fn list(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Vec<ModuleId>> {
    let rows = fetch_all!(db, (i64,), LIST, tariff.get())?;
    Ok(rows.into_iter().map(|(id,)| ModuleId::new(id)).collect())
}

/// Every VMmanager, the lowest sort first.
pub async fn choices(db: impl Into<Exec<'_>>) -> Result<Vec<VmModule>> {
    fetch_all!(db, Row, CHOICES)?.into_iter().map(VmModule::try_from).collect()
}

/// The active VMmanager module that takes a tariff's next order: the lowest sort.
pub async fn next(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Option<ModuleId>> {
    let id: Option<(i64,)> = fetch_optional!(db, (i64,), NEXT, tariff.get())?;
    Ok(id.map(|(id,)| ModuleId::new(id)))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    state: String,
    use_recipes: bool,
    license_server: Option<String>,
}

impl TryFrom<Row> for VmModule {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ModuleId::new(row.id),
            name: row.name,
            state: column::parse("processing_modules.state", &row.state)?,
            use_recipes: row.use_recipes,
            license_server: row.license_server,
        })
    }
}

statements! {
    INSERT = "INSERT INTO tariff_modules (tariff_id, module_id) VALUES ($1, $2)";
    CLEAR = "DELETE FROM tariff_modules WHERE tariff_id = $1";
    LIST = "SELECT m.id FROM tariff_modules t JOIN processing_modules m ON m.id = t.module_id
        WHERE t.tariff_id = $1 ORDER BY m.sort, m.id";
    CHOICES = "SELECT m.id, m.name, m.state, v.use_recipes, l.name AS license_server FROM processing_modules m
        JOIN vm_servers v ON v.module_id = m.id
        LEFT JOIN processing_modules l ON l.id = v.license_server_id
        ORDER BY m.sort, m.id";
    NEXT = "SELECT m.id FROM tariff_modules t JOIN processing_modules m ON m.id = t.module_id
        WHERE t.tariff_id = $1 AND m.state = 'active' AND m.kind = 'vmmanager6'
        ORDER BY m.sort, m.id LIMIT 1";
}
