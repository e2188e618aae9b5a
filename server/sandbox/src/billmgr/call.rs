//! The parameters of one call.

use std::collections::BTreeMap;

use axum::{
    body,
    extract::Request,
    http::{Method, header},
};
use url::form_urlencoded;

use super::refusal::Refusal;

/// Parameters that every function takes.
const COMMON: &[&str] = &["func", "out", "lang", "authinfo", "auth", "sfrom"];

/// More than any call needs.
const BODY_LIMIT: usize = 1 << 20;

/// Flat parameters, those of the body before those of the address.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    params: BTreeMap<String, String>,
}

impl Call {
    /// Reads address and form body; nothing if the body is too long or cut.
    pub(crate) async fn read(request: Request) -> Option<Self> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let mut params: BTreeMap<String, String> =
            form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let is_form = content_type
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
        if request.method() == Method::POST && is_form {
            let bytes = body::to_bytes(request.into_body(), BODY_LIMIT).await.ok()?;
            params.extend(form_urlencoded::parse(&bytes).into_owned());
        }
        Some(Self { params })
    }

    pub(crate) fn function(&self) -> &str {
        self.get("func").unwrap_or_default()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str)
    }

    /// The same call of another function for one item.
    pub(crate) fn of_one(&self, function: &str, id: u64) -> Self {
        let mut params = self.params.clone();
        params.remove("faction");
        params.insert("func".to_owned(), function.to_owned());
        params.insert("elid".to_owned(), id.to_string());
        Self { params }
    }

    /// Everything but the function's name and the format, for the list of requests.
    pub(crate) fn described(&self) -> BTreeMap<String, String> {
        self.params.clone()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.params.keys().map(String::as_str)
    }

    pub(crate) fn has_login(&self) -> bool {
        self.get("authinfo").is_some() || self.get("auth").is_some()
    }

    /// Any non-empty `sok` confirms.
    pub(crate) fn confirmed(&self) -> bool {
        self.get("sok").is_some_and(|sok| !sok.is_empty())
    }

    /// Refuses a parameter that nobody documents for this function.
    pub(crate) fn only(&self, allowed: &[&str]) -> Result<(), Refusal> {
        let unknown = self.names().find(|name| !COMMON.contains(name) && !allowed.contains(name));
        match unknown {
            Some(name) => Err(Refusal::value(name, "This function does not take the parameter")),
            None => Ok(()),
        }
    }

    pub(crate) fn must_confirm(&self) -> Result<(), Refusal> {
        if self.confirmed() { Ok(()) } else { Err(Refusal::value("sok", "The action is not confirmed")) }
    }

    pub(crate) fn required(&self, name: &str) -> Result<&str, Refusal> {
        match self.get(name) {
            Some(value) if !value.is_empty() => Ok(value),
            _ => Err(Refusal::value(name, "The field is required")),
        }
    }

    /// A required number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Result<T, Refusal> {
        self.required(name)?.parse().map_err(|_| Refusal::value(name, "The field must be a number"))
    }

    /// One id, or several joined with a comma (§1.6).
    pub(crate) fn ids(&self) -> Result<Vec<u64>, Refusal> {
        let ids = self.required("elid")?.split(',').map(|id| id.trim().parse());
        ids.collect::<Result<_, _>>().map_err(|_| Refusal::value("elid", "The field must be a number"))
    }
}
