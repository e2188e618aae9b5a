//! A license server: its client, its settings, and the views of its licenses.

use std::sync::Arc;

use billmanager::{
    Account, Autoprolong, Client, Day, Endpoint, LicenseList, LicenseRow, LicenseStatus, Prefix, Settings,
};
use domain::pool::LastChange;
use domain::purchase::SeenLicense;
use domain::{Date, IpAddress, LogIn, ModuleId, ModuleKind, ModuleState, RemoteId, RemoteStatus};
use jiff::tz::TimeZone;
use store::Db;
use store::licenses::{self, Card};
use store::modules::{self, license_server};
use store::products::Product;

use super::calls::{Remote, millis};
use super::clients::Purpose;
use crate::{Engine, Error, Result};

/// A license server, ready to be asked.
#[derive(Debug, Clone)]
pub struct LicenseServer {
    /// Where calls go, and in which turn.
    pub remote: Remote,
    /// Its client.
    pub client: Arc<Client>,
    /// Whether staff suspended it.
    pub state: ModuleState,
    /// Its settings.
    pub settings: license_server::LicenseServer,
    /// Today there.
    pub today: Date,
}

impl LicenseServer {
    /// Loads a license server's module.
    pub async fn load(engine: &Engine, id: ModuleId, purpose: Purpose) -> Result<Self> {
        let module = modules::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
        let settings = license_server::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
        let zone = TimeZone::get(&settings.time_zone).unwrap_or(TimeZone::UTC);
        let client = engine.clients().license_server((id, purpose), module.version, || {
            let account = Account {
                endpoint: Endpoint::parse(&module.url).map_err(Error::setup)?,
                user: module.username.clone(),
                password: engine.keyring().open(modules::PASSWORD_COLUMN, &module.password)?,
            };
            let client = Client::new(account, &client_settings(engine, purpose)).map_err(Error::setup)?;
            Ok::<_, Error>(match settings.log_in {
                LogIn::Password => client,
                LogIn::Session => client.by_session(),
            })
        })?;
        let remote = remote(id, &settings);
        Ok(Self { remote, client, state: module.state, today: engine.clock().today_in(&zone), settings })
    }
}

/// The license server's limits.
pub(crate) fn remote(id: ModuleId, settings: &license_server::LicenseServer) -> Remote {
    Remote {
        module_id: id,
        kind: ModuleKind::Billmanager,
        in_flight_limit: i64::from(settings.in_flight_limit),
        min_interval_ms: millis(settings.min_interval),
    }
}

fn client_settings(engine: &Engine, purpose: Purpose) -> Settings {
    let request_timeout = match purpose {
        Purpose::Read => engine.settings().read_timeout,
        Purpose::Operation => engine.settings().remote_timeout,
    };
    Settings { request_timeout, ..Settings::default() }
}

/// Whether the list of a product's family may be believed where something is missing in it: it came whole, and is not
/// empty while we have such licenses there.
pub(crate) async fn came_whole(
    db: &Db,
    module: ModuleId,
    product: &Product,
    list: &LicenseList,
) -> store::Result<bool> {
    let is_empty = list.rows.is_empty();
    Ok(list.is_complete() && !(is_empty && licenses::listed(db, module, product.function_prefix).await? > 0))
}

/// What is said of one that did not.
pub(crate) const NOT_WHOLE: &str = "its list of licenses did not come whole";

/// The function prefix of a product.
pub fn prefix(product: &Product) -> Result<Prefix> {
    Prefix::parse(product.function_prefix.as_str()).map_err(Error::setup)
}

/// Our reading of a card; an address that does not read is an error, never the free address.
pub fn card(row: &LicenseRow) -> Result<Card> {
    let address = row.ip.as_deref().unwrap_or_default();
    Ok(Card {
        name: row.licname.clone().unwrap_or_default(),
        address: IpAddress::parse(address).map_err(|_| Error::UnreadableAddress(address.to_owned()))?,
        status: status(&row.status),
        expires_on: row.expires.date(),
        last_ip_change: change(row.ip_changed),
        last_key_change: change(row.key_changed),
        auto_renewal: match row.autoprolong {
            Autoprolong::Off => Some(false),
            Autoprolong::On(_) => Some(true),
            Autoprolong::Unknown => None,
        },
    })
}

/// A listed license as the look-up for a purchase wants it.
pub fn seen(row: &LicenseRow) -> SeenLicense {
    SeenLicense {
        remote_id: remote_id(row.id),
        plan: row.plan_code.as_deref().and_then(|code| code.parse().ok()),
        name: row.licname.clone().unwrap_or_default(),
        address: row.ip.as_deref().and_then(|ip| IpAddress::parse(ip).ok()),
        remoteid: row.remoteid.clone(),
    }
}

/// A license's id as we keep it.
pub fn remote_id(id: billmanager::LicenseId) -> RemoteId {
    RemoteId::new(id.to_string())
}

/// A kept id as the license server wants it.
pub fn license_id(id: &RemoteId) -> Result<billmanager::LicenseId> {
    id.as_str().parse().map_err(Error::setup)
}

fn status(status: &LicenseStatus) -> RemoteStatus {
    match status {
        LicenseStatus::Ordered => RemoteStatus::Ordered,
        LicenseStatus::Active => RemoteStatus::Active,
        LicenseStatus::Stopped => RemoteStatus::Suspended,
        LicenseStatus::Deleted => RemoteStatus::Deleted,
        LicenseStatus::Processing => RemoteStatus::Processing,
        LicenseStatus::Other(_) => RemoteStatus::Unknown,
    }
}

fn change(day: Day) -> LastChange {
    match day {
        Day::On(date) => LastChange::On(date),
        Day::Never => LastChange::Never,
        Day::Unknown => LastChange::Unknown,
    }
}
