//! Leptos lets any visitor tell a page an error (`?__err=…`) and would show it as ours. Our forms answer by the
//! session instead, so such an address is led to the same page without it.

use axum::extract::Request;
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// Redirects to the address without errors in it.
pub(crate) async fn drop_told_errors(request: Request, next: Next) -> Response {
    match clean(request.uri()) {
        Some(address) if matches!(*request.method(), Method::GET | Method::HEAD) => {
            Redirect::to(&address).into_response()
        }
        _ => next.run(request).await,
    }
}

/// The address without told errors, if there are any; it always stays on this host.
fn clean(uri: &Uri) -> Option<String> {
    let pairs: Vec<&str> = uri.query()?.split('&').collect();
    let is_told = |pair: &&str| {
        let name = url::form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name.into_owned());
        matches!(name.as_deref(), Some("__err" | "__path"))
    };
    if !pairs.iter().any(is_told) {
        return None;
    }
    // Two slashes at the beginning would name another host.
    let path = uri.path().trim_start_matches(['/', '\\']);
    let kept: Vec<&str> = pairs.into_iter().filter(|pair| !is_told(pair)).collect();
    Some(if kept.is_empty() { format!("/{path}") } else { format!("/{path}?{}", kept.join("&")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(address: &str) -> Option<String> {
        clean(&address.parse().unwrap())
    }

    #[test]
    fn a_told_error_is_dropped_and_the_rest_of_the_address_stays() {
        assert_eq!(cleaned("/login?__path=%2Ffn%2Flog_in&__err=aGVsbG8").as_deref(), Some("/login"));
        assert_eq!(
            cleaned("/staff/pool?q=a%26b&%5F_err=x&page=2").as_deref(),
            Some("/staff/pool?q=a%26b&page=2")
        );
        assert_eq!(cleaned("/staff/pool?q=__err"), None);
        assert_eq!(cleaned("/staff/pool"), None);
    }

    #[test]
    fn the_way_out_never_leads_to_another_host() {
        assert_eq!(cleaned("//evil.example/?__err=x").as_deref(), Some("/evil.example/"));
        assert_eq!(cleaned("/\\evil.example?__err=x").as_deref(), Some("/evil.example"));
    }
}
