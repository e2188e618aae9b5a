//! The pages and server functions of `app`, with what they find in their context.

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode, request};
use axum::response::{IntoResponse, Response};
use leptos::prelude::{LeptosOptions, provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use tower_sessions::Session;

use crate::guards::CspNonce;
use crate::plain_page::plain_page;
use crate::web::Web;

/// Every address of a page.
pub(crate) fn page_list() -> Vec<AxumRouteListing> {
    generate_route_list(app::App)
}

/// The pages, the server functions, and the page for an address that is neither.
pub(crate) fn pages(web: &Web, pages: Vec<AxumRouteListing>) -> Router {
    let options = LeptosOptions::builder()
        .output_name("keypool")
        .site_root(web.server.static_dir.display().to_string())
        .site_pkg_dir("pkg")
        .build();
    let context = context(web);
    let shell = {
        let options = options.clone();
        move || app::shell(options.clone())
    };
    let missing = render_app_async_with_context(context.clone(), shell.clone());
    Router::new()
        .leptos_routes_with_context(&options, pages, context, shell)
        .fallback(move |request: Request| {
            let missing = missing.clone();
            async move { not_found(request, missing).await }
        })
        .with_state(options)
}

/// What pages and server functions find: the engine, the browser's session and address, the nonce of inline scripts.
fn context(web: &Web) -> impl Fn() + Clone + Send + Sync + 'static {
    let engine = web.engine.clone();
    move || {
        provide_context(engine.clone());
        let Some(request) = use_context::<request::Parts>() else { return };
        if let Some(session) = request.extensions.get::<Session>() {
            provide_context(session.clone());
        }
        if let Some(peer) = request.extensions.get::<app::Peer>() {
            provide_context(*peer);
        }
        if let Some(CspNonce(nonce)) = request.extensions.get() {
            provide_context(nonce.clone());
        }
    }
}

/// The page of `app` for an unknown address; its status says so.
async fn not_found<F>(request: Request, render: impl FnOnce(Request) -> F) -> Response
where
    F: Future<Output = Response>,
{
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain_page(StatusCode::NOT_FOUND, "Not found", "There is no such address.");
    }
    let mut response = render(request).await.into_response();
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
