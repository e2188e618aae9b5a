//! Running recipes (`docs/protocols/vmmanager.md` §2.9).

use serde_json::{Value, json};

use super::{Context, Outcome, body::Properties, catalogue, failure::Failure, task::Work};

/// The recipes that an order of a VM names, by `recipe` or by `recipe_list`.
pub(crate) fn of_order(body: &Properties) -> Result<Vec<u64>, Failure> {
    let mut recipes = Vec::from_iter(body.number("recipe")?);
    check_params(body.list("recipe_params")?)?;
    for entry in body.list("recipe_list")? {
        let Value::Object(entry) = entry else {
            return Err(Failure::invalid("recipe_list", "objects are expected"));
        };
        let entry = Properties(entry.clone());
        entry.only(&["recipe", "recipe_params", "send_email", "recipients"])?;
        check_params(entry.list("recipe_params")?)?;
        recipes.push(entry.needed_number("recipe")?);
    }
    match recipes.iter().find(|recipe| !catalogue::has_recipe(**recipe)) {
        Some(_) => Err(Failure::invalid("recipe", "there is no such recipe")),
        None => Ok(recipes),
    }
}

fn check_params(params: &[Value]) -> Result<(), Failure> {
    let is_pair =
        |param: &Value| param.get("name").is_some_and(Value::is_string) && param.get("value").is_some();
    if params.iter().all(is_pair) {
        Ok(())
    } else {
        Err(Failure::invalid("recipe_params", "names and values are expected"))
    }
}

/// On a VM that exists.
pub(crate) fn run(context: &mut Context<'_>, id: u64) -> Outcome {
    context.host(id)?;
    let body = context.ask.properties()?;
    body.only(&["recipe", "recipe_params", "send_email", "ignore_recipe_filters", "recipients"])?;
    body.flag("send_email")?;
    body.flag("ignore_recipe_filters")?;
    body.needed_number("recipe")?;
    let recipes = of_order(&body)?;
    let tasks: Vec<u64> = recipes.into_iter().map(|recipe| context.begin(Work::Recipe(recipe), id)).collect();
    let task = tasks.first();
    Ok(json!({"id": id, "task": task, "recipe_task_list": tasks, "recipe_task": task}))
}
