//! The addresses that a server was given beside its main one.

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

statements! {
    SET = "UPDATE services SET more_addresses = $2 WHERE id = $1";
    LIST = "SELECT more_addresses FROM services WHERE id = $1";
}
