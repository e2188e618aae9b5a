//! Fills an empty database with a small provider: people, a license server, a VMmanager and a catalogue.
//!
//! One transaction, and the writes of the very actions that the screens use: a demo that was interrupted starts
//! from nothing again.

mod catalogue;
mod extras;
mod modules;
mod recipes;

use domain::{ClientId, Currency, Money, Period};
use store::{Tx, alignment_rules, users};

use super::add_funds;
use super::add_user::{self, NewRole, Newcomer, Ready};
use crate::{Caller, Engine, Error, Result};

/// The password of everybody in the demo.
const PASSWORD: &str = "keypool-demo";
/// What each client of the demo may spend, in cents.
const BALANCE: i64 = 50_000;

/// Fills an empty database and says whether it was empty; one with users is left as it is.
///
/// The sandbox at `sandbox_url`, like `http://127.0.0.1:3001`, is both license server and VMmanager.
pub async fn seed_demo(engine: &Engine, sandbox_url: &str) -> Result<bool> {
    if users::count(engine.db()).await? > 0 {
        return Ok(false);
    }
    let people = [
        ready("staff@demo.test", "Demo staff", NewRole::Staff).await?,
        ready("client@demo.test", "Demo client", NewRole::Client(Currency::EUR)).await?,
        ready("client2@demo.test", "Second client", NewRole::Client(Currency::EUR)).await?,
    ];
    let mut tx = engine.db().begin().await?;
    let mut staff = Caller::Operator;
    for person in &people {
        let added = add_user::write(&mut tx, person, engine.clock().now_ms()).await?;
        match added.client {
            Some(client) => add_balance(&mut tx, engine, staff, client).await?,
            None => staff = Caller::Staff { user: added.user },
        }
    }
    let license_server = modules::license_server(&mut tx, engine, staff, sandbox_url).await?;
    let vm_server = modules::vm_server(&mut tx, engine, staff, sandbox_url, license_server).await?;
    catalogue::write(&mut tx, vm_server).await?;
    let (month, year) = (Period::months(1), Period::months(12));
    alignment_rules::insert(&mut tx, license_server, month, year, None).await?;
    tx.commit().await?;
    tracing::info!("engine.demo.seeded");
    Ok(true)
}

async fn ready<'a>(login: &'a str, name: &'a str, role: NewRole) -> Result<Ready<'a>> {
    add_user::prepare(Newcomer { login, name, password: PASSWORD.into(), role }).await
}

async fn add_balance(tx: &mut Tx, engine: &Engine, staff: Caller, client: ClientId) -> Result<()> {
    let amount = Money::new(BALANCE, Currency::EUR);
    add_funds::write(tx, engine, staff, (client, amount), ("Demo balance", "demo")).await
}

/// Wraps what cannot go wrong in a constant of ours, should it go wrong after all.
fn constant(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::setup(error)
}
