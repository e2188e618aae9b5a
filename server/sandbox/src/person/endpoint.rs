//! `POST /sandbox/people`: somebody does something by hand now.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::{Act, Meant};
use crate::{
    app::App,
    control::{Answer, fine, refused},
};

/// Every key of an act: a misspelled one would do another thing than was meant.
const KEYS: &[&str] = &["do", "license", "vm", "ip", "name", "period", "pricelist", "user", "list", "fields"];

pub(crate) async fn act(State(app): State<Arc<App>>, body: String) -> Answer {
    let act = match read(&body) {
        Ok(act) => act,
        Err(error) => {
            return refused(&format!("expected {{\"do\": \"delete_license\", \"license\": 1001}}: {error}"));
        }
    };
    match app.change(move |world| world.by_hand(&act, &Meant::default())).await {
        Some(Ok(())) => fine(json!({"done": true})),
        Some(Err(why)) => refused(&why),
        None => refused("the journal cannot be written"),
    }
}

fn read(body: &str) -> Result<Act, String> {
    let value: Value = serde_json::from_str(body).map_err(|error| error.to_string())?;
    let keys = value.as_object().into_iter().flat_map(|act| act.keys());
    if let Some(unknown) = keys.into_iter().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("unknown key {unknown}"));
    }
    serde_json::from_value(value).map_err(|error| error.to_string())
}
