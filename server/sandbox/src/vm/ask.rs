//! One request to VMmanager.

use std::collections::BTreeMap;

use axum::{
    body,
    extract::Request,
    http::{HeaderMap, Method, header},
};
use serde_json::Value;
use url::form_urlencoded;

use super::{body::Properties, failure::Failure};

/// More than any request needs.
const BODY_LIMIT: usize = 1 << 20;

/// Method, path, query and body of a request.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub method: Method,
    pub segments: Vec<String>,
    query: BTreeMap<String, String>,
    body: Vec<u8>,
    /// The token of `x-xsrf-token`.
    pub token: Option<String>,
    /// The token of the cookie `ses6`, which may be absent.
    pub cookie: Option<String>,
}

impl Ask {
    /// Reads a request; nothing if its body is too long or cut.
    pub(crate) async fn read(request: Request) -> Option<Self> {
        let (parts, sent) = request.into_parts();
        let query = parts.uri.query().unwrap_or_default();
        let body = body::to_bytes(sent, BODY_LIMIT).await.ok()?.to_vec();
        Some(Self {
            method: parts.method,
            segments: parts.uri.path().trim_matches('/').split('/').map(decoded).collect(),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            body,
            token: text(&parts.headers, "x-xsrf-token").map(str::to_owned),
            cookie: text(&parts.headers, header::COOKIE.as_str()).and_then(session_cookie),
        })
    }

    pub(crate) fn is_login(&self) -> bool {
        self.method == Method::POST && self.segments == ["auth", "v4", "public", "token"]
    }

    pub(crate) fn path(&self) -> String {
        format!("/{}", self.segments.join("/"))
    }

    /// Method and path with ids as `{id}`: what faults name.
    pub(crate) fn function(&self) -> String {
        let mut path = String::new();
        for (at, segment) in self.segments.iter().enumerate() {
            let is_user = at > 0 && self.segments[at - 1] == "user";
            let is_id = is_user || segment.bytes().all(|byte| byte.is_ascii_digit());
            path.push('/');
            path.push_str(if is_id { "{id}" } else { segment });
        }
        format!("{} {path}", self.method)
    }

    /// The query, of which only these names are known.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// The properties of the JSON body; an empty body has none.
    pub(crate) fn properties(&self) -> Result<Properties, Failure> {
        if self.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Properties::default());
        }
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(map)) => Ok(Properties(map)),
            _ => Err(Failure::invalid("body", "it is not a JSON object")),
        }
    }

    /// Query and body side by side, for faults and the list of requests.
    pub(crate) fn described(&self) -> BTreeMap<String, String> {
        let mut params = self.query.clone();
        for (name, value) in self.properties().unwrap_or_default().0 {
            let value = match (name.as_str(), value) {
                // A recipe's parameters may hold a license key.
                ("recipe_params" | "recipe_list", _) => "***".to_owned(),
                (_, Value::String(text)) => text,
                (_, value) => value.to_string(),
            };
            params.insert(name, value);
        }
        params
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn session_cookie(cookies: &str) -> Option<String> {
    cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("ses6=")).map(str::to_owned)
}

/// A path segment without its percent signs (an e-mail address may be one).
fn decoded(segment: &str) -> String {
    let escaped = segment.replace('+', "%2B");
    let mut pairs = form_urlencoded::parse(escaped.as_bytes());
    pairs.next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}
