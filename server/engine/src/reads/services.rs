//! A client's services.

use domain::access::Action;
use domain::{Date, HostName, IpAddress, PanelState, ServiceId, ServiceState};
use store::services::{self as rows, Install, Service, Suspended};

use crate::{Caller, Engine, Result};

/// A service as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceCard {
    /// Its number.
    pub id: ServiceId,
    /// The server's name.
    pub host_name: HostName,
    /// The tariff's name.
    pub tariff_name: String,
    /// The panel's name.
    pub panel_name: String,
    /// The operating system's name.
    pub os_name: String,
    /// The server's address.
    pub address: Option<IpAddress>,
    /// The server's state.
    pub state: ServiceState,
    /// The panel's state.
    pub panel_state: PanelState,
    /// How the panel gets onto the server.
    pub install: Install,
    /// Since when and why it is suspended.
    pub suspended: Option<Suspended>,
    /// Until when it is paid.
    pub paid_until: Date,
    /// The day on which it is to be deleted.
    pub delete_on: Option<Date>,
}

impl ServiceCard {
    pub(super) fn new(service: Service) -> Self {
        Self {
            id: service.id,
            host_name: service.host_name,
            tariff_name: service.tariff_name,
            panel_name: service.panel_name,
            os_name: service.os_name,
            address: service.address,
            state: service.state,
            panel_state: service.panel_state,
            install: service.install,
            suspended: service.suspended.filter(|_| service.state == ServiceState::Suspended),
            paid_until: service.paid_until,
            delete_on: service.delete_on,
        }
    }
}

/// A client's services, the newest first, those that are gone last.
pub async fn services(engine: &Engine, caller: Caller) -> Result<Vec<ServiceCard>> {
    let client = caller.client(Action::SeeOwnServices)?;
    let services = rows::of_client(engine.db(), client).await?;
    Ok(services.into_iter().map(ServiceCard::new).collect())
}
