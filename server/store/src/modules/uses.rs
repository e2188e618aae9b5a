//! What a processing module is used by.

use std::collections::BTreeMap;

use domain::ModuleId;

use crate::{Error, Exec, Result, column};

/// What uses a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A VMmanager whose licenses come from it.
    Module,
    /// A tariff plan that is made with it.
    Tariff,
    /// A service that it makes or licenses, or made or licensed once.
    Service,
    /// A license bought there.
    License,
}

/// Something that uses a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What it is.
    pub what: What,
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
}

/// The first things that use a module, and how many there are in all.
pub async fn of(db: impl Into<Exec<'_>>, id: ModuleId, limit: i64) -> Result<(Vec<Use>, u64)> {
    let mut exec = db.into();
    let total = fetch_scalar!(exec.again(), i64, COUNT, id.get())?;
    let rows: Vec<(String, i64, String)> =
        fetch_all!(exec.again(), (String, i64, String), FIRST, id.get(), limit)?;
    let uses = rows.into_iter().map(|(what, id, name)| {
        let what = match what.as_str() {
            "module" => What::Module,
            "tariff" => What::Tariff,
            "service" => What::Service,
            "license" => What::License,
            other => return Err(Error::corrupt("uses of a module", other)),
        };
        Ok(Use { what, id, name })
    });
    Ok((uses.collect::<Result<_>>()?, column::narrow("uses count", total)?))
}

/// How many services that are not gone each module makes or licenses.
pub async fn services(db: impl Into<Exec<'_>>) -> Result<BTreeMap<ModuleId, u64>> {
    let rows: Vec<(i64, i64)> = fetch_all!(db, (i64, i64), SERVICES)?;
    rows.into_iter()
        .map(|(id, count)| Ok((ModuleId::new(id), column::narrow("services count", count)?)))
        .collect()
}

/// How many licenses of a license server are ours and still there.
pub async fn licenses(db: impl Into<Exec<'_>>, id: ModuleId) -> Result<u64> {
    column::narrow("licenses count", fetch_scalar!(db, i64, LICENSES, id.get())?)
}

/// How many servers that are not gone a VMmanager makes or has made.
pub async fn servers(db: impl Into<Exec<'_>>, id: ModuleId) -> Result<u64> {
    column::narrow("services count", fetch_scalar!(db, i64, SERVERS, id.get())?)
}

statements! {
    FIRST = "SELECT what, id, name FROM (
            SELECT 1 AS place, 'module' AS what, m.id, m.name
            FROM vm_servers v JOIN processing_modules m ON m.id = v.module_id WHERE v.license_server_id = $1
            UNION ALL SELECT 2, 'tariff', t.id, t.name
            FROM tariff_modules x JOIN tariffs t ON t.id = x.tariff_id WHERE x.module_id = $1
            UNION ALL SELECT 3, 'service', id, host_name FROM services
            WHERE vm_module_id = $1 OR license_server_id = $1
            UNION ALL SELECT 4, 'license', id, name FROM licenses WHERE module_id = $1
        ) AS uses ORDER BY place, id LIMIT $2";
    COUNT = "SELECT (SELECT COUNT(*) FROM vm_servers WHERE license_server_id = $1)
        + (SELECT COUNT(*) FROM tariff_modules WHERE module_id = $1)
        + (SELECT COUNT(*) FROM services WHERE vm_module_id = $1 OR license_server_id = $1)
        + (SELECT COUNT(*) FROM licenses WHERE module_id = $1)";
    SERVICES = "SELECT module_id, CAST(SUM(used) AS BIGINT) FROM (
            SELECT vm_module_id AS module_id, COUNT(*) AS used FROM services
            WHERE state <> 'deleted' GROUP BY vm_module_id
            UNION ALL SELECT license_server_id, COUNT(*) FROM services
            WHERE state <> 'deleted' AND license_server_id IS NOT NULL GROUP BY license_server_id
        ) AS uses GROUP BY module_id";
    LICENSES = "SELECT COUNT(*) FROM licenses WHERE module_id = $1 AND state <> 'gone'";
    SERVERS = "SELECT COUNT(*) FROM services WHERE vm_module_id = $1 AND state <> 'deleted'";
}
