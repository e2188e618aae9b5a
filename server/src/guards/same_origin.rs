//! Forms are accepted from our own pages only: server functions have no other guard against a page elsewhere
//! that posts in the name of whoever is logged in.

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN, REFERER};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use url::{Origin, Url};

use crate::plain_page::plain_page;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The address that people type; the Host header counts too, as a browser sends it truthfully.
#[derive(Debug, Clone)]
pub(crate) struct Origins {
    pub(crate) public: Origin,
}

/// Refuses whatever changes something and comes from a page of another origin, even of the same site.
pub(crate) async fn refuse_foreign_posts(
    State(origins): State<Origins>,
    request: Request,
    next: Next,
) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || origins.admit(request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!(path = request.uri().path(), "web.post.foreign_refused");
    plain_page(
        StatusCode::FORBIDDEN,
        "Not accepted",
        "This form was sent from a page of another site, so nothing was done. Open the page here and send it again.",
    )
}

impl Origins {
    /// A browser says where a request comes from in one of three headers; who says nothing is no browser, and
    /// carries no cookie of somebody else.
    fn admit(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
        if let Some(site) = text(SEC_FETCH_SITE) {
            return matches!(site, "same-origin" | "none");
        }
        let Some(source) = text(ORIGIN).or_else(|| text(REFERER)) else { return true };
        let Ok(source) = Url::parse(source) else { return false };
        source.origin() == self.public || text(HOST).is_some_and(|host| is_of_host(&source, host))
    }
}

/// Whether an address is on this `host[:port]`, taken with the address's own scheme.
fn is_of_host(source: &Url, host: &str) -> bool {
    Url::parse(&format!("{}://{host}", source.scheme())).is_ok_and(|own| own.origin() == source.origin())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn admits(headers: &[(&str, &str)]) -> bool {
        let origins = Origins { public: Url::parse("https://panel.example").unwrap().origin() };
        let headers = headers.iter().map(|(name, value)| {
            (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap())
        });
        origins.admit(&HeaderMap::from_iter(headers))
    }

    #[test]
    fn our_own_pages_are_admitted() {
        assert!(admits(&[("sec-fetch-site", "same-origin")]));
        assert!(admits(&[("origin", "https://panel.example"), ("host", "10.0.0.7:3000")]));
        assert!(admits(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(admits(&[("referer", "https://panel.example/order/1")]));
    }

    #[test]
    fn other_pages_are_refused_even_of_the_same_site() {
        assert!(!admits(&[("sec-fetch-site", "cross-site"), ("origin", "https://panel.example")]));
        assert!(!admits(&[("sec-fetch-site", "same-site")]));
        assert!(!admits(&[("origin", "https://evil.example"), ("host", "panel.example")]));
        assert!(!admits(&[("origin", "https://panel.example:8443"), ("host", "panel.example")]));
        assert!(!admits(&[("origin", "null"), ("host", "panel.example")]));
        assert!(!admits(&[("referer", "https://evil.example/panel.example"), ("host", "panel.example")]));
    }

    #[test]
    fn what_is_no_browser_is_admitted() {
        assert!(admits(&[("host", "panel.example")]));
    }
}
