//! What VMmanagers offer to make servers with, as last read: operating systems, presets, recipes.

use domain::ModuleId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::module_reads::{self, SavedRead};
use store::tariffs::modules::{self, VmModule};

use super::VmServer;
use super::calls;
use super::clients::Purpose;
use super::saved::{SYSTEMS, SavedSystem, keep, keep_failure, refresh_systems};
use crate::{Engine, Result};

/// The saved read of a VMmanager's presets.
pub const PRESETS: &str = "presets";
/// The saved read of a VMmanager's recipes.
pub const RECIPES: &str = "recipes";

/// A ready-made size of servers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedPreset {
    /// Its id there.
    pub id: String,
    /// Its name there.
    pub name: String,
    /// Processors.
    pub cpu_number: Option<u32>,
    /// Memory in MiB.
    pub ram_mib: Option<u32>,
    /// Disk in MiB.
    pub disk_mib: Option<u32>,
}

/// A script that installs something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedRecipe {
    /// Its id there.
    pub id: String,
    /// Its name there.
    pub name: String,
    /// Its tags, by which it may say what it is for.
    pub tags: Vec<String>,
    /// How many parameters it takes.
    pub params_count: Option<u64>,
}

impl SavedRecipe {
    /// Whether a tag says that it installs this license: `lic_<License_name>`, spaces as `_`
    /// (`docs/protocols/vmmanager.md §3.3`).
    pub fn is_for(&self, license: &str) -> bool {
        let wanted = license.trim().replace(' ', "_").to_lowercase();
        self.tags
            .iter()
            .filter_map(|tag| tag.to_lowercase().strip_prefix("lic_").map(str::to_owned))
            .any(|tag| tag == wanted)
    }
}

/// A list as last read, and what went wrong since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedList<T> {
    /// What was read, and when, in machine milliseconds.
    pub read: Option<(Vec<T>, i64)>,
    /// Why it could not be read since, and when, in machine milliseconds.
    pub error: Option<(String, i64)>,
}

impl<T> Default for SavedList<T> {
    fn default() -> Self {
        Self { read: None, error: None }
    }
}

impl<T> SavedList<T> {
    /// What is in it; nothing where it was never read.
    pub fn items(&self) -> &[T] {
        self.read.as_ref().map(|(items, _)| items.as_slice()).unwrap_or_default()
    }
}

impl<T: DeserializeOwned> From<SavedRead> for SavedList<T> {
    fn from(read: SavedRead) -> Self {
        // An answer of an older shape is as good as none: it is read again soon.
        let value = read.value.and_then(|(value, at)| Some((serde_json::from_value(value).ok()?, at)));
        Self { read: value, error: read.error }
    }
}

/// A VMmanager with what it offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VmLists {
    /// The module.
    pub module: VmModule,
    /// Its operating systems.
    pub systems: SavedList<SavedSystem>,
    /// Its presets.
    pub presets: SavedList<SavedPreset>,
    /// Its recipes.
    pub recipes: SavedList<SavedRecipe>,
}

/// Every VMmanager with what it offers, the lowest sort first, as last read.
pub async fn load(engine: &Engine) -> Result<Vec<VmLists>> {
    let mut systems = module_reads::list(engine.db(), SYSTEMS).await?;
    let mut presets = module_reads::list(engine.db(), PRESETS).await?;
    let mut recipes = module_reads::list(engine.db(), RECIPES).await?;
    let modules = modules::choices(engine.db()).await?.into_iter().map(|module| VmLists {
        systems: take(&mut systems, module.id),
        presets: take(&mut presets, module.id),
        recipes: take(&mut recipes, module.id),
        module,
    });
    Ok(modules.collect())
}

fn take<T: DeserializeOwned>(reads: &mut Vec<(ModuleId, SavedRead)>, module: ModuleId) -> SavedList<T> {
    let at = reads.iter().position(|(id, _)| *id == module);
    at.map(|at| reads.swap_remove(at).1.into()).unwrap_or_default()
}

/// Reads everything that a VMmanager offers and keeps it, or keeps why it could not be read.
pub async fn refresh(engine: &Engine, module: ModuleId) -> Result<()> {
    tokio::try_join!(
        refresh_systems(engine, module),
        refresh_presets(engine, module),
        refresh_recipes(engine, module),
    )?;
    Ok(())
}

async fn refresh_presets(engine: &Engine, module: ModuleId) -> Result<()> {
    let server = VmServer::load(engine, module, Purpose::Read).await?;
    match calls::ask(engine, &server.remote, server.client.presets()).await {
        Ok(presets) => {
            let fits = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok());
            let presets = presets.into_iter().map(|preset| SavedPreset {
                id: preset.id.to_string(),
                name: preset.name,
                cpu_number: fits(preset.cpu_number),
                ram_mib: fits(preset.ram_mib),
                disk_mib: fits(preset.hdd_mib),
            });
            keep(engine, module, PRESETS, &presets.collect::<Vec<_>>()).await
        }
        Err(failure) => keep_failure(engine, module, PRESETS, failure, vmmanager::Error::words).await,
    }
}

async fn refresh_recipes(engine: &Engine, module: ModuleId) -> Result<()> {
    let server = VmServer::load(engine, module, Purpose::Read).await?;
    match calls::ask(engine, &server.remote, server.client.recipes()).await {
        Ok(recipes) => {
            let recipes = recipes.into_iter().map(|recipe| SavedRecipe {
                id: recipe.id.to_string(),
                name: recipe.name,
                tags: recipe.tags,
                params_count: recipe.params_count,
            });
            keep(engine, module, RECIPES, &recipes.collect::<Vec<_>>()).await
        }
        Err(failure) => keep_failure(engine, module, RECIPES, failure, vmmanager::Error::words).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_for_the_license_that_its_tag_names() {
        let recipe = |tags: &[&str]| SavedRecipe {
            id: "1".to_owned(),
            name: "ispmanager".to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            params_count: None,
        };
        assert!(recipe(&["web", "lic_ispmanager_6_lite"]).is_for("ispmanager 6 Lite"));
        assert!(!recipe(&["lic_ispmanager_6_pro", "ispmanager_6_lite"]).is_for("ispmanager 6 lite"));
        assert!(!recipe(&[]).is_for("ispmanager 6 lite"));
    }
}
