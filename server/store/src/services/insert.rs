//! Adding a service, by the order that pays for it.

use domain::{
    ClientId, Date, HostName, ModuleId, PanelInstall, PanelState, Period, PlanCode, ProductId, RemoteId,
    ServiceId, ServiceState, TariffId,
};

use crate::sealed::Sealed;
use crate::tariffs::Sold;
use crate::tariffs::recipes::Run;
use crate::{Result, Tx};

/// A service to add; it starts provisioning.
#[derive(Debug)]
pub struct NewService<'a> {
    /// Whose it is.
    pub client_id: ClientId,
    /// The tariff it was ordered by.
    pub tariff_id: TariffId,
    /// The tariff's name on that day.
    pub tariff_name: &'a str,
    /// The server's name.
    pub host_name: &'a HostName,
    /// The operating system's code at VMmanager.
    pub os_code: &'a str,
    /// The operating system's name.
    pub os_name: &'a str,
    /// The period that was paid.
    pub period: Period,
    /// The period it renews itself for.
    pub auto_renewal_period: Option<Period>,
    /// The panel's name as the client chose it.
    pub panel_name: &'a str,
    /// The panel's plan code, product and license server; `None` without a panel.
    pub panel: Option<NewPanel<'a>>,
    /// What it keeps of its tariff.
    pub sold: &'a Sold,
    /// Where its server is made.
    pub vm_module_id: ModuleId,
    /// What its server is found by there.
    pub vm_marker: &'a str,
    /// The server's root password, sealed for [`super::ROOT_PASSWORD_COLUMN`].
    pub root_password: &'a Sealed,
    /// Until when it is paid.
    pub paid_until: Date,
    /// The day of the month that renewals return to.
    pub anchor_day: i8,
    /// Machine time in milliseconds.
    pub created_at_ms: i64,
}

/// The panel of a service to add.
#[derive(Debug)]
pub struct NewPanel<'a> {
    /// The plan code at the license server.
    pub plan_code: &'a PlanCode,
    /// The product that the code belongs to.
    pub product_id: ProductId,
    /// Where its license comes from.
    pub license_server_id: ModuleId,
    /// The recipe that installs it by itself; `None` where the client installs it.
    pub run: Option<&'a Run>,
    /// How a client installs it, as staff wrote it.
    pub install_steps: &'a str,
}

impl NewPanel<'_> {
    fn install(&self) -> PanelInstall {
        if self.run.is_some() { PanelInstall::Waiting } else { PanelInstall::ByClient }
    }
}

/// Adds a service.
pub async fn insert(tx: &mut Tx, new: &NewService<'_>) -> Result<ServiceId> {
    let panel = new.panel.as_ref();
    let panel_state = if panel.is_some() { PanelState::Pending } else { PanelState::None };
    let install = panel.map_or(PanelInstall::None, NewPanel::install);
    let run = panel.and_then(|panel| panel.run);
    let search = format!("{} {} {}", new.host_name, new.tariff_name, new.panel_name).to_lowercase();
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        new.client_id.get(),
        new.tariff_id.get(),
        new.tariff_name,
        new.host_name.as_str(),
        new.os_code,
        new.os_name,
        i64::from(new.period.code()),
        new.auto_renewal_period.map(|period| i64::from(period.code())),
        new.panel_name,
        panel.map(|panel| panel.plan_code.as_str()),
        panel.map(|panel| panel.product_id.get()),
        panel.map(|panel| panel.license_server_id.get()),
        ServiceState::Provisioning.as_str(),
        panel_state.as_str(),
        new.vm_module_id.get(),
        new.vm_marker,
        new.root_password.0.as_slice(),
        new.paid_until.to_string(),
        i64::from(new.anchor_day),
        search,
        new.created_at_ms,
        new.sold.preset_id.as_ref().map(RemoteId::as_str),
        i64::from(new.sold.cpu_number),
        i64::from(new.sold.ram_mib),
        i64::from(new.sold.disk_mib),
        new.sold.delete_mode.as_str(),
        i64::from(new.sold.suspend_release_days),
        install.as_str(),
        run.map(|run| run.recipe_id.as_str()),
        run.map(|run| run.name.as_str()),
        run.map(|run| run.params.to_string()),
        panel.map(|panel| panel.install_steps),
    )?;
    Ok(ServiceId::new(id))
}

statements! {
    INSERT = "INSERT INTO services (client_id, tariff_id, tariff_name, host_name, os_code, os_name, period,
            auto_renewal_period, panel_name, plan_code, product_id, license_server_id, state, panel_state,
            vm_module_id, vm_marker, root_password_sealed, paid_until, anchor_day, search, created_at,
            preset_id, cpu_number, ram_mib, disk_mib, delete_mode, suspend_release_days, panel_install,
            recipe_id, recipe_name, recipe_params, install_steps)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)
        RETURNING id";
}
