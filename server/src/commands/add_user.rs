use std::io::BufRead;

use domain::{Currency, Role};
use engine::actions::{NewRole, Newcomer};
use engine::{Caller, Clock, Engine, Error, Refusal};
use rand::distr::{Alphanumeric, SampleString};
use secrecy::{ExposeSecret, SecretString};
use store::Db;
use store::sealed::Keyring;

use super::{CommandError, say};
use crate::arguments::AddUser;
use crate::config::Config;

/// Letters and digits of a password that is made up: 119 bits.
const GENERATED_LENGTH: usize = 20;

/// Adds a user; a password that was made up is shown once, here.
pub(super) async fn add_user(config: &Config, new: &AddUser) -> Result<(), CommandError> {
    let role = match new.role {
        Role::Staff => NewRole::Staff,
        Role::Client => NewRole::Client(currency(&new.currency)?),
    };
    let keyring = Keyring::read(&config.secrets.key_file)?;
    let db = Db::connect(config.database.url.expose_secret()).await?;
    if !matches!(db.is_migrated().await, Ok(true)) {
        return Err(CommandError::NotMigrated);
    }
    let password = if new.password_stdin { read_password()? } else { make_up_password() };
    let newcomer = Newcomer { login: &new.login, name: &new.name, password: password.clone(), role };
    let engine = Engine::new(db, keyring, Clock::real(), config.worker.settings(&config.limits));
    let added = engine::actions::add_user(&engine, Caller::Operator, newcomer).await;
    engine.db().close().await;
    match added {
        Ok(_) => say(&format!("added {} {}", new.role, new.login))?,
        Err(Error::Refused(refusals)) => {
            let words: Vec<String> = refusals.iter().map(|refusal| words(refusal, &new.login)).collect();
            return Err(CommandError::Refused(words.join("; ")));
        }
        Err(error) => return Err(error.into()),
    }
    if !new.password_stdin {
        say(&format!("password: {}", password.expose_secret()))?;
    }
    Ok(())
}

fn currency(code: &str) -> Result<Currency, CommandError> {
    code.parse().map_err(|_| CommandError::Refused(format!("{code:?} is not a currency that is known here")))
}

fn words(refusal: &Refusal, login: &str) -> String {
    match refusal {
        Refusal::LoginMissing => "a login is needed".to_owned(),
        Refusal::LoginTaken => format!("somebody has the login {login} already"),
        Refusal::NameMissing => "a name is needed".to_owned(),
        Refusal::PasswordTooShort { needed } => format!("a password has at least {needed} characters"),
        Refusal::Email(error) => format!("a client logs in by an e-mail address: {error}"),
        other => format!("{other:?}"),
    }
}

fn make_up_password() -> SecretString {
    Alphanumeric.sample_string(&mut rand::rng(), GENERATED_LENGTH).into()
}

fn read_password() -> Result<SecretString, CommandError> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(SecretString::from(line.trim_end_matches(['\r', '\n']).to_owned()))
}
