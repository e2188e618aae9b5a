//! A license that we just learned of.

use domain::{LicenseId, ModuleId, PlanCode, ProductId, RemoteId, ServiceId};

use super::Card;
use super::card::search_text;
use super::row::change_text;
use crate::{Constraint, Result, Tx};

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
