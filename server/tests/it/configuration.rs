//! The binary and its configuration.

use std::fs;
use std::path::Path;

use engine::{Clock, Engine, Settings};
use store::Db;
use store::sealed::Keyring;

use crate::support::app::password;
use crate::support::process::{keypool, run};

/// A configuration file whose database and keys are in the same folder.
fn configure(folder: &Path, more: &str) -> String {
    let path = folder.join("keypool.toml");
    fs::create_dir_all(folder.join("site/pkg")).unwrap();
    let text = format!(
        "[server]\nlisten = '127.0.0.1:0'\nstatic_dir = '{0}/site'\n[database]\nurl = 'sqlite://{0}/keypool.db'\n\
         [secrets]\nkey_file = '{0}/keys'\n{more}",
        folder.display()
    );
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_misspelled_key_stops_every_command_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path(), "[worker]\nlease_secs = 3");
    for command in ["check-config", "serve", "migrate"] {
        let (code, _, error) = run(keypool(&["--config", &config, command])).await;
        assert_eq!(code, Some(1), "{command}");
        assert!(error.contains("lease_secs") && error.contains("keypool.toml"), "{command}: {error}");
    }
}

#[tokio::test]
async fn a_misspelled_environment_variable_is_refused() {
    let mut command = keypool(&["check-config"]);
    command.env("KEYPOOL__SERVER__LISTNE", "127.0.0.1:1");
    let (code, _, error) = run(command).await;
    assert_eq!(code, Some(1));
    assert!(error.contains("listne"), "{error}");
}

#[tokio::test]
async fn the_environment_has_the_last_word() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path(), "");
    let mut command = keypool(&["--config", &config, "check-config"]);
    command.env("KEYPOOL__WORKER__LEASE_SECONDS", "1");
    let (code, output, _) = run(command).await;
    assert_eq!(code, Some(1));
    assert!(output.contains("worker.lease_seconds (1)"), "{output}");
}

#[tokio::test]
async fn an_installation_is_checked_migrated_and_given_its_first_user() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path(), "");
    let keypool = |arguments: &[&str]| keypool(&[&["--config", config.as_str()], arguments].concat());

    let (code, output, _) = run(keypool(&["check-config"])).await;
    assert_eq!(code, Some(1));
    assert!(output.contains("key_file") && output.contains("migrate"), "{output}");
    let (code, _, error) = run(keypool(&["serve"])).await;
    assert_eq!(code, Some(1), "{error}");

    Keyring::create(&folder.path().join("keys")).unwrap();
    assert_eq!(run(keypool(&["migrate"])).await.0, Some(0));
    assert_eq!(run(keypool(&["check-config"])).await.0, Some(0));

    let add = ["user", "add", "--role", "staff", "--login", "Ann@provider.test", "--name", "Ann"];
    let (code, output, error) = run(keypool(&add)).await;
    assert_eq!(code, Some(0), "{error}");
    let (_, generated) = output.split_once("password: ").expect("a password that was made up is shown");
    let (code, _, error) = run(keypool(&add)).await;
    assert_eq!(code, Some(1), "the same login twice");
    assert!(error.contains("Ann@provider.test"), "{error}");

    let db = Db::connect(&format!("sqlite://{}/keypool.db", folder.path().display())).await.unwrap();
    let keyring = Keyring::read(&folder.path().join("keys")).unwrap();
    let engine = Engine::new(db, keyring, Clock::real(), Settings::default());
    let user =
        engine::actions::log_in(&engine, "ann@provider.test", password(generated.trim())).await.unwrap();
    assert_eq!(user.expect("the password opens the door").role, domain::Role::Staff);
}

#[tokio::test]
async fn the_key_of_sealed_secrets_is_changed_by_three_commands() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path(), "");
    let keys = folder.path().join("keys");
    let keypool = |arguments: &[&str]| keypool(&[&["--config", config.as_str()], arguments].concat());
    let (code, _, error) = run(keypool(&["keys", "add"])).await;
    assert_eq!(code, Some(1), "there is no key file to add to");
    assert!(error.contains("keys"), "{error}");

    Keyring::create(&keys).unwrap();
    assert_eq!(run(keypool(&["keys", "status"])).await.0, Some(1), "no tables yet");
    assert_eq!(run(keypool(&["migrate"])).await.0, Some(0));
    let db = Db::connect(&format!("sqlite://{}/keypool.db", folder.path().display())).await.unwrap();
    let engine = Engine::new(db, Keyring::read(&keys).unwrap(), Clock::real(), Settings::default());
    engine::actions::seed_demo(&engine, "http://127.0.0.1:9").await.unwrap();

    let (code, output, _) = run(keypool(&["keys", "add"])).await;
    assert_eq!((code, output.contains("added key 2")), (Some(0), true), "{output}");
    let (_, output, _) = run(keypool(&["keys", "status"])).await;
    assert!(output.contains("key 1: 2\n  processing_modules.password: 2"), "{output}");
    assert!(output.contains("key 2: 0 (the newest"), "{output}");
    let (code, output, error) = run(keypool(&["keys", "reseal"])).await;
    assert_eq!(code, Some(0), "{error}");
    assert!(output.contains("processing_modules.password: 2 sealed again"), "{output}");
    let (_, output, _) = run(keypool(&["keys", "status"])).await;
    assert!(output.contains("key 1: 0 (its line may be removed") && output.contains("key 2: 2"), "{output}");

    // Whoever removes a key too early is told, and nothing is lost.
    let text = fs::read_to_string(&keys).unwrap();
    let without: Vec<_> = text.lines().filter(|line| !line.starts_with("2:")).collect();
    fs::write(&keys, without.join("\n")).unwrap();
    let (code, _, error) = run(keypool(&["keys", "reseal"])).await;
    assert_eq!((code, error.contains("2 secrets do not open")), (Some(1), true), "{error}");
    let (_, output, _) = run(keypool(&["keys", "status"])).await;
    assert!(output.contains("key 2: 2 (not in the key file"), "{output}");
    fs::write(&keys, text).unwrap();
    assert_eq!(run(keypool(&["keys", "reseal"])).await.0, Some(0));
}
