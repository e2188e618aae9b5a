//! The session of a browser: a cookie with a number, the rest in the database.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use engine::Engine;
use store::sessions::Sessions;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

/// How long a session lives without a visit.
const INACTIVITY: time::Duration = time::Duration::hours(12);
/// How old the last visit on record may be: one write per browser and quarter of an hour, not per page.
const VISIT_EVERY_MS: i64 = 15 * 60 * 1000;
const VISITED: &str = "visited_ms";

/// Sessions in the engine's database.
pub(crate) fn session_layer(engine: &Engine, has_secure_cookies: bool) -> SessionManagerLayer<Sessions> {
    let clock = engine.clock().clone();
    SessionManagerLayer::new(Sessions::new(engine.db().clone(), move || clock.now_ms()))
        .with_name("keypool_session")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(has_secure_cookies)
        .with_expiry(Expiry::OnInactivity(INACTIVITY))
}

/// Notes the visit in a session that exists, so that only an unused one runs out.
pub(crate) async fn keep_session(engine: Engine, session: Session, request: Request, next: Next) -> Response {
    let now = engine.clock().now_ms();
    let response = next.run(request).await;
    let kept = async {
        let visited = session.get::<i64>(VISITED).await?.unwrap_or_default();
        let is_due = !session.is_empty().await && now - visited >= VISIT_EVERY_MS;
        if is_due { session.insert(VISITED, now).await } else { Ok(()) }
    };
    if let Err(error) = kept.await {
        tracing::warn!(error = crate::chain(&error), "web.session.visit_lost");
    }
    response
}
