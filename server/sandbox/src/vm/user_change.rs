//! Changing users (`docs/protocols/vmmanager.md` §1).

use serde_json::json;

use super::{Context, Outcome, failure::Failure, host::State, task::Work, token::ADMIN, user::User};

fn found(context: &Context<'_>, id: u64) -> Result<User, Failure> {
    if id == ADMIN {
        return Err(Failure::invalid("id", "the first administrator stays as he is"));
    }
    context.world.users.get(&id).cloned().ok_or_else(Failure::not_found)
}

/// Other roles.
pub(crate) fn edit(context: &mut Context<'_>, id: u64) -> Outcome {
    let mut user = found(context, id)?;
    let body = context.ask.properties()?;
    body.only(&["roles"])?;
    let roles: Option<Vec<String>> =
        body.list("roles")?.iter().map(|role| role.as_str().map(str::to_owned)).collect();
    match roles {
        Some(roles) if !roles.is_empty() => user.roles = roles,
        _ => return Err(Failure::invalid("roles", "texts are expected")),
    }
    context.world.save_user(user);
    Ok(json!({"id": id}))
}

/// A user with machines stays.
pub(crate) fn delete(context: &mut Context<'_>, id: u64) -> Outcome {
    found(context, id)?;
    if context.world.hosts.values().any(|host| host.account == id) {
        return Err(Failure::busy());
    }
    context.world.remove_user(id);
    Ok(json!({"id": id}))
}

/// Suspends or resumes a user, with every machine.
pub(crate) fn switch(context: &mut Context<'_>, id: u64, on: bool) -> Outcome {
    let mut user = found(context, id)?;
    context.ask.properties()?.only(&[])?;
    (if on { "active" } else { "suspended" }).clone_into(&mut user.state);
    context.world.save_user(user);
    let (work, from) = if on { (Work::Start, State::Stopped) } else { (Work::Stop, State::Active) };
    let is_theirs = |host: &&super::host::Host| host.account == id && host.state == from;
    let hosts: Vec<u64> = context.world.hosts.values().filter(is_theirs).map(|host| host.id).collect();
    let tasks: Vec<u64> = hosts.into_iter().map(|host| context.begin(work, host)).collect();
    Ok(json!({"id": id, "task_list": tasks}))
}
