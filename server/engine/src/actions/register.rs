//! Lets a stranger become a client.

use std::net::IpAddr;

use domain::form::{FieldProblem, Problem};
use secrecy::SecretString;
use store::events::{self, NewEvent};
use store::registrations;

use super::add_user::{self, NewRole, Newcomer, Ready};
use super::log_in::SignedIn;
use crate::{Engine, Error, Refusal, Result};

const LONGEST_NAME: usize = 100;
const HOUR_MS: i64 = 3_600_000;
/// How long a try is kept.
const KEPT_MS: i64 = 24 * HOUR_MS;

/// Somebody who wants to become a client, as typed.
#[derive(Debug)]
pub struct Registration<'a> {
    /// What to call the client and its first user.
    pub name: &'a str,
    /// The e-mail address, which is the login too.
    pub email: &'a str,
    /// The password.
    pub password: SecretString,
}

/// Adds a client with its user, and nothing on its balance.
///
/// `from` is where the browser is, as far as that is known: so many may try from one address.
pub async fn register(engine: &Engine, new: Registration<'_>, from: Option<IpAddr>) -> Result<SignedIn> {
    let shop = &engine.settings().shop;
    if !shop.registration {
        return Err(Refusal::RegistrationOff.into());
    }
    let newcomer = Newcomer {
        login: new.email,
        name: new.name,
        password: new.password,
        role: NewRole::Client(shop.currency),
    };
    check(&newcomer)?;
    limit(engine, from).await?;
    // Hashed before it is known whether the address is taken: the answer takes as long either way.
    let ready = add_user::prepare(newcomer).await?;
    match write(engine, &ready).await {
        Err(Error::Refused(refusals)) if refusals == [Refusal::LoginTaken] => Err(Refusal::EmailTaken.into()),
        written => written,
    }
}

fn check(new: &Newcomer<'_>) -> Result<()> {
    let mut refusals = add_user::check(new).err().unwrap_or_default();
    if new.name.trim().chars().count() > LONGEST_NAME {
        refusals.push(Refusal::Field(FieldProblem::new("name", Problem::TooLong { max: LONGEST_NAME })));
    }
    if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(refusals)) }
}

/// Every try counts, also one that is refused: it tells whether an address is taken.
async fn limit(engine: &Engine, from: Option<IpAddr>) -> Result<()> {
    let now = engine.clock().now_ms();
    let mut tx = engine.db().begin().await?;
    let tried = registrations::tried(&mut tx, &place(from), now, now - HOUR_MS, now - KEPT_MS).await?;
    tx.commit().await?;
    if tried > i64::from(engine.settings().shop.registrations_per_hour) {
        tracing::warn!(tried, "engine.registration.too_many");
        return Err(Refusal::TooManyRegistrations.into());
    }
    Ok(())
}

/// What counts as one address: of IPv6 the network, as one household has a whole one.
fn place(from: Option<IpAddr>) -> String {
    match from.map(|address| address.to_canonical()) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        None => "unknown".to_owned(),
    }
}

async fn write(engine: &Engine, ready: &Ready<'_>) -> Result<SignedIn> {
    let mut tx = engine.db().begin().await?;
    let added = add_user::write(&mut tx, ready, engine.clock().now_ms()).await?;
    let event = NewEvent {
        kind: "client.registered",
        client: added.client,
        actor: Some(added.user),
        data: serde_json::json!({}),
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    let user = store::users::find(&mut tx, added.user).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(SignedIn::new(user))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_place_whatever_address_it_takes() {
        let place = |text: &str| place(Some(text.parse().unwrap()));
        assert_eq!(place("2001:db8:1:2:3:4:5:6"), place("2001:db8:1:2::1"));
        assert_ne!(place("2001:db8:1:2::1"), place("2001:db8:1:3::1"));
        assert_eq!(place("::ffff:192.0.2.1"), place("192.0.2.1"));
    }
}
