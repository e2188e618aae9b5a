//! The addresses that a server was given beside its main one, and those that VMmanager shows.

use domain::{IpAddress, ServiceId};

use crate::{Error, Exec, Result, Tx, column};

/// Keeps the addresses beside the main one.
pub async fn set(tx: &mut Tx, id: ServiceId, addresses: &[IpAddress]) -> Result<()> {
    let text = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    match execute!(tx, SET, id.get(), text)? {
        1 => Ok(()),
        _ => Err(Error::Stale("the service")),
    }
}

/// The addresses beside the main one.
pub async fn list(db: impl Into<Exec<'_>>, id: ServiceId) -> Result<Vec<IpAddress>> {
    let text: Option<(String,)> = fetch_optional!(db, (String,), LIST, id.get())?;
    let text = text.map(|(text,)| text).unwrap_or_default();
    text.split_whitespace().map(|address| column::parse("services.more_addresses", address)).collect()
}

/// What VMmanager showed when it was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The server's addresses there, the main one first.
    pub addresses: Vec<IpAddress>,
    /// When, in machine milliseconds.
    pub read_at_ms: i64,
}

impl Shown {
    /// The main address, if the server has one.
    pub fn main(&self) -> Option<IpAddress> {
        self.addresses.first().copied()
    }
}

/// Keeps what VMmanager shows of a server's addresses, the main one first.
pub async fn set_shown(tx: &mut Tx, id: ServiceId, addresses: &[IpAddress], read_at_ms: i64) -> Result<()> {
    let text = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    match execute!(tx, SET_SHOWN, id.get(), text, read_at_ms)? {
        1 => Ok(()),
        _ => Err(Error::Stale("the service")),
    }
}

/// What VMmanager showed of a server's addresses when it was last read.
pub async fn shown(db: impl Into<Exec<'_>>, id: ServiceId) -> Result<Option<Shown>> {
    let row: Option<(Option<String>, Option<i64>)> =
        fetch_optional!(db, (Option<String>, Option<i64>), SHOWN, id.get())?;
    let Some((Some(text), Some(read_at_ms))) = row else { return Ok(None) };
    let addresses: Result<_> =
        text.split_whitespace().map(|address| column::parse("services.vm_addresses", address)).collect();
    Ok(Some(Shown { addresses: addresses?, read_at_ms }))
}

/// A server that has another main address at VMmanager than the one we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The service.
    pub id: ServiceId,
    /// Its server's name.
    pub host_name: String,
    /// The address that we know.
    pub known: IpAddress,
    /// Its main address there.
    pub shown: IpAddress,
}

/// Servers in use that were last seen with another main address than the one we know.
pub async fn moved(db: impl Into<Exec<'_>>, limit: i64) -> Result<Vec<Moved>> {
    let rows = fetch_all!(db, (i64, String, String, String), MOVED, limit)?;
    rows.into_iter()
        .map(|(id, host_name, known, shown)| {
            let main = shown.split_whitespace().next().unwrap_or_default();
            Ok(Moved {
                id: ServiceId::new(id),
                host_name,
                known: column::parse("services.address", &known)?,
                shown: column::parse("services.vm_addresses", main)?,
            })
        })
        .collect()
}

statements! {
    SET = "UPDATE services SET more_addresses = $2 WHERE id = $1";
    SET_SHOWN = "UPDATE services SET vm_addresses = $2, vm_addresses_read_at = $3 WHERE id = $1";
    SHOWN = "SELECT vm_addresses, vm_addresses_read_at FROM services WHERE id = $1";
    MOVED = "SELECT id, host_name, address, vm_addresses FROM services
        WHERE vm_addresses IS NOT NULL AND vm_addresses <> '' AND address IS NOT NULL
          AND vm_addresses <> address AND vm_addresses NOT LIKE address || ' %'
          AND state IN ('active', 'suspended') ORDER BY id LIMIT $1";
    LIST = "SELECT more_addresses FROM services WHERE id = $1";
}
