//! How panels of the demo get onto a server: two by a recipe, one as the client is told.

use domain::{RemoteId, TariffId, ValueId};
use store::Tx;
use store::tariffs::recipes::{self, Recipe, Run};

use super::constant;
use crate::Result;

/// The recipe of the demo's VMmanager that installs ispmanager.
const ISPMANAGER: (&str, &str, &str) = ("1", "ispmanager 6", "license_key={license_key}");

/// What clients are told whose panel no recipe installs.
const STEPS: &str = "1. Connect to the server as root.
2. Run the installer of ispmanager.
3. Enter the license key that stands below.";

/// Has ispmanager lite and pro installed by a recipe, and tells how to install host; the values are in the order in
/// which they were written, the first being no panel.
pub(super) async fn write(tx: &mut Tx, tariff: TariffId, values: &[ValueId]) -> Result<()> {
    let (id, name, params) = ISPMANAGER;
    let run = Run {
        recipe_id: RemoteId::new(id),
        name: name.to_owned(),
        params: params.parse().map_err(constant)?,
    };
    let runs = [Some(run.clone()), Some(run), None];
    let recipes = values.iter().skip(1).zip(runs).map(|(value, run)| {
        let steps = if run.is_none() { STEPS } else { "" };
        Recipe { value_id: *value, run, steps: steps.to_owned() }
    });
    let recipes: Vec<Recipe> = recipes.collect();
    Ok(recipes::replace(tx, tariff, &recipes).await?)
}
