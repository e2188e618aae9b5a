//! `/pkg`: the style sheet and the browser part, compressed beforehand.
//!
//! Their names do not change with their contents, so every use asks whether they are still the same. Only the
//! contents answer that: times of files are equal in some packagings of different versions.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
    RANGE, VARY,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use tower_http::services::ServeDir;

use crate::plain_page::plain_page;

/// The largest file that is served.
const LARGEST_FILE: usize = 16 * 1024 * 1024;

/// Serves the folder `pkg` of the site root.
pub(crate) fn static_files<S: Clone + Send + Sync + 'static>(static_dir: &Path) -> Router<S> {
    let files = ServeDir::new(static_dir.join("pkg"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    Router::new().nest_service("/pkg", files).layer(from_fn(tag_by_contents))
}

async fn tag_by_contents(mut request: Request, next: Next) -> Response {
    let known = request.headers_mut().remove(IF_NONE_MATCH);
    request.headers_mut().remove(IF_MODIFIED_SINCE);
    request.headers_mut().remove(RANGE);
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return plain_page(StatusCode::NOT_FOUND, "Not found", "There is no such file.");
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FILE).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let digest = Sha256::digest(&bytes);
    let tag: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(LAST_MODIFIED);
    parts.headers.remove(ACCEPT_RANGES);
    parts.headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let is_known = known.as_ref() == Some(&tag);
    parts.headers.insert(ETAG, tag);
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}
