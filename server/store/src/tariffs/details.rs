//! What is said of a tariff itself, and what a service keeps of it.

use std::fmt;
use std::str::FromStr;

use domain::{Currency, RemoteId};

use crate::{Result, column};

/// When a service that its client deletes goes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteMode {
    /// At once.
    AtOnce,
    /// When what was paid is used up.
    AfterPaidPeriod,
}

impl DeleteMode {
    /// The word stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::AfterPaidPeriod => "after_paid_period",
        }
    }
}

impl fmt::Display for DeleteMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DeleteMode {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Self, String> {
        [Self::AtOnce, Self::AfterPaidPeriod]
            .into_iter()
            .find(|mode| mode.as_str() == word)
            .ok_or_else(|| format!("{word:?} is not a way to delete"))
    }
}

/// A preset of VMmanager: a ready-made size of servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Its id there.
    pub id: RemoteId,
    /// Its name there.
    pub name: String,
}

/// What is said of a tariff itself; its prices and choices stand in [`super::offer::Offer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Its name.
    pub name: String,
    /// What a client gets, in a sentence.
    pub description: String,
    /// Who sells it.
    pub provider: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// Whether it may be ordered.
    pub enabled: bool,
    /// Its place among tariffs: the lowest first.
    pub sort: i64,
    /// The preset that its servers are made from; they leave processors, memory and disk to it.
    pub preset: Option<Preset>,
    /// Processors; with a preset, what it had when it was chosen.
    pub cpu_number: u32,
    /// Memory in MiB; with a preset, what it had when it was chosen.
    pub ram_mib: u32,
    /// Disk in MiB; with a preset, what it had when it was chosen.
    pub disk_mib: u32,
    /// When a service that its client deletes goes away.
    pub delete_mode: DeleteMode,
    /// After how many days of suspension its license is released.
    pub suspend_release_days: u16,
}

impl Details {
    /// What a service ordered now keeps, whatever the tariff says later.
    pub fn sold(&self) -> Sold {
        Sold {
            preset_id: self.preset.as_ref().map(|preset| preset.id.clone()),
            cpu_number: self.cpu_number,
            ram_mib: self.ram_mib,
            disk_mib: self.disk_mib,
            delete_mode: self.delete_mode,
            suspend_release_days: self.suspend_release_days,
        }
    }

    /// The text that a search looks through.
    pub(super) fn search(&self) -> String {
        format!("{} {}", self.name, self.provider).to_lowercase()
    }
}

/// What a service keeps of its tariff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sold {
    /// The preset that its server is made from.
    pub preset_id: Option<RemoteId>,
    /// Processors, where there is no preset.
    pub cpu_number: u32,
    /// Memory in MiB, where there is no preset.
    pub ram_mib: u32,
    /// Disk in MiB, where there is no preset.
    pub disk_mib: u32,
    /// When it goes away if its client deletes it.
    pub delete_mode: DeleteMode,
    /// After how many days of suspension its license is released.
    pub suspend_release_days: u16,
}

/// What a service keeps, as its row has it.
#[derive(sqlx::FromRow)]
pub(crate) struct SoldRow {
    preset_id: Option<String>,
    cpu_number: i64,
    ram_mib: i64,
    disk_mib: i64,
    delete_mode: String,
    suspend_release_days: i64,
}

impl TryFrom<SoldRow> for Sold {
    type Error = crate::Error;

    fn try_from(row: SoldRow) -> Result<Self> {
        Ok(Self {
            preset_id: row.preset_id.map(RemoteId::new),
            cpu_number: column::narrow("services.cpu_number", row.cpu_number)?,
            ram_mib: column::narrow("services.ram_mib", row.ram_mib)?,
            disk_mib: column::narrow("services.disk_mib", row.disk_mib)?,
            delete_mode: column::parse("services.delete_mode", &row.delete_mode)?,
            suspend_release_days: column::narrow("services.suspend_release_days", row.suspend_release_days)?,
        })
    }
}
