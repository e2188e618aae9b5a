//! Licenses that serve nobody, or soon may.

use domain::{Date, LicenseId, ModuleId, ProductId};

use super::License;
use super::row::Row;
use crate::{Exec, Result, Tx};

statements! {
    ALL = "SELECT * FROM licenses WHERE state IN ('free', 'reserved', 'waiting_address', 'held')
        ORDER BY expires_on DESC NULLS LAST, id";
    OF_SERVER = "SELECT * FROM licenses WHERE module_id = $1
        AND state IN ('free', 'waiting_address', 'lapsed', 'held') ORDER BY id";
    CANDIDATES = "SELECT * FROM licenses WHERE module_id = $1 AND product_id = $2
        AND state IN ('free', 'reserved', 'waiting_address', 'lapsed') ORDER BY id";
    EXCLUDE = "UPDATE licenses SET excluded = $2, excluded_until = $3 WHERE id = $1";
}

/// Every license that is paid and serves nobody.
pub async fn all(db: impl Into<Exec<'_>>) -> Result<Vec<License>> {
    fetch_all!(db, Row, ALL)?.into_iter().map(TryInto::try_into).collect()
}

/// The licenses of a license server that serve nobody, whatever keeps them.
pub async fn of_server(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<License>> {
    fetch_all!(db, Row, OF_SERVER, module.get())?.into_iter().map(TryInto::try_into).collect()
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

/// Keeps a license out of claims until a day, or for good.
pub async fn exclude(tx: &mut Tx, id: LicenseId, words: &str, until: Option<Date>) -> Result<()> {
    execute!(tx, EXCLUDE, id.get(), words, until.map(|date| date.to_string()))?;
    Ok(())
}
