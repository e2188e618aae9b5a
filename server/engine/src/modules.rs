//! Processing modules as staff set them up: read from forms, described for the history, written in one way.

mod account;
mod described;
mod form;
mod typed;
mod weigh;
mod write;

use domain::{Currency, RemoteMoney};
use store::modules::license_server::LicenseServer;
use store::modules::vm_server::VmServer;

pub use account::Account;
pub(crate) use described::described;
pub use form::Typed;
pub(crate) use form::{names, parameters};
pub(crate) use typed::{defaults, typed};
pub use weigh::{Weight, weigh};
pub(crate) use write::{Stored, delete, differences, find, find_in, insert, subject, update};

/// A processing module as staff set it up: all but its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Where it leads.
    pub account: Account,
    /// What it is called, and where it stands among modules.
    pub place: Place,
    /// What belongs to its kind.
    pub system: System,
}

/// What a module is called, and where it stands among modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// The data center it serves.
    pub datacenter: String,
    /// The department that looks after it.
    pub department: String,
    /// The lowest is taken first.
    pub sort: i64,
    /// Below how many 10⁻⁴ of its currency staff want to know.
    pub min_balance_e4: Option<i64>,
}

/// The settings that belong to a kind of module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum System {
    /// A license server.
    LicenseServer(LicenseServer),
    /// A VMmanager.
    VmServer(VmServer),
}

impl System {
    /// The currency of the account there, if it has money.
    fn currency(&self) -> Option<Currency> {
        match self {
            Self::LicenseServer(settings) => Some(settings.currency),
            Self::VmServer(_) => None,
        }
    }
}

impl Setup {
    /// The balance below which staff want to know.
    fn min_balance(&self) -> Option<RemoteMoney> {
        Some(RemoteMoney::new(self.place.min_balance_e4?, self.system.currency()?))
    }
}
