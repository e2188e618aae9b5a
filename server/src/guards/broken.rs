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

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    async fn ask(router: Router) -> (StatusCode, String) {
        let request = Request::builder().uri("/").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 100_000).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_page_whose_code_fails_is_a_plain_page_that_tells_no_cause() {
        let broken = get(|| async {
            if true {
                panic!("the password is hunter2")
            }
        });
        let (status, page) =
            ask(Router::new().route("/", broken).layer(CatchPanicLayer::custom(show_panic))).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.contains("Something went wrong") && !page.contains("hunter2"), "{page}");
    }

    #[tokio::test]
    async fn a_page_that_never_ends_is_given_up() {
        let slow = get(std::future::pending::<String>);
        let limit = Duration::from_millis(10);
        let guarded = Router::new()
            .route("/", slow)
            .layer(from_fn(move |request: Request, next: Next| give_up_slow(limit, request, next)));
        assert_eq!(ask(guarded).await.0, StatusCode::SERVICE_UNAVAILABLE);
    }
}
