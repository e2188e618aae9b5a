//! Tokens and who they belong to (`docs/protocols/vmmanager.md` §1).

use serde_json::json;
use uuid::Uuid;

use super::{Context, Outcome, ask::Ask, failure::Failure};
use crate::{
    clock,
    config::VmLogin,
    shape::Shape,
    world::{Session, World},
};

/// The id of the administrator.
pub(crate) const ADMIN: u64 = 1;

/// The id of the first of the other users.
const OTHERS: u64 = 900_001;

/// Who the caller seems to be, before anything is checked.
pub(crate) fn claimed_user(world: &World, ask: &Ask) -> String {
    let of_token = || world.tokens.get(ask.token.as_deref()?).map(|token| token.owner.clone());
    let of_login = || ask.properties().ok()?.text("email").ok()?.map(str::to_owned);
    of_token().or_else(of_login).unwrap_or_default()
}

pub(crate) fn log_in(world: &mut World, ask: &Ask, shape: Shape) -> Outcome {
    let body = ask.properties()?;
    body.only(&["email", "password"])?;
    let email = body.needed_text("email")?;
    let password = body.needed_text("password")?;
    let is_admin = email == world.config.vm_admin && password == world.config.vm_password;
    let other =
        world.config.vm_logins.iter().position(|login| login.email == email && login.password == password);
    let user = if is_admin { ADMIN } else { other.map(number).ok_or_else(Failure::bad_login)? };
    let confirmed = login(world, user).is_none_or(|login| !login.second_factor);
    let token = format!("{user}-{}", Uuid::new_v4());
    let session = Session { owner: email.to_owned(), last_used: clock::now_ms() };
    world.tokens.insert(token.clone(), session);
    let number = world.tokens.len();
    let id = if shape.text_codes { json!(number.to_string()) } else { json!(number) };
    let expires = world.today.saturating_add(jiff::ToSpan::day(1));
    Ok(json!({"id": id, "token": token, "expires_at": format!("{expires} 00:00:00"), "confirmed": confirmed}))
}

/// A token for a program: it lives as long as any other here, whatever end it asks for.
pub(crate) fn long_lived(context: &mut Context<'_>) -> Outcome {
    let body = context.ask.properties()?;
    body.only(&["expires_at", "description"])?;
    let ends = body.needed_text("expires_at")?.to_owned();
    let owner = context.ask.token.as_ref().and_then(|token| context.world.tokens.get(token));
    let owner = owner.map(|session| session.owner.clone()).ok_or_else(Failure::unauthorized)?;
    let token = format!("{ADMIN}-{}", Uuid::new_v4());
    context.world.tokens.insert(token.clone(), Session { owner, last_used: clock::now_ms() });
    Ok(json!({"id": context.world.tokens.len(), "token": token, "expires_at": ends}))
}

/// The user of a token that still lives; the cookie must agree if there is one.
pub(crate) fn authenticate(world: &mut World, ask: &Ask) -> Result<u64, Failure> {
    let now = clock::now_ms();
    let life = i64::try_from(world.config.token_life.as_millis()).unwrap_or(i64::MAX);
    let token = ask.token.as_deref().ok_or_else(Failure::unauthorized)?;
    if ask.cookie.as_deref().is_some_and(|cookie| cookie != token) {
        return Err(Failure::unauthorized());
    }
    let session = world.tokens.get_mut(token).filter(|session| now - session.last_used <= life);
    let session = session.ok_or_else(Failure::unauthorized)?;
    session.last_used = now;
    let owner = session.owner.clone();
    let user = world.config.vm_logins.iter().position(|login| login.email == owner).map_or(ADMIN, number);
    match login(world, user) {
        Some(login) if login.second_factor => Err(Failure::unauthorized()),
        _ => Ok(user),
    }
}

/// The number of a user besides the administrator, far from those that are made while it runs.
fn number(place: usize) -> u64 {
    OTHERS + place as u64
}

/// A user besides the administrator.
fn login(world: &World, user: u64) -> Option<&VmLogin> {
    world.config.vm_logins.get(usize::try_from(user.checked_sub(OTHERS)?).ok()?)
}

pub(crate) fn whoami(context: &mut Context<'_>) -> Outcome {
    if let Some(login) = login(context.world, context.user) {
        let roles = [&login.role];
        return Ok(json!({"id": context.user, "email": login.email, "state": "active", "roles": roles}));
    }
    let user = context.world.users.get(&context.user).ok_or_else(Failure::not_found)?;
    Ok(json!({"id": user.id, "email": user.email, "state": user.state, "roles": user.roles}))
}

/// A key that logs a user in once.
pub(crate) fn login_key(context: &mut Context<'_>, who: &str) -> Outcome {
    context.ask.properties()?.only(&[])?;
    let is_meant = |user: &&super::user::User| user.email == who || user.id.to_string() == who;
    let user = context.world.users.values().find(is_meant).ok_or_else(Failure::not_found)?;
    Ok(json!({"id": user.id.to_string(), "key": format!("{}-{}", user.id, Uuid::new_v4())}))
}
