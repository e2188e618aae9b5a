//! The processing modules that a tariff is made with.

use domain::{ModuleId, TariffId};

use crate::{Exec, Result, Tx};

/// Makes a tariff's servers with a module.
pub async fn insert(tx: &mut Tx, tariff: TariffId, module: ModuleId) -> Result<()> {
    execute!(tx, INSERT, tariff.get(), module.get())?;
    Ok(())
}

/// The active VMmanager module that takes a tariff's next order: the lowest sort.
pub async fn next(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Option<ModuleId>> {
    let id: Option<(i64,)> = fetch_optional!(db, (i64,), NEXT, tariff.get())?;
    Ok(id.map(|(id,)| ModuleId::new(id)))
}

statements! {
    INSERT = "INSERT INTO tariff_modules (tariff_id, module_id) VALUES ($1, $2)";
    NEXT = "SELECT m.id FROM tariff_modules t JOIN processing_modules m ON m.id = t.module_id
        WHERE t.tariff_id = $1 AND m.state = 'active' AND m.kind = 'vmmanager6'
        ORDER BY m.sort, m.id LIMIT 1";
}
