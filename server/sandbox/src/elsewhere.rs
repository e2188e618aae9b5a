//! What answers at addresses that are neither a license server nor a VMmanager.

use axum::{Json, response::Html};
use serde_json::{Value, json};

/// A web server's own page, whatever is asked.
pub(crate) async fn page() -> Html<&'static str> {
    Html("<!DOCTYPE html><html><head><title>It works</title></head><body><h1>It works!</h1></body></html>")
}

/// The API of something else.
pub(crate) async fn api() -> Json<Value> {
    Json(json!({"status": "ok", "service": "shop"}))
}
