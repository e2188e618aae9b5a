//! The panel that a service was changed to.

use domain::{ModuleId, PanelState, PlanCode, ProductId, ServiceId, ValueId};

use super::changes::one;
use crate::{Result, Tx};

/// A panel in place of the one that a service had.
#[derive(Debug)]
pub struct ChangedPanel<'a> {
    /// The value of the tariff's panel option: from the next renewal on it is the one that is paid for.
    pub value: ValueId,
    /// Its name.
    pub name: &'a str,
    /// Its plan code, product and license server; `None` for no panel.
    pub license: Option<(&'a PlanCode, ProductId, ModuleId)>,
    /// How a client installs it, as staff wrote it.
    pub install_steps: &'a str,
}

/// Makes a service's panel another one, which the client installs.
pub async fn set_panel(tx: &mut Tx, id: ServiceId, panel: &ChangedPanel<'_>, search: &str) -> Result<()> {
    let (state, install) = match panel.license {
        Some(_) => (PanelState::Active, "by_client"),
        None => (PanelState::None, "none"),
    };
    one(execute!(
        tx,
        SET_PANEL,
        id.get(),
        panel.value.get(),
        panel.name,
        panel.license.map(|(plan, ..)| plan.as_str()),
        panel.license.map(|(_, product, _)| product.get()),
        panel.license.map(|(.., module)| module.get()),
        state.as_str(),
        install,
        panel.license.map(|_| panel.install_steps),
        search
    )?)
}

statements! {
    // Without a panel the service keeps its license server: a panel may come again.
    SET_PANEL = "UPDATE services SET panel_value_id = $2, panel_name = $3, plan_code = $4, product_id = $5,
            license_server_id = COALESCE($6, license_server_id), panel_state = $7, panel_install = $8,
            install_steps = $9, recipe_id = NULL, recipe_name = NULL, recipe_params = NULL, recipe_task = NULL,
            search = $10
        WHERE id = $1";
}
