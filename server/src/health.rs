//! Whether the process lives, and whether it can work.

use axum::extract::State;
use axum::http::StatusCode;
use engine::Engine;

/// `/healthz`: the process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// `/readyz`: the database answers and has the tables of this version.
pub(crate) async fn readyz(State(engine): State<Engine>) -> (StatusCode, &'static str) {
    match engine.db().is_migrated().await {
        Ok(true) => (StatusCode::OK, "ready\n"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "the database is of another version\n"),
        Err(error) => {
            tracing::error!(error = crate::chain(&error), "web.ready.failed");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
