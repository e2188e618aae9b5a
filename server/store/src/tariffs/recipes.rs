//! How each panel gets onto a new server of a tariff.

use domain::recipe::RecipeParams;
use domain::{RemoteId, TariffId, ValueId};

use crate::{Exec, Result, Tx, column};

/// How a panel gets onto a new server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    /// The panel.
    pub value_id: ValueId,
    /// What installs it by itself; `None` where the client installs it.
    pub run: Option<Run>,
    /// How a client installs it, as staff wrote it; may be empty.
    pub steps: String,
}

/// A recipe of VMmanager that installs a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id there.
    pub recipe_id: RemoteId,
    /// Its name there.
    pub name: String,
    /// What it is started with.
    pub params: RecipeParams,
}

/// How the panels of a tariff are installed, in the order of their numbers; a panel without a row is the client's.
pub async fn list(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Vec<Recipe>> {
    fetch_all!(db, Row, LIST, tariff.get())?.into_iter().map(Recipe::try_from).collect()
}

/// How one panel of a tariff is installed.
pub async fn find(db: impl Into<Exec<'_>>, tariff: TariffId, value: ValueId) -> Result<Option<Recipe>> {
    fetch_optional!(db, Row, FIND, tariff.get(), value.get())?.map(Recipe::try_from).transpose()
}

/// Puts these in the place of all that a tariff had.
pub async fn replace(tx: &mut Tx, tariff: TariffId, recipes: &[Recipe]) -> Result<()> {
    execute!(&mut *tx, CLEAR, tariff.get())?;
    for recipe in recipes {
        let run = recipe.run.as_ref();
        execute!(
            &mut *tx,
            INSERT,
            tariff.get(),
            recipe.value_id.get(),
            if run.is_some() { "automatic" } else { "by_client" },
            run.map(|run| run.recipe_id.as_str()),
            run.map(|run| run.name.as_str()),
            run.map(|run| run.params.to_string()).unwrap_or_default(),
            recipe.steps.as_str(),
        )?;
    }
    Ok(())
}

/// Gives a tariff the recipes of another.
pub async fn copy(tx: &mut Tx, from: TariffId, to: TariffId) -> Result<()> {
    execute!(tx, COPY, from.get(), to.get())?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    value_id: i64,
    recipe_id: Option<String>,
    recipe_name: Option<String>,
    recipe_params: String,
    steps: String,
}

impl TryFrom<Row> for Recipe {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let params: RecipeParams = column::parse("tariff_recipes.recipe_params", &row.recipe_params)?;
        let run = row.recipe_id.map(|id| Run {
            recipe_id: RemoteId::new(id),
            name: row.recipe_name.unwrap_or_default(),
            params,
        });
        Ok(Self { value_id: ValueId::new(row.value_id), run, steps: row.steps })
    }
}

statements! {
    LIST = "SELECT value_id, recipe_id, recipe_name, recipe_params, steps FROM tariff_recipes
        WHERE tariff_id = $1 ORDER BY value_id";
    FIND = "SELECT value_id, recipe_id, recipe_name, recipe_params, steps FROM tariff_recipes
        WHERE tariff_id = $1 AND value_id = $2";
    CLEAR = "DELETE FROM tariff_recipes WHERE tariff_id = $1";
    INSERT = "INSERT INTO tariff_recipes (tariff_id, value_id, install, recipe_id, recipe_name, recipe_params, steps)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    COPY = "INSERT INTO tariff_recipes (tariff_id, value_id, install, recipe_id, recipe_name, recipe_params, steps)
        SELECT $2, value_id, install, recipe_id, recipe_name, recipe_params, steps FROM tariff_recipes
        WHERE tariff_id = $1";
}
