//! Services: one server with its panel, paid until a day.

pub mod addresses;
mod changes;
mod insert;
mod install;
pub mod options;
mod panel;
mod renewals;
pub mod staff_list;
mod suspension;

use domain::{
    ClientId, Date, HostName, IpAddress, ModuleId, PanelState, Period, PlanCode, ProductId, RemoteId,
    ServiceId, ServiceState, TariffId, ValueId,
};

pub use self::changes::{
    set_address, set_delete_on, set_deleted, set_delivered, set_panel_state, set_state, set_vm_created,
    set_vm_requested,
};
pub use self::insert::{NewPanel, NewService, insert};
pub use self::install::{Install, leave_to_client, other_recipes, set_install, set_recipe_sent};
pub use self::panel::{ChangedPanel, set_panel};
pub use self::renewals::{due_for_renewal, hold, renew, set_auto_renewal};
pub use self::suspension::{
    Suspended, due_for_release, due_for_resumption, due_for_suspension, set_resumed, set_suspended,
};
use crate::sealed::Sealed;
use crate::tariffs::{Sold, SoldRow};
use crate::{Exec, Result, column};

pub(crate) const CHANGES: &[(&str, &str)] = changes::STATEMENTS;
pub(crate) const INSERTS: &[(&str, &str)] = insert::STATEMENTS;
pub(crate) const INSTALLS: &[(&str, &str)] = install::STATEMENTS;
pub(crate) const PANELS: &[(&str, &str)] = panel::STATEMENTS;
pub(crate) const RENEWALS: &[(&str, &str)] = renewals::STATEMENTS;
pub(crate) const SUSPENSIONS: &[(&str, &str)] = suspension::STATEMENTS;

/// The column that a root password is sealed for.
pub const ROOT_PASSWORD_COLUMN: &str = "services.root_password";

/// One server with its panel.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its number.
    pub id: ServiceId,
    /// Whose it is.
    pub client_id: ClientId,
    /// The tariff it was ordered by.
    pub tariff_id: TariffId,
    /// The tariff's name on that day.
    pub tariff_name: String,
    /// The server's name.
    pub host_name: HostName,
    /// The operating system's code at VMmanager.
    pub os_code: String,
    /// The operating system's name.
    pub os_name: String,
    /// The period that was paid last.
    pub period: Period,
    /// The period it renews itself for.
    pub auto_renewal_period: Option<Period>,
    /// The panel's name as the client chose it, or as it was changed to since.
    pub panel_name: String,
    /// The value of the tariff's panel option that it renews with, if it was changed since it was ordered.
    pub panel_value_id: Option<ValueId>,
    /// The panel's plan code at the license server; `None` without a panel.
    pub plan_code: Option<PlanCode>,
    /// The license product of that code.
    pub product_id: Option<ProductId>,
    /// Where its license comes from.
    pub license_server_id: Option<ModuleId>,
    /// The server's state.
    pub state: ServiceState,
    /// The panel's state.
    pub panel_state: PanelState,
    /// How the panel gets onto the server.
    pub install: Install,
    /// The day on which it is to be deleted.
    pub delete_on: Option<Date>,
    /// What it keeps of its tariff.
    pub sold: Sold,
    /// Where its server is made.
    pub vm_module_id: ModuleId,
    /// What its server is found by there.
    pub vm_marker: String,
    /// Its server's id there.
    pub vm_id: Option<RemoteId>,
    /// The task that makes the server.
    pub vm_task: Option<RemoteId>,
    /// When the server was first asked for, in machine milliseconds.
    pub vm_requested_at_ms: Option<i64>,
    /// The server's root password, sealed for [`ROOT_PASSWORD_COLUMN`].
    pub root_password: Sealed,
    /// The server's address.
    pub address: Option<IpAddress>,
    /// Since when and why it is suspended.
    pub suspended: Option<Suspended>,
    /// Until when it is paid.
    pub paid_until: Date,
    /// The day of the month that renewals return to.
    pub anchor_day: i8,
    /// When it was ordered, in machine milliseconds.
    pub created_at_ms: i64,
    /// When it was delivered, in machine milliseconds.
    pub delivered_at_ms: Option<i64>,
    /// When it was gone, in machine milliseconds.
    pub deleted_at_ms: Option<i64>,
    /// Grows with every change that a person makes.
    pub version: i64,
}

