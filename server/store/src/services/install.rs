//! How a service's panel gets onto its server, as it was sold, and how far that is.

use domain::recipe::RecipeParams;
use domain::{ModuleId, PanelInstall, RemoteId, ServiceId};

use super::changes::one;
use crate::tariffs::recipes::Run;
use crate::{Exec, Result, Tx, column};

/// How a service's panel is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Install {
    /// How far it is.
    pub state: PanelInstall,
    /// The recipe that it was sold with; `None` where the client installs it.
    pub run: Option<Run>,
    /// The task by which VMmanager ran the recipe last.
    pub task: Option<RemoteId>,
    /// How a client installs it, as staff wrote it; may be empty.
    pub steps: String,
}

/// The same as its row has it.
#[derive(sqlx::FromRow)]
pub(super) struct InstallRow {
    panel_install: String,
    recipe_id: Option<String>,
    recipe_name: Option<String>,
    recipe_params: Option<String>,
    recipe_task: Option<String>,
    install_steps: Option<String>,
}

impl TryFrom<InstallRow> for Install {
    type Error = crate::Error;

    fn try_from(row: InstallRow) -> Result<Self> {
        let params: Option<RecipeParams> =
            column::parse_optional("services.recipe_params", row.recipe_params.as_deref())?;
        let run = row.recipe_id.map(|id| Run {
            recipe_id: RemoteId::new(id),
            name: row.recipe_name.unwrap_or_default(),
            params: params.unwrap_or_default(),
        });
        Ok(Self {
            state: column::parse("services.panel_install", &row.panel_install)?,
            run,
            task: row.recipe_task.map(RemoteId::new),
            steps: row.install_steps.unwrap_or_default(),
        })
    }
}

/// Changes how far the installation is; its task stays.
pub async fn set_install(tx: &mut Tx, id: ServiceId, state: PanelInstall) -> Result<()> {
    one(execute!(tx, SET_INSTALL, id.get(), state.as_str())?)
}

/// A recipe is sent, or was: its task is not known, or this one.
pub async fn set_recipe_sent(tx: &mut Tx, id: ServiceId, task: Option<&RemoteId>) -> Result<()> {
    one(execute!(tx, SET_RECIPE_SENT, id.get(), task.map(RemoteId::as_str))?)
}

/// A recipe that was not done leaves the installation to the client.
pub async fn leave_to_client(tx: &mut Tx, id: ServiceId) -> Result<()> {
    execute!(tx, LEAVE_TO_CLIENT, id.get())?;
    Ok(())
}

/// The tasks of recipes that a VMmanager runs or ran for services other than this one, and how many of those were
/// sent a recipe whose task is not known.
pub async fn other_recipes(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    id: ServiceId,
) -> Result<(Vec<RemoteId>, usize)> {
    let rows = fetch_all!(db, (Option<String>,), OTHER_RECIPES, module.get(), id.get())?;
    let unknown = rows.iter().filter(|(task,)| task.is_none()).count();
    Ok((rows.into_iter().filter_map(|(task,)| task).map(RemoteId::new).collect(), unknown))
}

statements! {
    SET_INSTALL = "UPDATE services SET panel_install = $2 WHERE id = $1";
    SET_RECIPE_SENT = "UPDATE services SET panel_install = 'running', recipe_task = $2 WHERE id = $1";
    LEAVE_TO_CLIENT = "UPDATE services SET panel_install = 'by_client'
        WHERE id = $1 AND panel_install IN ('waiting', 'running', 'failed')";
    OTHER_RECIPES = "SELECT recipe_task FROM services WHERE vm_module_id = $1 AND id <> $2
        AND (recipe_task IS NOT NULL OR panel_install = 'running')";
}
