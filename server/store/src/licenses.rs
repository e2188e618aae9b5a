//! Licenses at the license servers as we know them.

use domain::pool::LastChange;
use domain::{
    Date, IpAddress, LicenseId, LicenseState, ModuleId, OperationId, PlanCode, ProductId, RemoteId,
    RemoteStatus, ServiceId,
};

use crate::sealed::Sealed;
use crate::{Constraint, Error, Exec, Result, Tx};

mod list;
mod row;

pub use list::{Filter, Listed, Sort, list, list_variants};
use row::{Row, change_text};

/// A license of a license server is known once.
pub const ONE_PER_REMOTE: Constraint =
    Constraint { name: "licenses_remote", columns: "licenses.module_id, licenses.remote_id" };

/// Where we learned of a license.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acquired {
    /// We bought it and were told its id.
    Purchase,
    /// We bought it, got no clear answer, and found it.
    Adoption,
    /// It was there before us.
    Import,
}

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

/// What a license's card shows, as the license server sent it.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its name there.
    pub name: String,
    /// Its address there.
    pub address: IpAddress,
    /// Its status there.
    pub status: RemoteStatus,
    /// It is over at 00:00 of this day.
    pub expires_on: Option<Date>,
    /// When its address last changed.
    pub last_ip_change: LastChange,
    /// When its key last changed.
    pub last_key_change: LastChange,
    /// Whether it renews itself there.
    pub auto_renewal: Option<bool>,
}

/// A license that we just learned of.
#[derive(Debug)]
pub struct NewLicense<'a> {
    /// Its license server.
    pub module_id: ModuleId,
    /// Its id there.
    pub remote_id: &'a RemoteId,
    /// What it is a license for.
    pub product_id: ProductId,
    /// Its plan code there.
    pub plan_code: &'a PlanCode,
    /// The service it serves from now on.
    pub service_id: ServiceId,
    /// Where we learned of it.
    pub acquired: Acquired,
    /// What is known of its card.
    pub card: &'a Card,
}

statements! {
    INSERT = "INSERT INTO licenses (module_id, remote_id, product_id, plan_code, name, address, remote_status, state,
        service_id, expires_on, last_ip_change, last_key_change, auto_renewal, acquired, search, read_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'attached', $8, $9, $10, $11, $12, $13, $14, $15, $15) RETURNING id";
    FIND = "SELECT * FROM licenses WHERE id = $1";
    FIND_REMOTE = "SELECT * FROM licenses WHERE module_id = $1 AND remote_id = $2";
    OF_SERVICE = "SELECT * FROM licenses WHERE service_id = $1";
    POOLED = "SELECT * FROM licenses WHERE state IN ('free', 'reserved', 'waiting_address', 'held')
        ORDER BY expires_on DESC NULLS LAST, id";
    CANDIDATES = "SELECT * FROM licenses WHERE module_id = $1 AND product_id = $2
        AND state IN ('free', 'reserved', 'waiting_address', 'lapsed') ORDER BY id";
    POOL_OF = "SELECT * FROM licenses WHERE module_id = $1
        AND state IN ('free', 'waiting_address', 'lapsed', 'held') ORDER BY id";
    RESERVE = "UPDATE licenses SET state = 'reserved', reserved_by = $2 WHERE id = $1
        AND (state IN ('free', 'waiting_address', 'lapsed') OR (state = 'reserved' AND reserved_by = $2))";
    PUT_BACK = "UPDATE licenses SET state = $3, reserved_by = NULL,
        service_id = CASE WHEN $3 = 'free' THEN NULL ELSE service_id END
        WHERE id = $1 AND state = 'reserved' AND reserved_by = $2";
    GONE = "UPDATE licenses SET state = 'gone', reserved_by = NULL WHERE id = $1 AND reserved_by = $2";
    // What was changed for the claim is not what was read: the dates are unknown until they are read again.
    ATTACH = "UPDATE licenses SET state = 'attached', reserved_by = NULL, service_id = $3, free_since = NULL,
        last_ip_change = NULL, last_key_change = NULL
        WHERE id = $1 AND state = 'reserved' AND reserved_by = $2";
    EXCLUDE = "UPDATE licenses SET excluded = $2, excluded_until = $3 WHERE id = $1";
    CARD = "UPDATE licenses SET name = $2, address = $3, remote_status = $4, expires_on = $5, last_ip_change = $6,
        last_key_change = $7, auto_renewal = $8, search = $9, read_at = $10 WHERE id = $1";
    KEY = "UPDATE licenses SET key_sealed = $2, key_fingerprint = $3 WHERE id = $1";
    RETURNING = "UPDATE licenses SET state = $3 WHERE id = $1 AND service_id = $2
        AND state IN ('attached', 'releasing', 'waiting_address', 'held')";
    END_SERVICE = "UPDATE licenses SET state = $3, service_id = NULL, free_since = $4, key_sealed = NULL
        WHERE id = $1 AND service_id = $2 AND state IN ('attached', 'releasing', 'waiting_address')";
    KNOWN = "SELECT remote_id FROM licenses WHERE module_id = $1";
}

