//! The configuration: the compiled-in defaults, then a file, then the environment; unknown keys are refused.

mod problems;
mod sections;

use std::path::Path;

use engine::Settings;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;

pub use problems::{Problem, problems};
pub use sections::{Database, Limits, Log, LogFormat, Secrets, Server, Shop, Worker};

/// Every setting with its default, commented.
pub const DEFAULTS: &str = include_str!("config/default.toml");

/// What an installation is set to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The web pages.
    pub server: Server,
    /// Where everything is kept.
    pub database: Database,
    /// What secrets are sealed with.
    pub secrets: Secrets,
    /// How strangers become clients.
    pub shop: Shop,
    /// The worker.
    pub worker: Worker,
    /// What one request or one client may use up.
    pub limits: Limits,
    /// What is logged, and how.
    pub log: Log,
}

/// A configuration that cannot be used, in words for whoever wrote it.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that was named is not there.
    #[error("the configuration file {0} does not exist")]
    Missing(String),
    /// A key is unknown, missing or of the wrong type.
    #[error("the configuration is not valid: {0}")]
    Invalid(Box<figment::Error>),
}

impl Config {
    /// The settings of the engine.
    pub fn settings(&self) -> Settings {
        Settings { shop: self.shop.settings(), ..self.worker.settings(&self.limits) }
    }

    /// Reads the configuration; `file` is optional, the environment is always read.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = file {
            if !file.is_file() {
                return Err(ConfigError::Missing(file.display().to_string()));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        figment
            .merge(Env::prefixed("KEYPOOL__").split("__"))
            .extract()
            .map_err(|error| ConfigError::Invalid(Box::new(error)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn load(text: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keypool.toml");
        fs::write(&path, text).unwrap();
        Config::load(Some(&path))
    }

    #[test]
    fn the_defaults_are_a_complete_configuration() {
        let config = Config::load(None).unwrap();
        assert_eq!(config.server.listen.port(), 3000);
        assert!(!config.server.has_secure_cookies(), "http needs cookies that travel over http");
    }

    #[test]
    fn a_file_says_only_what_differs() {
        let config = load("[server]\npublic_url = 'https://panel.example'\n[worker]\ncount = 9").unwrap();
        assert_eq!(config.worker.count, 9);
        assert_eq!(config.worker.lease_seconds, 120);
        assert!(config.server.has_secure_cookies());
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_name_and_its_file() {
        let error = load("[server]\nlisten_on = '127.0.0.1:1'").unwrap_err().to_string();
        assert!(error.contains("listen_on") && error.contains("keypool.toml"), "{error}");
        let error = load("[servre]\nlisten = '127.0.0.1:1'").unwrap_err().to_string();
        assert!(error.contains("servre"), "{error}");
    }

    #[test]
    fn a_missing_file_is_not_the_same_as_no_file() {
        let error = Config::load(Some(Path::new("nowhere/keypool.toml"))).unwrap_err();
        assert!(matches!(error, ConfigError::Missing(_)), "{error}");
    }

    #[test]
    fn a_new_clients_currency_and_whether_there_is_registration_are_set_here() {
        let shop = load("[shop]\ncurrency = 'RUB'\nregistration = false").unwrap().settings().shop;
        assert_eq!((shop.currency.as_str(), shop.registration), ("RUB", false));
        let shop = Config::load(None).unwrap().settings().shop;
        assert_eq!((shop.currency.as_str(), shop.registration), ("EUR", true));
        assert!(load("[shop]\ncurrency = 'euro'").unwrap_err().to_string().contains("currency"));
    }

    #[test]
    fn a_database_password_is_not_shown() {
        let config = load("[database]\nurl = 'postgres://keypool:hunter2@db/keypool'").unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
    }
}
