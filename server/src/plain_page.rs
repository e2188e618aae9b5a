//! Pages for what happens before or around the pages of `app`: refused, too slow, broken.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// A page that says in plain words what happened; the words are ours, never a visitor's.
pub(crate) fn plain_page(status: StatusCode, title: &'static str, text: &'static str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Keypool</title><link rel=\"stylesheet\" href=\"/pkg/keypool.css\"></head>\
         <body class=\"shell shell--login\"><main class=\"login\" id=\"main\"><div class=\"card login__card\">\
         <h1 class=\"login__title\">{title}</h1><p class=\"muted\">{text}</p>\
         <div class=\"actions\"><a class=\"button button--primary\" href=\"/\">To the start page</a></div>\
         </div></main></body></html>"
    );
    (status, Html(page)).into_response()
}
