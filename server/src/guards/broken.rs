//! What ends a request early: it takes too long, it is too large, or our code failed.

use std::any::Any;
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::Response;

use crate::plain_page::plain_page;

/// Gives up a page that takes longer than `limit`; what it was doing is rolled back with its transaction.
pub(crate) async fn give_up_slow(limit: Duration, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!(path, limit_s = limit.as_secs(), "web.page.too_slow");
            plain_page(
                StatusCode::SERVICE_UNAVAILABLE,
                "This takes too long",
                "The page was given up because it took too long. Try again in a minute.",
            )
        }
    }
}

/// Refuses a request that says it is larger than `limit` bytes.
pub(crate) async fn refuse_large(limit: usize, request: Request, next: Next) -> Response {
    let length =
        request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > limit as u64) {
        return plain_page(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Too large",
            "More was sent than this form can take.",
        );
    }
    next.run(request).await
}

/// The page that stands for one whose code failed; the log has the rest.
pub(crate) fn show_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(panic = text, "web.page.panicked");
    plain_page(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong",
        "Keypool failed to show this page. What happened is in the log of the server.",
    )
}
