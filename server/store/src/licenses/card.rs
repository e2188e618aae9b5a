//! What a license's card shows, and its key.

use domain::pool::LastChange;
use domain::{Date, IpAddress, LicenseId, RemoteId, RemoteStatus};

use super::row::change_text;
use crate::sealed::Sealed;
use crate::{Result, Tx};

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

statements! {
    CARD = "UPDATE licenses SET name = $2, address = $3, remote_status = $4, expires_on = $5, last_ip_change = $6,
        last_key_change = $7, auto_renewal = $8, search = $9, read_at = $10 WHERE id = $1";
    FORGET_KEY = "UPDATE licenses SET key_sealed = NULL, key_fingerprint = NULL, last_key_change = NULL WHERE id = $1";
    KEY = "UPDATE licenses SET key_sealed = $2, key_fingerprint = $3 WHERE id = $1";
}

/// Keeps what a card shows.
pub async fn record(
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

/// Forgets a key that is no longer the license's, and with it when it was changed last.
pub async fn forget_key(tx: &mut Tx, id: LicenseId) -> Result<()> {
    execute!(tx, FORGET_KEY, id.get())?;
    Ok(())
}

/// What the list is searched in.
pub(super) fn search_text(remote_id: &RemoteId, card: &Card) -> String {
    format!("{remote_id} {} {}", card.name, card.address).to_lowercase()
}
