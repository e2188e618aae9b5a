//! Who calls (`docs/protocols/billmanager.md` §1.2).

use uuid::Uuid;

use super::{Outcome, call::Call, refusal::Refusal};
use crate::{
    clock,
    config::Door,
    element::Element,
    world::{Session, World},
};

/// Who the caller says to be, before anything is checked.
pub(crate) fn claimed_account(world: &World, call: &Call) -> String {
    let of_session = || world.sessions.get(call.get("auth")?).map(|session| session.owner.clone());
    let of_authinfo = || call.get("authinfo")?.split_once(':').map(|(name, _)| name.to_owned());
    of_authinfo().or_else(of_session).or_else(|| call.get("username").map(str::to_owned)).unwrap_or_default()
}

/// The account of `authinfo` or of a session that still lives.
pub(crate) fn authenticate(world: &mut World, call: &Call) -> Result<String, Refusal> {
    if let Some(authinfo) = call.get("authinfo") {
        let (name, password) = authinfo.split_once(':').ok_or_else(Refusal::bad_password)?;
        check_password(world, name, password)?;
        return Ok(name.to_owned());
    }
    let now = clock::now_ms();
    let life = i64::try_from(world.config.session_life.as_millis()).unwrap_or(i64::MAX);
    let session = call.get("auth").and_then(|id| world.sessions.get_mut(id));
    match session.filter(|session| now - session.last_used <= life) {
        Some(session) => {
            session.last_used = now;
            Ok(session.owner.clone())
        }
        // A dead session is seen by `keepalive` as a lack of rights.
        None if call.function() == "keepalive" => Err(Refusal::access("keepalive")),
        None => Err(Refusal::unauthorized()),
    }
}

/// The password first: whoever does not know it is told nothing of the account.
fn check_password(world: &World, name: &str, password: &str) -> Result<(), Refusal> {
    let login = world.config.accounts.iter().find(|login| login.name == name && login.password == password);
    match login.ok_or_else(Refusal::bad_password)?.door {
        Door::Open | Door::SecondFactor => Ok(()),
        Door::OtherAddresses => Err(Refusal::bad_address()),
        Door::Blocked => Err(Refusal::blocked()),
    }
}

/// An account that waits for its second factor: `whoami` leads to where it is given, all else says that it is
/// missing. `None` for everybody else.
pub(crate) fn second_factor(world: &World, account: &str, function: &str) -> Option<Outcome> {
    let login = world.config.accounts.iter().find(|login| login.name == account)?;
    match (login.door, function) {
        (Door::SecondFactor, "whoami") => {
            Some(Ok(Element::new("doc").child(Element::leaf("ok", "func=totp.confirm"))))
        }
        (Door::SecondFactor, _) => Some(Err(Refusal::second_factor())),
        _ => None,
    }
}

/// `func=auth`: a session instead of a password in every call.
pub(crate) fn log_in(world: &mut World, call: &Call) -> Outcome {
    call.only(&["username", "password"])?;
    let name = call.required("username")?.to_owned();
    check_password(world, &name, call.required("password")?)?;
    let id = Uuid::new_v4().simple().to_string();
    world.sessions.insert(id.clone(), Session { owner: name, last_used: clock::now_ms() });
    let auth = Element::leaf("auth", &id).with("id", &id).with("level", "16");
    Ok(Element::new("doc").child(auth))
}
