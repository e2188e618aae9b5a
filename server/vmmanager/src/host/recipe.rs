use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use super::started::Started;
use crate::{Called, Client, client::Call};

/// A recipe to be run on a server that is there (`docs/protocols/vmmanager.md` §2.9).
#[derive(Clone, Debug)]
pub struct RunRecipe {
    /// The recipe.
    pub recipe: u64,
    /// Its parameters by name; a value may be a license key.
    pub params: Vec<(String, SecretString)>,
}

impl Client {
    /// Runs a recipe on a server.
    pub async fn run_recipe(&self, host: u64, run: &RunRecipe) -> Called<Started> {
        let mut body = Map::from_iter([("recipe".to_owned(), Value::from(run.recipe))]);
        let param =
            |(name, value): &(String, SecretString)| json!({"name": name, "value": value.expose_secret()});
        if !run.params.is_empty() {
            body.insert("recipe_params".to_owned(), run.params.iter().map(param).collect());
        }
        let call = Call::post(format!("/vm/v3/host/{host}/runrecipe"), body);
        let call = run.params.iter().fold(call, |call, (_, value)| call.hiding(value));
        self.call(call, |reply| Started::read(reply, Some(host))).await
    }
}
