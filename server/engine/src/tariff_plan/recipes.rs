//! Reads how each panel is installed.

use domain::form::{Problem, Reader};
use domain::recipe::RecipeParams;
use domain::{RemoteId, ValueId};
use store::tariffs::plan::Plan;
use store::tariffs::recipes::{Recipe, Run};

use super::form::TypedRecipe;
use crate::remotes::vm_lists::VmLists;

/// The longest list of steps.
const STEPS: usize = 4000;
/// The longest list of parameters.
const PARAMS: usize = 4000;

/// The recipes after the form; those of panels that it does not show stay as they are.
pub(super) fn read(read: &mut Reader, typed: &[TypedRecipe], old: &Plan, lists: &[VmLists]) -> Vec<Recipe> {
    let is_shown = |value: ValueId| typed.iter().any(|typed| typed.value == value.to_string());
    let mut recipes: Vec<Recipe> =
        old.recipes.iter().filter(|recipe| !is_shown(recipe.value_id)).cloned().collect();
    for typed in typed {
        let install = format!("install_{}", typed.value);
        let Some(panel) = old.panels.iter().find(|panel| panel.value_id.to_string() == typed.value) else {
            read.refuse(&install, Problem::NotAChoice);
            continue;
        };
        let steps = read.optional_text(&format!("steps_{}", typed.value), &typed.steps, STEPS);
        let run = match typed.install.trim() {
            "automatic" => {
                let kept = old.recipes.iter().find(|recipe| recipe.value_id == panel.value_id);
                run(read, typed, kept.and_then(|recipe| recipe.run.as_ref()), lists)
            }
            "" | "by_client" => None,
            _ => {
                read.refuse(&install, Problem::NotAChoice);
                None
            }
        };
        if run.is_some() || !steps.is_empty() {
            recipes.push(Recipe { value_id: panel.value_id, run, steps: steps.replace("\r\n", "\n") });
        }
    }
    recipes.sort_by_key(|recipe| recipe.value_id);
    recipes
}

fn run(read: &mut Reader, typed: &TypedRecipe, kept: Option<&Run>, lists: &[VmLists]) -> Option<Run> {
    let field = format!("recipe_{}", typed.value);
    let params = params(read, typed);
    let id = typed.recipe.trim();
    if id.is_empty() {
        read.refuse(&field, Problem::Missing);
        return None;
    }
    let listed = lists.iter().flat_map(|lists| lists.recipes.items()).find(|recipe| recipe.id == id);
    let kept = kept.filter(|run| run.recipe_id.as_str() == id);
    let name = listed.map(|recipe| &recipe.name).or(kept.map(|run| &run.name));
    if name.is_none() {
        read.refuse(&field, Problem::NotAChoice);
    }
    name.map(|name| Run { recipe_id: RemoteId::new(id), name: name.clone(), params })
}

fn params(read: &mut Reader, typed: &TypedRecipe) -> RecipeParams {
    let field = format!("params_{}", typed.value);
    let text = read.optional_text(&field, &typed.params, PARAMS);
    text.parse().unwrap_or_else(|error| {
        read.refuse(&field, Problem::NotRecipeParams(error));
        RecipeParams::default()
    })
}
