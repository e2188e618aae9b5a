//! The sections of the configuration; `default.toml` says what each key means.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use domain::Currency;
use engine::Settings;
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// `[server]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Where the web pages are served.
    pub listen: SocketAddr,
    /// The address people type.
    pub public_url: Url,
    /// Proxies before it, whose word counts for where a browser is.
    pub proxies: Vec<IpAddr>,
    /// The folder that holds `pkg/`.
    pub static_dir: PathBuf,
    /// Whether the session cookie travels over TLS only; without it the public URL decides.
    pub secure_cookies: Option<bool>,
}

impl Server {
    /// Whether the session cookie travels over TLS only.
    pub fn has_secure_cookies(&self) -> bool {
        self.secure_cookies.unwrap_or(self.public_url.scheme() == "https")
    }
}

/// `[database]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite://…` or `postgres://…`; it may hold a password.
    pub url: SecretString,
}

/// `[secrets]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secrets {
    /// The keys that secrets are sealed with.
    pub key_file: PathBuf,
}

/// `[shop]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shop {
    /// The currency of a new client's balance.
    pub currency: Currency,
    /// Whether strangers may register.
    pub registration: bool,
    /// How often somebody may try to register from one address within an hour.
    pub registrations_per_hour: u32,
}

impl Shop {
    pub(super) fn settings(&self) -> engine::settings::Shop {
        let Self { currency, registration, registrations_per_hour } = *self;
        engine::settings::Shop { currency, registration, registrations_per_hour }
    }
}

/// `[worker]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    /// Operations that this process runs at once.
    pub count: usize,
    /// How long a worker owns an operation without a sign of life.
    pub lease_seconds: u64,
    /// The deadline of a change at a remote system.
    pub remote_timeout_seconds: u64,
    /// The deadline of a read made for a page.
    pub read_timeout_seconds: u64,
    /// How long a worker waits for its turn.
    pub slot_wait_seconds: u64,
    /// How long one second of the retry schedules and settle times lasts, in milliseconds.
    pub schedule_second_ms: u64,
    /// How many days the business date is ahead of the machine's.
    pub days_ahead: u32,
}

impl Worker {
    /// The settings of the engine.
    pub fn settings(&self, limits: &Limits) -> Settings {
        Settings {
            lease: Duration::from_secs(self.lease_seconds),
            remote_timeout: Duration::from_secs(self.remote_timeout_seconds),
            read_timeout: Duration::from_secs(self.read_timeout_seconds),
            slot_wait: Duration::from_secs(self.slot_wait_seconds),
            schedule_second: Duration::from_millis(self.schedule_second_ms),
            workers: self.count,
            purchases_per_client: limits.purchases_per_client,
            ..Settings::default()
        }
    }
}

/// `[limits]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The largest request that is read.
    pub request_bytes: usize,
    /// How long a page may take.
    pub request_seconds: u64,
    /// Purchases per client and plan in 30 days before a person is asked.
    pub purchases_per_client: u32,
}

/// `[log]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// For people or for a collector.
    pub format: LogFormat,
    /// `TARGET=LEVEL`, separated by commas.
    pub filter: String,
}

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}
