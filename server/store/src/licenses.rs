//! Licenses at the license servers as we know them.

use domain::{
    Date, IpAddress, LicenseId, LicenseState, ModuleId, OperationId, PlanCode, ProductId, RemoteId, ServiceId,
};

use crate::products::FunctionPrefix;
use crate::sealed::Sealed;
use crate::{Error, Exec, Result, Tx};

pub mod card;
mod insert;
mod list;
pub mod pool;
pub mod reservation;
mod returning;
mod row;

pub use card::Card;
pub(crate) use insert::STATEMENTS as INSERTS;
pub use insert::{Acquired, NewLicense, ONE_PER_REMOTE, insert};
pub use list::{Cost, Filter, Line, Listed, Sort, list, list_variants};
pub(crate) use returning::STATEMENTS as RETURNS;
pub use returning::{end_service, leave, set_returning};
use row::Row;

/// A license.
#[derive(Debug, Clone)]
pub struct License {
    /// Our id.
    pub id: LicenseId,
    /// Its license server.
    pub module_id: ModuleId,
    /// Its id there.
    pub remote_id: RemoteId,
    /// What it is a license for.
    pub product_id: ProductId,
    /// Its plan code there.
    pub plan_code: PlanCode,
    /// What its card says.
    pub card: Card,
    /// Its key, when it was read.
    pub key: Option<Sealed>,
    /// A digest by which a new key is told from the old.
    pub key_fingerprint: Option<String>,
    /// What it is to us.
    pub state: LicenseState,
    /// The service it serves, or last served while it is on its way back.
    pub service_id: Option<ServiceId>,
    /// The service that it served until it stayed behind on its address, while it is on its way to the pool.
    pub left_service_id: Option<ServiceId>,
    /// The operation that reserved it.
    pub reserved_by: Option<OperationId>,
    /// Why it is kept out of claims, in the license server's words.
    pub excluded: Option<String>,
    /// Until when it is kept out of claims; absent with a reason means for good.
    pub excluded_until: Option<Date>,
    /// Since when it serves nobody.
    pub free_since: Option<Date>,
    /// When the card was read, in machine milliseconds.
    pub read_at_ms: i64,
}

statements! {
    FIND = "SELECT * FROM licenses WHERE id = $1";
    FIND_REMOTE = "SELECT * FROM licenses WHERE module_id = $1 AND remote_id = $2";
    OF_SERVICE = "SELECT * FROM licenses WHERE service_id = $1";
    ON_ADDRESS = "SELECT * FROM licenses WHERE address = $1
        AND state IN ('attached', 'reserved', 'releasing', 'waiting_address', 'lapsed', 'held') ORDER BY id";
    SET_PLAN = "UPDATE licenses SET plan_code = $2, product_id = $3 WHERE id = $1";
    KNOWN = "SELECT remote_id FROM licenses WHERE module_id = $1";
    LISTED = "SELECT CAST(COUNT(*) AS BIGINT) FROM licenses l JOIN license_products p ON p.id = l.product_id
        WHERE l.module_id = $1 AND p.function_prefix = $2 AND l.state <> 'gone'";
}

/// One license.
pub async fn find(db: impl Into<Exec<'_>>, id: LicenseId) -> Result<Option<License>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(TryInto::try_into).transpose()
}

/// A license by its id at its license server.
pub async fn find_remote(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    remote_id: &RemoteId,
) -> Result<Option<License>> {
    fetch_optional!(db, Row, FIND_REMOTE, module.get(), remote_id.as_str())?
        .map(TryInto::try_into)
        .transpose()
}

/// The license that serves a service, or is on its way back from it.
pub async fn of_service(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<Option<License>> {
    fetch_optional!(db, Row, OF_SERVICE, service.get())?.map(TryInto::try_into).transpose()
}

/// The licenses that are on an address, whatever they do there.
pub async fn on_address(db: impl Into<Exec<'_>>, address: &IpAddress) -> Result<Vec<License>> {
    fetch_all!(db, Row, ON_ADDRESS, address.to_string())?.into_iter().map(TryInto::try_into).collect()
}

/// A license is of another plan now.
pub async fn set_plan(tx: &mut Tx, id: LicenseId, plan: &PlanCode, product: ProductId) -> Result<()> {
    one(execute!(tx, SET_PLAN, id.get(), plan.as_str(), product.get())?)
}

/// The ids at a license server of every license that we know.
pub async fn known(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<RemoteId>> {
    let rows = fetch_all!(db, (String,), KNOWN, module.get())?;
    Ok(rows.into_iter().map(|(id,)| RemoteId::new(id)).collect())
}

/// How many licenses of a family of functions we have at a license server: so many its list has at least.
pub async fn listed(db: impl Into<Exec<'_>>, module: ModuleId, family: FunctionPrefix) -> Result<i64> {
    fetch_scalar!(db, i64, LISTED, module.get(), family.as_str())
}

impl License {
    /// Whether it serves this service, or is on its way back from it.
    pub fn is_of(&self, service: ServiceId) -> bool {
        self.service_id.or(self.left_service_id) == Some(service)
    }
}

/// Refuses a change that touched no row: the license is not as it was read.
fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale("license")) }
}
