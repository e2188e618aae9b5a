use std::time::Duration;

use reqwest::Method;
use secrecy::SecretString;
use sendonce::{CallRecord, Manner, Outcome};
use serde_json::{Map, Value};

use crate::decode::filter::Filter;

/// One request before the token is added. No `Debug`: the body may hold a password.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) manner: Manner,
    pub(crate) filter: Option<Filter>,
    pub(crate) body: Option<Map<String, Value>>,
    /// What the body holds that the remote's words must not repeat into a log.
    pub(crate) secrets: Vec<SecretString>,
}

/// The keys of a body that a call log may keep. A password, and the parameters of a recipe, are not among them.
const LOGGED: [&str; 16] = [
    "account",
    "cluster",
    "comment",
    "cpu_number",
    "domain",
    "force",
    "hdd_mib",
    "image",
    "ipv4_number",
    "ipv4_pool",
    "name",
    "os",
    "preset",
    "ram_mib",
    "recipe",
    "role",
];

impl Call {
    /// A question.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            manner: Manner::Read,
            filter: None,
            body: None,
            secrets: Vec::new(),
        }
    }

    /// A question about the rows that a filter keeps.
    pub(crate) fn list(path: &str, filter: Filter) -> Self {
        Self { filter: Some(filter), ..Self::get(path) }
    }

    /// A change.
    pub(crate) fn post(path: impl Into<String>, body: Map<String, Value>) -> Self {
        Self { method: Method::POST, manner: Manner::Change, body: Some(body), ..Self::get(path) }
    }

    /// A removal.
    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, manner: Manner::Change, ..Self::get(path) }
    }

    pub(crate) fn hiding(mut self, secret: &SecretString) -> Self {
        self.secrets.push(secret.clone());
        self
    }

    pub(crate) fn record(&self) -> CallRecord {
        let filter = self.filter.iter().map(|filter| ("where".to_owned(), filter.to_string()));
        let body = self.body.iter().flatten().filter(|(key, _)| LOGGED.contains(&key.as_str()));
        let body = body.map(|(key, value)| match value {
            Value::String(text) => (key.clone(), text.clone()),
            other => (key.clone(), other.to_string()),
        });
        CallRecord {
            function: format!("{} {}", self.method, self.path),
            fields: filter.chain(body).collect(),
            is_change: self.manner == Manner::Change,
            duration: Duration::ZERO,
            status: None,
            reply_bytes: 0,
            exchanges: 0,
            outcome: Outcome::Done,
        }
    }
}
