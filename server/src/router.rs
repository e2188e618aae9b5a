//! Everything that is served, and what stands before it.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_sessions::Session;

use crate::guards::{
    Origins, Proxies, drop_told_errors, give_up_slow, keep_session, note_peer, refuse_foreign_posts,
    refuse_large, session_layer, set_security_headers, show_panic,
};
use crate::web::Web;
use crate::{events, health, pages, request_log, static_files};

/// Builds the router; layers added later stand before those added earlier.
pub fn build_router(web: &Web) -> Router {
    let page_time = Duration::from_secs(web.limits.request_seconds);
    let body_limit = web.limits.request_bytes;
    let engine = web.engine.clone();
    let pages = pages::pages(web, pages::page_list())
        .layer(from_fn(move |session: Session, request: Request, next: Next| {
            keep_session(engine.clone(), session, request, next)
        }))
        .layer(from_fn(move |request: Request, next: Next| give_up_slow(page_time, request, next)))
        .layer(CompressionLayer::new())
        .layer(from_fn(drop_told_errors))
        .layer(from_fn_with_state(Proxies::new(web.server.proxies.clone()), note_peer));
    let with_sessions =
        pages.merge(events::events(web)).layer(session_layer(&web.engine, web.server.has_secure_cookies()));
    let machines = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .with_state(web.engine.clone());
    let origins = Origins { public: web.server.public_url.origin() };
    with_sessions
        .merge(machines)
        .merge(static_files::static_files(&web.server.static_dir))
        .layer(RequestBodyLimitLayer::new(body_limit))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(move |request: Request, next: Next| refuse_large(body_limit, request, next)))
        .layer(from_fn_with_state(origins, refuse_foreign_posts))
        .layer(CatchPanicLayer::custom(show_panic))
        .layer(from_fn(set_security_headers))
        .layer(from_fn(request_log::log_request))
}
