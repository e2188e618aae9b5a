//! VMmanager 6: `/auth/v4/…` and `/vm/v3/…` (`docs/protocols/vmmanager.md`).

pub(crate) mod address;
mod ask;
mod body;
mod catalogue;
mod change;
mod condition;
mod create;
mod failure;
pub(crate) mod host;
mod power;
mod recipe;
pub(crate) mod task;
mod token;
pub(crate) mod user;
mod user_change;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    http::Response,
};
use serde_json::{Value, json};

use crate::{
    app::App,
    deliver::{Content, Described, Reply, deliver},
    faults::What,
    shape::Shape,
    wire::Wire,
    world::World,
};
use ask::Ask;
use failure::Failure;

/// What a function answers: JSON, or an error with its HTTP status.
pub(crate) type Outcome = Result<Value, Failure>;

/// One call by somebody who is logged in.
pub(crate) struct Context<'a> {
    world: &'a mut World,
    ask: &'a Ask,
    user: u64,
    shape: Shape,
    what: Option<&'a What>,
}

/// Answers everything under `/auth` and `/vm`.
pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    request: Request,
) -> Response<Body> {
    let Some(ask) = Ask::read(request).await else {
        return Reply::html(400, "The request cannot be read").into_response();
    };
    let described = Described {
        service: "vmmanager",
        function: ask.function(),
        path: ask.path(),
        account: app.with(|world| token::claimed_user(world, &ask)),
        params: ask.described(),
    };
    deliver(app, wire, described, move |world, what| answer(world, &ask, what)).await
}

fn answer(world: &mut World, ask: &Ask, what: Option<&What>) -> Reply {
    if !world.vm_woken {
        world.vm_woken = true;
        return Reply { outcome: "asleep".to_owned(), ..Reply::html(503, "Service Unavailable") };
    }
    world.settle_tasks();
    let shape = world.next_shape();
    let result = match Failure::ordered(what) {
        Some(failure) => Err(failure),
        None => dispatch(world, ask, shape, what),
    };
    let (status, body, outcome) = match result {
        Ok(value) => (if ask.is_login() { 201 } else { 200 }, value, "ok".to_owned()),
        Err(failure) => (failure.status, failure.to_json(shape), failure.short()),
    };
    Reply { status, content_type: "application/json", body: Content::Text(body.to_string()), outcome }
}

fn dispatch(world: &mut World, ask: &Ask, shape: Shape, what: Option<&What>) -> Outcome {
    if ask.is_login() {
        return token::log_in(world, ask, shape);
    }
    let user = token::authenticate(world, ask)?;
    if user != token::ADMIN && ask.path() != "/auth/v4/whoami" {
        return Err(Failure::no_access());
    }
    let mut context = Context { world, ask, user, shape, what };
    let context = &mut context;
    let segments: Vec<&str> = ask.segments.iter().map(String::as_str).collect();
    match (ask.method.as_str(), segments.as_slice()) {
        ("GET", ["auth", "v4", "whoami"]) => token::whoami(context),
        ("POST", ["auth", "v4", "user", who, "key"]) => token::login_key(context, who),
        ("GET", ["vm", "v3", "account"]) => user::list(context),
        ("POST", ["vm", "v3", "account"]) => user::create(context),
        ("GET", ["vm", "v3", "host"]) => host::list(context),
        ("POST", ["vm", "v3", "host"]) => create::create(context),
        (method, ["vm", "v3", "host", id, rest @ ..]) => host_function(context, method, number(id)?, rest),
        ("GET", ["vm", "v3", "task"]) => task::list(context),
        ("POST", ["auth", "v4", "token"]) => token::long_lived(context),
        ("POST", ["vm", "v3", "disk", id]) => change::disk(context, number(id)?),
        ("POST", ["vm", "v3", "user", id]) => user_change::edit(context, number(id)?),
        ("DELETE", ["vm", "v3", "user", id]) => user_change::delete(context, number(id)?),
        ("POST", ["vm", "v3", "user", id, "suspend"]) => user_change::switch(context, number(id)?, false),
        ("POST", ["vm", "v3", "user", id, "resume"]) => user_change::switch(context, number(id)?, true),
        ("POST", ["vm", "v3", "task", id, "abort"]) => task::abort(context, number(id)?),
        ("GET", ["vm", "v3", "os", "all"]) => catalogue::list(context, "os"),
        ("GET", ["ip", "v3", "ippool"]) => catalogue::list(context, "ippool"),
        ("GET", ["vm", "v3", "task", id]) => task::card(context, id),
        ("GET", ["vm", "v3", "recipe", id, "params"]) => catalogue::recipe_params(id),
        ("GET", ["vm", "v3", name]) => catalogue::list(context, name),
        _ => Err(Failure::not_found()),
    }
}

fn number(id: &str) -> Result<u64, Failure> {
    id.parse().map_err(|_| Failure::not_found())
}

fn host_function(context: &mut Context<'_>, method: &str, id: u64, rest: &[&str]) -> Outcome {
    match (method, rest) {
        ("GET", []) => host::card(context, id),
        ("POST", []) => host::rename(context, id),
        ("DELETE", []) => power::delete(context, id),
        ("GET", ["ipv4"]) => address::list(context, id),
        ("POST", ["start"]) => power::start(context, id),
        ("POST", ["stop"]) => power::stop(context, id),
        ("POST", ["restart"]) => power::restart(context, id),
        ("POST", ["runrecipe"]) => recipe::run(context, id),
        ("POST", ["account"]) => host::give(context, id),
        ("GET", ["metadata"]) => change::metadata(context, id),
        ("POST", ["resource"]) => change::resource(context, id),
        ("POST", ["password"]) => change::password(context, id),
        ("POST", ["reinstall"]) => change::reinstall(context, id),
        ("POST", ["ip"]) => change::more_addresses(context, id),
        _ => Err(Failure::not_found()),
    }
}

/// A list as every VMmanager list is wrapped.
fn listed(rows: Vec<Value>) -> Value {
    json!({"last_notify": 1, "list": rows})
}
