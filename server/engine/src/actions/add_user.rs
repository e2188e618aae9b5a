//! Adds somebody who may log in: staff, or a client with its first user.

use domain::access::Action;
use domain::{ClientId, Currency, Email, UserId};
use secrecy::{ExposeSecret, SecretString};
use store::clients::NewClient;
use store::users::{LOGIN_TAKEN, NewUser};
use store::{Tx, clients, users};

use crate::{Caller, Engine, Error, Refusal, Result, password};

/// Somebody to add.
#[derive(Debug)]
pub struct Newcomer<'a> {
    /// The login; an e-mail address for a client.
    pub login: &'a str,
    /// What to call the person.
    pub name: &'a str,
    /// The password.
    pub password: SecretString,
    /// Staff, or a new client.
    pub role: NewRole,
}

/// What somebody to add is to the provider.
#[derive(Debug, Clone, Copy)]
pub enum NewRole {
    /// Works for the provider.
    Staff,
    /// A new client with an empty balance in this currency.
    Client(Currency),
}

/// Who was added.
#[derive(Debug, Clone, Copy)]
pub struct Added {
    /// The user.
    pub user: UserId,
    /// The client, if one was added.
    pub client: Option<ClientId>,
}

/// Adds a user, and for a client the client with an empty balance.
pub async fn add_user(engine: &Engine, caller: Caller, new: Newcomer<'_>) -> Result<Added> {
    caller.may(match new.role {
        NewRole::Staff => Action::ManageStaff,
        NewRole::Client(_) => Action::ManageClients,
    })?;
    let ready = prepare(new).await?;
    let mut tx = engine.db().begin().await?;
    let added = write(&mut tx, &ready, engine.clock().now_ms()).await?;
    tx.commit().await?;
    Ok(added)
}

/// A newcomer whose fields are right and whose password is hashed.
pub(super) struct Ready<'a> {
    login: &'a str,
    name: &'a str,
    password_hash: SecretString,
    client: Option<(Currency, Email)>,
}

/// Whether the fields are right: the currency and the address of a client, or everything that is wrong.
pub(super) fn check(new: &Newcomer<'_>) -> std::result::Result<Option<(Currency, Email)>, Vec<Refusal>> {
    let (mut refusals, mut client) = (Vec::new(), None);
    match new.role {
        NewRole::Staff if new.login.trim().is_empty() => refusals.push(Refusal::LoginMissing),
        NewRole::Staff => {}
        NewRole::Client(currency) => match Email::parse(new.login) {
            Ok(email) => client = Some((currency, email)),
            Err(error) => refusals.push(Refusal::Email(error)),
        },
    }
    if new.name.trim().is_empty() {
        refusals.push(Refusal::NameMissing);
    }
    if new.password.expose_secret().chars().count() < password::MIN_LENGTH {
        refusals.push(Refusal::PasswordTooShort { needed: password::MIN_LENGTH });
    }
    if refusals.is_empty() { Ok(client) } else { Err(refusals) }
}

pub(super) async fn prepare(new: Newcomer<'_>) -> Result<Ready<'_>> {
    let client = check(&new).map_err(Error::Refused)?;
    let password_hash = password::hash(new.password).await?;
    Ok(Ready { login: new.login, name: new.name.trim(), password_hash, client })
}

pub(super) async fn write(tx: &mut Tx, ready: &Ready<'_>, now_ms: i64) -> Result<Added> {
    let mut client = None;
    if let Some((currency, email)) = &ready.client {
        let new = NewClient { name: ready.name, email, currency: *currency, created_at_ms: now_ms };
        client = Some(clients::insert(tx, &new).await?);
    }
    let new = NewUser {
        client_id: client,
        login: ready.login,
        name: ready.name,
        password_hash: &ready.password_hash,
        created_at_ms: now_ms,
    };
    match users::insert(tx, &new).await {
        Ok(user) => Ok(Added { user, client }),
        Err(error) if error.violates(LOGIN_TAKEN) => Err(Refusal::LoginTaken.into()),
        Err(error) => Err(error.into()),
    }
}