/// One service.
pub async fn find(db: impl Into<Exec<'_>>, id: ServiceId) -> Result<Option<Service>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(Service::try_from).transpose()
}

/// A client's services, the newest first, those that are gone last.
pub async fn of_client(db: impl Into<Exec<'_>>, client: ClientId) -> Result<Vec<Service>> {
    fetch_all!(db, Row, OF_CLIENT, client.get())?.into_iter().map(Service::try_from).collect()
}

/// Services whose day of deletion has come, and that nobody deletes yet.
pub async fn due_for_deletion(db: impl Into<Exec<'_>>, today: Date) -> Result<Vec<ServiceId>> {
    let ids: Vec<(i64,)> = fetch_all!(db, (i64,), DUE_FOR_DELETION, today.to_string())?;
    Ok(ids.into_iter().map(|(id,)| ServiceId::new(id)).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    client_id: i64,
    tariff_id: i64,
    tariff_name: String,
    host_name: String,
    os_code: String,
    os_name: String,
    period: i64,
    auto_renewal_period: Option<i64>,
    panel_name: String,
    panel_value_id: Option<i64>,
    plan_code: Option<String>,
    product_id: Option<i64>,
    license_server_id: Option<i64>,
    state: String,
    panel_state: String,
    delete_on: Option<String>,
    vm_module_id: i64,
    vm_marker: String,
    vm_id: Option<String>,
    vm_task: Option<String>,
    vm_requested_at: Option<i64>,
    root_password_sealed: Vec<u8>,
    address: Option<String>,
    paid_until: String,
    anchor_day: i64,
    created_at: i64,
    delivered_at: Option<i64>,
    deleted_at: Option<i64>,
    version: i64,
    #[sqlx(flatten)]
    install: install::InstallRow,
    #[sqlx(flatten)]
    sold: SoldRow,
    #[sqlx(flatten)]
    suspended: suspension::SuspendedRow,
}

impl TryFrom<Row> for Service {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ServiceId::new(row.id),
            client_id: ClientId::new(row.client_id),
            tariff_id: TariffId::new(row.tariff_id),
            tariff_name: row.tariff_name,
            host_name: column::parse("services.host_name", &row.host_name)?,
            os_code: row.os_code,
            os_name: row.os_name,
            period: column::period("services.period", row.period)?,
            auto_renewal_period: row
                .auto_renewal_period
                .map(|code| column::period("services.auto_renewal_period", code))
                .transpose()?,
            panel_name: row.panel_name,
            panel_value_id: row.panel_value_id.map(ValueId::new),
            plan_code: column::parse_optional("services.plan_code", row.plan_code.as_deref())?,
            product_id: row.product_id.map(ProductId::new),
            license_server_id: row.license_server_id.map(ModuleId::new),
            state: column::parse("services.state", &row.state)?,
            panel_state: column::parse("services.panel_state", &row.panel_state)?,
            install: row.install.try_into()?,
            delete_on: column::parse_optional("services.delete_on", row.delete_on.as_deref())?,
            sold: row.sold.try_into()?,
            vm_module_id: ModuleId::new(row.vm_module_id),
            vm_marker: row.vm_marker,
            vm_id: row.vm_id.map(RemoteId::new),
            vm_task: row.vm_task.map(RemoteId::new),
            vm_requested_at_ms: row.vm_requested_at,
            root_password: Sealed(row.root_password_sealed),
            address: column::parse_optional("services.address", row.address.as_deref())?,
            suspended: row.suspended.read()?,
            paid_until: column::parse("services.paid_until", &row.paid_until)?,
            anchor_day: column::narrow("services.anchor_day", row.anchor_day)?,
            created_at_ms: row.created_at,
            delivered_at_ms: row.delivered_at,
            deleted_at_ms: row.deleted_at,
            version: row.version,
        })
    }
}

statements! {
    FIND = "SELECT * FROM services WHERE id = $1";
    OF_CLIENT = "SELECT * FROM services WHERE client_id = $1
        ORDER BY CASE WHEN state = 'deleted' THEN 1 ELSE 0 END, id DESC";
    DUE_FOR_DELETION = r#"SELECT id FROM services
        WHERE delete_on COLLATE "C" <= $1 AND state NOT IN ('deleting', 'deleted') ORDER BY id"#;
}