/// Adds a license that serves a service from now on.
pub async fn insert(tx: &mut Tx, new: &NewLicense<'_>, now_ms: i64) -> Result<LicenseId> {
    let card = new.card;
    let acquired = match new.acquired {
        Acquired::Purchase => "purchase",
        Acquired::Adoption => "adoption",
        Acquired::Import => "import",
    };
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        new.module_id.get(),
        new.remote_id.as_str(),
        new.product_id.get(),
        new.plan_code.as_str(),
        card.name.as_str(),
        card.address.to_string(),
        card.status.as_str(),
        new.service_id.get(),
        card.expires_on.map(|date| date.to_string()),
        change_text(card.last_ip_change),
        change_text(card.last_key_change),
        card.auto_renewal,
        acquired,
        search_text(new.remote_id, card),
        now_ms
    )?;
    Ok(LicenseId::new(id))
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

/// Every license that is paid and serves nobody.
pub async fn pooled(db: impl Into<Exec<'_>>) -> Result<Vec<License>> {
    fetch_all!(db, Row, POOLED)?.into_iter().map(TryInto::try_into).collect()
}

/// The licenses of a license server that serve nobody, whatever keeps them.
pub async fn pool_of(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<License>> {
    fetch_all!(db, Row, POOL_OF, module.get())?.into_iter().map(TryInto::try_into).collect()
}

/// Licenses that a claim looks at: free ones, those that stayed on an address (which may be the wanted one), and
/// reserved ones (to say that they are).
pub async fn candidates(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    product: ProductId,
) -> Result<Vec<License>> {
    fetch_all!(db, Row, CANDIDATES, module.get(), product.get())?.into_iter().map(TryInto::try_into).collect()
}

/// The ids at a license server of every license that we know.
pub async fn known(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<RemoteId>> {
    let rows = fetch_all!(db, (String,), KNOWN, module.get())?;
    Ok(rows.into_iter().map(|(id,)| RemoteId::new(id)).collect())
}

/// Takes a free license for an operation; false when another one was quicker.
pub async fn reserve(tx: &mut Tx, id: LicenseId, operation: OperationId) -> Result<bool> {
    Ok(execute!(tx, RESERVE, id.get(), operation.get())? == 1)
}

/// Gives a reserved license back, to what it was.
pub async fn put_back(tx: &mut Tx, id: LicenseId, operation: OperationId, to: LicenseState) -> Result<()> {
    one(execute!(tx, PUT_BACK, id.get(), operation.get(), to.as_str())?)
}

/// A reserved license turns out to be no longer at the license server.
pub async fn gone(tx: &mut Tx, id: LicenseId, operation: OperationId) -> Result<()> {
    one(execute!(tx, GONE, id.get(), operation.get())?)
}

/// Makes a reserved license serve a service.
pub async fn attach(tx: &mut Tx, id: LicenseId, operation: OperationId, service: ServiceId) -> Result<()> {
    one(execute!(tx, ATTACH, id.get(), operation.get(), service.get())?)
}

/// Keeps a license out of claims until a day, or for good.
pub async fn exclude(tx: &mut Tx, id: LicenseId, words: &str, until: Option<Date>) -> Result<()> {
    execute!(tx, EXCLUDE, id.get(), words, until.map(|date| date.to_string()))?;
    Ok(())
}

/// Keeps what a card shows.
pub async fn record_card(
    tx: &mut Tx,
    id: LicenseId,
    remote_id: &RemoteId,
    card: &Card,
    now_ms: i64,
) -> Result<()> {
    execute!(
        tx,
        CARD,
        id.get(),
        card.name.as_str(),
        card.address.to_string(),
        card.status.as_str(),
        card.expires_on.map(|date| date.to_string()),
        change_text(card.last_ip_change),
        change_text(card.last_key_change),
        card.auto_renewal,
        search_text(remote_id, card),
        now_ms
    )?;
    Ok(())
}

/// Keeps a license's key, sealed, with the digest by which a new one is told from it.
pub async fn record_key(tx: &mut Tx, id: LicenseId, key: &Sealed, fingerprint: &str) -> Result<()> {
    execute!(tx, KEY, id.get(), key.0.as_slice(), fingerprint)?;
    Ok(())
}

/// Says how far a license is on its way back from a service; one that serves another by now stays as it is.
pub async fn set_returning(tx: &mut Tx, id: LicenseId, from: ServiceId, state: LicenseState) -> Result<()> {
    one(execute!(tx, RETURNING, id.get(), from.get(), state.as_str())?)
}

/// A license serves a service no longer: it is free, lapses or is gone. The old key is forgotten.
pub async fn end_service(
    tx: &mut Tx,
    id: LicenseId,
    service: ServiceId,
    state: LicenseState,
    today: Date,
) -> Result<()> {
    one(execute!(tx, END_SERVICE, id.get(), service.get(), state.as_str(), today.to_string())?)
}

fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale("license")) }
}

fn search_text(remote_id: &RemoteId, card: &Card) -> String {
    format!("{remote_id} {} {}", card.name, card.address).to_lowercase()
}
