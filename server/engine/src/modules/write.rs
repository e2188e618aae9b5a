//! The one way in which a module is written: by the wizard, by an edit, and by the demo.

use domain::catalogue::{Described, FieldChange, Object, Root, changes};
use domain::form::{FieldProblem, Problem};
use domain::{ModuleId, ModuleKind};
use secrecy::SecretString;
use store::modules::{self, ACCOUNT, Module, NewModule, PASSWORD_COLUMN, license_server, vm_server};
use store::sealed::Sealed;
use store::{Db, Tx};

use super::{Account, Place, Setup, System, described};
use crate::history::{self, Subject};
use crate::{Caller, Engine, Error, Refusal, Result};

/// A stored module, with its settings.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    /// Its row.
    pub module: Module,
    /// The same as staff set it up.
    pub setup: Setup,
}

/// A stored module; one that is not there is an error.
pub(crate) async fn find(db: &Db, id: ModuleId) -> Result<Stored> {
    let module = modules::find(db, id).await?.ok_or(Error::NotFound)?;
    let system = match module.kind {
        ModuleKind::Billmanager => license_server::find(db, id).await?.map(System::LicenseServer),
        ModuleKind::Vmmanager6 => vm_server::find(db, id).await?.map(System::VmServer),
    };
    stored(module, system)
}

/// A stored module as a transaction sees it.
pub(crate) async fn find_in(tx: &mut Tx, id: ModuleId) -> Result<Stored> {
    let module = modules::find(&mut *tx, id).await?.ok_or(Error::NotFound)?;
    let system = match module.kind {
        ModuleKind::Billmanager => license_server::find(tx, id).await?.map(System::LicenseServer),
        ModuleKind::Vmmanager6 => vm_server::find(tx, id).await?.map(System::VmServer),
    };
    stored(module, system)
}

fn stored(module: Module, system: Option<System>) -> Result<Stored> {
    let account = Account { kind: module.kind, url: module.url.clone(), username: module.username.clone() };
    let place = Place {
        name: module.name.clone(),
        datacenter: module.datacenter.clone(),
        department: module.department.clone(),
        sort: module.sort,
        min_balance_e4: module.min_balance_e4,
    };
    let setup = Setup { account, place, system: system.ok_or(Error::NotFound)? };
    Ok(Stored { module, setup })
}

/// Adds a module, active, and records it.
pub(crate) async fn insert(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    setup: &Setup,
    password: &SecretString,
) -> Result<ModuleId> {
    fits(tx, setup, None).await?;
    let password = engine.keyring().seal(PASSWORD_COLUMN, password)?;
    let id = written(modules::insert(tx, &row(setup, &password, engine.clock().now_ms())).await)?;
    match &setup.system {
        System::LicenseServer(settings) => license_server::insert(tx, id, settings).await?,
        System::VmServer(settings) => vm_server::insert(tx, id, settings).await?,
    }
    let now = described(tx, setup).await?;
    history::added(tx, engine, caller, subject(id, &setup.place.name), &now).await?;
    Ok(id)
}

/// What would change of a module; a new password is told as changed only.
pub(crate) async fn differences(
    tx: &mut Tx,
    old: &Setup,
    new: &Setup,
    new_password: bool,
) -> Result<Vec<FieldChange>> {
    let mut fields = changes(&described(tx, old).await?, &described(tx, new).await?);
    if new_password {
        let field = |old: &str, new: &str| FieldChange {
            field: "password".to_owned(),
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
        };
        fields.push(field("", "changed"));
    }
    Ok(fields)
}

/// Changes a module to what it is to be, and records what differs. The password stays where there is no new one.
pub(crate) async fn update(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    stored: &Stored,
    new: &Setup,
    password: Option<&SecretString>,
) -> Result<()> {
    let id = stored.module.id;
    fits(tx, new, Some(id)).await?;
    let fields = differences(tx, &stored.setup, new, password.is_some()).await?;
    let sealed = match password {
        Some(password) => engine.keyring().seal(PASSWORD_COLUMN, password)?,
        None => stored.module.password.clone(),
    };
    written(modules::update(tx, id, &row(new, &sealed, 0)).await)?;
    match &new.system {
        System::LicenseServer(settings) => license_server::update(tx, id, settings).await?,
        System::VmServer(settings) => vm_server::update(tx, id, settings).await?,
    }
    history::changed(tx, engine, caller, subject(id, &new.place.name), &fields).await
}

/// Deletes a module that nothing uses, and records what it was.
pub(crate) async fn delete(tx: &mut Tx, engine: &Engine, caller: Caller, stored: &Stored) -> Result<()> {
    let was: Vec<Described> = described(tx, &stored.setup).await?;
    let id = stored.module.id;
    modules::delete(tx, id).await?;
    history::deleted(tx, engine, caller, subject(id, &stored.setup.place.name), &was).await
}

/// How the history knows a module.
pub(crate) fn subject(id: ModuleId, name: &str) -> Subject<'_> {
    Subject { root: (Root::Module, id.get()), object: (Object::Module, id.get()), name }
}

/// Refuses what other modules stand against: an account that was entered already, a license server that is none.
async fn fits(tx: &mut Tx, setup: &Setup, own: Option<ModuleId>) -> Result<()> {
    let Account { kind, url, username } = &setup.account;
    let other = modules::of_account(&mut *tx, *kind, url, username).await?;
    if let Some(other) = other.filter(|other| Some(other.id) != own) {
        return Err(Refusal::AccountTaken { module: other.id, name: other.name }.into());
    }
    if let System::VmServer(vm_server::VmServer { license_server_id: Some(server), .. }) = &setup.system {
        let server = modules::find(tx, *server).await?;
        if server.is_none_or(|server| server.kind != ModuleKind::Billmanager) {
            return Err(Refusal::Field(FieldProblem::new("license_server", Problem::NotAChoice)).into());
        }
    }
    Ok(())
}

/// Two that were added at one moment: the later is refused beside its field.
fn written<T>(result: store::Result<T>) -> Result<T> {
    result.map_err(|error| {
        if error.violates(ACCOUNT) {
            Refusal::Field(FieldProblem::new("username", Problem::Taken)).into()
        } else {
            error.into()
        }
    })
}

fn row<'a>(setup: &'a Setup, password: &'a Sealed, created_at_ms: i64) -> NewModule<'a> {
    NewModule {
        kind: setup.account.kind,
        name: &setup.place.name,
        url: &setup.account.url,
        username: &setup.account.username,
        password,
        datacenter: &setup.place.datacenter,
        department: &setup.place.department,
        sort: setup.place.sort,
        min_balance_e4: setup.place.min_balance_e4,
        created_at_ms,
    }
}
