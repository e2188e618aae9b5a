//! The operating systems that a tariff offers.

use domain::TariffId;

use crate::{Exec, Result, Tx};

/// An operating system.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct System {
    /// Its code at VMmanager.
    #[sqlx(rename = "os_code")]
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Offers an operating system with a tariff; `sort` is its place in the list.
pub async fn insert(tx: &mut Tx, tariff: TariffId, system: &System, sort: i64) -> Result<()> {
    execute!(tx, INSERT, tariff.get(), system.code.as_str(), system.name.as_str(), sort)?;
    Ok(())
}

/// Offers these operating systems with a tariff, in this order, and no others.
pub async fn replace(tx: &mut Tx, tariff: TariffId, systems: &[System]) -> Result<()> {
    execute!(&mut *tx, CLEAR, tariff.get())?;
    for (sort, system) in (1..).zip(systems) {
        insert(&mut *tx, tariff, system, sort).await?;
    }
    Ok(())
}

/// The operating systems of a tariff, in their order.
pub async fn list(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Vec<System>> {
    fetch_all!(db, System, LIST, tariff.get())
}

statements! {
    INSERT = "INSERT INTO tariff_systems (tariff_id, os_code, name, sort) VALUES ($1, $2, $3, $4)";
    CLEAR = "DELETE FROM tariff_systems WHERE tariff_id = $1";
    LIST = r#"SELECT os_code, name FROM tariff_systems WHERE tariff_id = $1 ORDER BY sort, os_code COLLATE "C""#;
}
