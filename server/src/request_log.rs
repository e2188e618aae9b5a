//! One span and one line per request: no query, no header, no body.

use std::time::Instant;

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

/// Gives the request an id, which everything logged meanwhile carries and the response tells.
pub(crate) async fn log_request(request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().simple().to_string();
    let path = request.uri().path().to_owned();
    let is_probe = matches!(path.as_str(), "/healthz" | "/readyz") || path.starts_with("/pkg/");
    let span = tracing::info_span!("http.request", request_id = %id, method = %request.method(), path);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        if is_probe {
            tracing::debug!(status, duration_ms, "http.request.answered");
        } else {
            tracing::info!(status, duration_ms, "http.request.answered");
        }
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}
