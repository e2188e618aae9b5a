//! What in a configuration would go wrong later, found before it does.

use std::fmt;

use secrecy::ExposeSecret;
use store::Db;
use store::sealed::Keyring;
use tracing_subscriber::EnvFilter;

use super::Config;

/// One thing to change, in words for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Everything that is wrong with a configuration; connects to the database.
pub async fn problems(config: &Config) -> Vec<Problem> {
    let mut found = contradictions(config);
    found.extend(key_file(config));
    found.extend(database(config).await);
    found
}

fn contradictions(config: &Config) -> Vec<Problem> {
    let mut found = Vec::new();
    let worker = &config.worker;
    if worker.lease_seconds <= worker.remote_timeout_seconds {
        found.push(Problem(format!(
            "worker.lease_seconds ({}) must be longer than worker.remote_timeout_seconds ({}): otherwise a second \
             worker takes an operation over while the first one still waits for an answer",
            worker.lease_seconds, worker.remote_timeout_seconds
        )));
    }
    if worker.count == 0 {
        found.push(Problem("worker.count must be at least 1; use `serve --no-worker` for none".to_owned()));
    }
    if config.server.has_secure_cookies() && config.server.public_url.scheme() != "https" {
        found.push(Problem(format!(
            "server.secure_cookies is on, but server.public_url ({}) is not https: nobody could log in",
            config.server.public_url
        )));
    }
    if !config.server.static_dir.join("pkg").is_dir() {
        found.push(Problem(format!(
            "server.static_dir ({}) has no folder pkg: pages would have no style",
            config.server.static_dir.display()
        )));
    }
    if let Err(error) = EnvFilter::builder().parse(&config.log.filter) {
        found.push(Problem(format!("log.filter does not read: {error}")));
    }
    found
}

fn key_file(config: &Config) -> Option<Problem> {
    let error = Keyring::read(&config.secrets.key_file).err()?;
    Some(Problem(format!("secrets.key_file: {}", crate::chain(&error))))
}

async fn database(config: &Config) -> Option<Problem> {
    let db = match Db::connect(config.database.url.expose_secret()).await {
        Ok(db) => db,
        Err(error) => return Some(Problem(format!("database.url: {}", crate::chain(&error)))),
    };
    let migrated = db.is_migrated().await;
    db.close().await;
    match migrated {
        Ok(true) => None,
        Ok(false) => Some(Problem("the database is of another version: run `keypool migrate`".to_owned())),
        Err(_) => Some(Problem("the database has no tables yet: run `keypool migrate`".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[tokio::test]
    async fn every_problem_is_named_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keypool.toml");
        let text = format!(
            "[server]\nsecure_cookies = true\nstatic_dir = '{0}'\n[database]\nurl = 'sqlite://{0}/keypool.db'\n\
             [secrets]\nkey_file = '{0}/keys'\n[worker]\nlease_seconds = 60\n[log]\nfilter = 'engine=loud'",
            folder.path().display()
        );
        fs::write(&path, text).unwrap();
        let found = problems(&Config::load(Some(&path)).unwrap()).await;
        let text = found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        for word in ["lease_seconds", "secure_cookies", "static_dir", "log.filter", "key_file", "migrate"] {
            assert!(text.contains(word), "{word} is not named in\n{text}");
        }
        assert_eq!(found.len(), 6, "{text}");
    }
}
