//! One license as the license server keeps it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::plan::{self, Plan};

/// The address of a license that belongs to no server.
pub(crate) const FREE_ADDRESS: &str = "0.0.0.0";

/// The status numbers of `docs/protocols/billmanager.md` §2.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Ordered,
    Active,
    Stopped,
    Deleted,
}

impl Status {
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Ordered => 1,
            Self::Active => 2,
            Self::Stopped => 3,
            Self::Deleted => 4,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ordered => "Ordered",
            Self::Active => "Active",
            Self::Stopped => "Suspended",
            Self::Deleted => "Deleted",
        }
    }

    pub(crate) fn color(self) -> &'static str {
        match self {
            Self::Ordered => "blue",
            Self::Active => "green",
            Self::Stopped => "red",
            Self::Deleted => "gray",
        }
    }
}

/// A license; `Date`s are days of the license server's own calendar.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct License {
    pub id: u64,
    pub account: String,
    pub plan: u32,
    pub period: i32,
    pub addons: Vec<(u32, u32)>,
    pub licname: String,
    pub ip: String,
    pub remoteip: String,
    pub remoteid: String,
    pub status: Status,
    /// Stopped by its owner, not by its end: it does not come back by being renewed.
    pub stopped_by_hand: bool,
    /// Months of its automatic renewal; none when that is off.
    pub autoprolong: Option<i32>,
    pub created: Date,
    pub expires: Date,
    pub renewed: Option<Date>,
    pub address_changed: Option<Date>,
    pub key_changed: Option<Date>,
    pub key: Option<String>,
    /// Whether a key was asked for and is not there yet.
    pub key_pending: bool,
    /// How often a key was asked for; part of the key's text.
    pub key_generation: u32,
    /// Reads of the card that still show no key.
    pub key_reads_left: u32,
    /// Machine time (milliseconds) before which no key is shown.
    pub key_ready_at: i64,
}

impl License {
    /// An active license without name, address and key, which ends today.
    pub(crate) fn new(id: u64, account: &str, plan: u32, period: i32, today: Date) -> Self {
        Self {
            id,
            account: account.to_owned(),
            plan,
            period,
            addons: Vec::new(),
            licname: String::new(),
            ip: FREE_ADDRESS.to_owned(),
            remoteip: String::new(),
            remoteid: String::new(),
            status: Status::Active,
            stopped_by_hand: false,
            autoprolong: None,
            created: today,
            expires: today,
            renewed: None,
            address_changed: None,
            key_changed: None,
            key: None,
            key_pending: false,
            key_generation: 0,
            key_reads_left: 0,
            key_ready_at: 0,
        }
    }

    pub(crate) fn plan(&self) -> Option<&'static Plan> {
        plan::by_code(self.plan)
    }

    /// In use or to be used again: neither unpaid nor deleted.
    pub(crate) fn lives(&self) -> bool {
        matches!(self.status, Status::Active | Status::Stopped)
    }

    pub(crate) fn is_over(&self, today: Date) -> bool {
        today >= self.expires
    }
}
