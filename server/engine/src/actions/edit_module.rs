//! Changes a processing module.

use domain::access::Action;
use domain::catalogue::Object;
use domain::form::Reader;
use domain::{ModuleId, ModuleKind};
use secrecy::{ExposeSecret, SecretString};
use store::modules::{PASSWORD_COLUMN, uses};
use store::operations::queue;

use super::try_connection;
use crate::history;
use crate::modules::{self, Account, Setup, Stored, Typed, Weight, parameters, weigh};
use crate::remotes::connection::ConnectionReport;
use crate::remotes::saved;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What waits for a connection that works.
const WAITING: [&str; 2] = ["remote_fault", "no_access"];

/// A module's form as sent.
#[derive(Debug, Clone)]
pub struct ModuleEdit {
    /// The fields.
    pub typed: Typed,
    /// A new password; the old one stays where it is empty.
    pub password: SecretString,
    /// The version that the form was opened with.
    pub version: i64,
}

/// Saves a module. Another connection is checked first; one that cannot be worked with is not saved.
pub async fn edit_module(engine: &Engine, caller: Caller, id: ModuleId, edit: &ModuleEdit) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let before = modules::find(engine.db(), id).await?;
    let new = read(before.module.kind, &edit.typed)?;
    let password = Some(&edit.password).filter(|password| !password.expose_secret().is_empty());
    may_lead_there(engine.db(), &before, &new.account).await?;
    let is_new = password.is_some() || before.setup.account.clone().normalised() != new.account;
    let report = if is_new { Some(checked(engine, caller, &before, &new, edit).await?) } else { None };

    let mut tx = engine.db().begin().await?;
    let stored = modules::find_in(&mut tx, id).await?;
    if modules::differences(&mut tx, &stored.setup, &new, password.is_some()).await?.is_empty() {
        return Ok(());
    }
    history::unchanged_since(&mut tx, (Object::Module, id.get()), edit.version, stored.module.version)
        .await?;
    may_lead_there(&mut tx, &stored, &new.account).await?;
    modules::update(&mut tx, engine, caller, &stored, &new, password).await?;
    let now_ms = engine.clock().now_ms();
    if is_new {
        for note in WAITING {
            queue::wake_waiting(&mut tx, note, now_ms).await?;
        }
    }
    tx.commit().await?;
    if let Some(report) = report {
        saved::keep(engine, id, saved::CONNECTION, &report).await?;
    }
    engine.wake_workers();
    Ok(())
}

/// Reads account and parameters; every problem at once.
fn read(kind: ModuleKind, typed: &Typed) -> Result<Setup> {
    let field = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let mut reader = Reader::default();
    let account = Account::read(&mut reader, kind, field("url"), field("username"));
    match (reader.done(), parameters(kind, typed)) {
        (Ok(()), Ok((place, system))) => Ok(Setup { account, place, system }),
        (account, parameters) => {
            let problems = account.err().into_iter().chain(parameters.err()).flatten();
            Err(problems.collect::<Vec<_>>().into())
        }
    }
}

/// What was bought or made there belongs to the account: it is not taken along.
async fn may_lead_there(db: impl Into<store::Exec<'_>>, stored: &Stored, account: &Account) -> Result<()> {
    if !stored.setup.account.clone().normalised().differs_from(account) {
        return Ok(());
    }
    let (kind, id) = (stored.module.kind, stored.module.id);
    let count = match kind {
        ModuleKind::Billmanager => uses::licenses(db, id).await?,
        ModuleKind::Vmmanager6 => uses::servers(db, id).await?,
    };
    if count == 0 { Ok(()) } else { Err(Refusal::AccountInUse { kind, count }.into()) }
}

/// Asks the remote system as the module would be.
async fn checked(
    engine: &Engine,
    caller: Caller,
    before: &Stored,
    new: &Setup,
    edit: &ModuleEdit,
) -> Result<ConnectionReport> {
    let Account { kind, url, username } = &new.account;
    let password = if edit.password.expose_secret().is_empty() {
        engine.keyring().open(PASSWORD_COLUMN, &before.module.password)?
    } else {
        edit.password.clone()
    };
    let report = try_connection(engine, caller, *kind, url, username, password).await?;
    let is_ticked = Reader::switch(edit.typed.get("add_anyway").map(String::as_str).unwrap_or_default());
    match weigh(&report) {
        Weight::Good => Ok(report),
        Weight::RightsMissing if is_ticked => Ok(report),
        Weight::RightsMissing => {
            let problems = report.problems().map(|(_, problem, _)| *problem).collect();
            Err(Refusal::RightsMissing { problems }.into())
        }
        Weight::Bad => Err(not_connected(&report)),
    }
}

fn not_connected(report: &ConnectionReport) -> Error {
    let mut problems = report.problems();
    problems.next().map_or(Error::NotFound, |(_, problem, words)| {
        Refusal::NotConnected { problem: *problem, words: words.to_owned() }.into()
    })
}
