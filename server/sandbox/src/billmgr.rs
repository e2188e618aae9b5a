//! The license server: `func=…` with flat parameters (`docs/protocols/billmanager.md`).

mod account;
mod address;
mod basket;
mod bjson;
mod call;
mod card;
mod change_plan;
mod edit;
mod expense;
mod filter;
mod group;
pub(crate) mod key;
pub(crate) mod list;
mod menu;
mod order;
mod order_form;
mod power;
mod pricelist;
mod prolong;
mod refusal;
mod render;
mod session;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{ConnectInfo, Path, Request, State},
    http::Response,
};

use crate::{
    app::App,
    config::Login,
    deliver::{Described, Reply, deliver},
    element::Element,
    faults::What,
    license::License,
    shape::Shape,
    wire::Wire,
    world::World,
};
use call::Call;
use refusal::Refusal;

/// What a function answers: the document, or why not.
pub(crate) type Outcome = Result<Element, Refusal>;

/// One authenticated call.
pub(crate) struct Context<'a> {
    world: &'a mut World,
    call: &'a Call,
    account: String,
    shape: Shape,
    what: Option<&'a What>,
}

/// Answers `/billmgr` and `/manager/billmgr`.
pub(crate) async fn handle(
    State(app): State<Arc<App>>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    request: Request,
) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let Some(call) = Call::read(request).await else {
        return Reply::html(200, "The request cannot be read").into_response();
    };
    let described = Described {
        service: "billmgr",
        function: call.function().to_owned(),
        path,
        account: app.with(|world| session::claimed_account(world, &call)),
        params: call.described(),
    };
    deliver(app, wire, described, move |world, what| answer(world, &call, what)).await
}

/// The real reply behind the link of a long operation, or the link again (§1.4).
pub(crate) async fn long_reply(State(app): State<Arc<App>>, Path(id): Path<u64>) -> Response<Body> {
    let reply = app.with(|world| {
        let kept = world.long_replies.get_mut(&id)?;
        if kept.pages_left > 0 {
            kept.pages_left -= 1;
            return Some(Reply::link_to_long(id));
        }
        Some(kept.reply.clone())
    });
    reply.unwrap_or_else(|| Reply::html(404, "Not found")).into_response()
}

fn answer(world: &mut World, call: &Call, what: Option<&What>) -> Reply {
    let shape = world.next_shape();
    let outcome = match Refusal::ordered(world, call, what) {
        Some(refusal) => Err(refusal),
        None => dispatch(world, call, shape, what),
    };
    render::reply(call, shape, outcome)
}

fn dispatch(world: &mut World, call: &Call, shape: Shape, what: Option<&What>) -> Outcome {
    let function = call.function();
    match function {
        "auth" => return session::log_in(world, call),
        "pricelist.export" if !call.has_login() => return pricelist::export(&world.config, call),
        _ => {}
    }
    let account = session::authenticate(world, call)?;
    if let Some(outcome) = session::second_factor(world, &account, function) {
        return outcome;
    }
    self::function(&mut Context { world, call, account, shape, what })
}

/// One function for somebody who is let in.
fn function(context: &mut Context<'_>) -> Outcome {
    let function = context.call.function();
    match function {
        "whoami" => account::whoami(context),
        "keepalive" => account::keepalive(context),
        "subaccount" => account::subaccount(context),
        "dashboard.info" => account::dashboard(context),
        "usrparam" => account::usrparam(context),
        "notify" => account::notify(context),
        // The list of everybody's accounts is for administrators.
        "account" => Err(Refusal::access(function)),
        "menu" => menu::menu(context),
        "expense" => expense::expenses(context),
        "basket" | "cart" => basket::basket(context),
        "cart.empty" => basket::empty(context),
        "groupedit" => group::edit(context),
        "pricelist.export" => pricelist::export(&context.world.config, context.call),
        "service.changepricelist" => change_plan::change(context),
        "service.changepricelist.pricelist" if context.world.config.plan_wizard => change_plan::look(context),
        "service.changepricelist.getmoney" if context.world.config.plan_wizard => {
            change_plan::last_step(context)
        }
        "service.prolong" => prolong::prolong(context),
        _ => license_function(context, function),
    }
}

fn license_function(context: &mut Context<'_>, function: &str) -> Outcome {
    let (prefix, action) = function.split_once('.').unwrap_or((function, ""));
    if !matches!(prefix, "soft" | "softexternal" | "platform") {
        return Err(Refusal::no_function(function));
    }
    match action {
        "" => list::list(context, prefix),
        "edit" => edit::edit(context, prefix),
        "filter" => filter::filter(context, prefix),
        "checkip" => address::check(context, prefix),
        "order" | "order.pricelist" => order_form::plans(context, prefix),
        "order.param" => order::order(context, prefix),
        "suspend" => power::suspend(context, prefix),
        "resume" => power::resume(context, prefix),
        "delete" => power::delete(context, prefix),
        _ => Err(Refusal::no_function(function)),
    }
}

impl Context<'_> {
    /// The caller's own license of this kind; anybody else's does not exist.
    fn license(&self, id: u64, prefix: Option<&str>) -> Result<License, Refusal> {
        let license = self.world.licenses.get(&id).filter(|license| license.account == self.account);
        let fits = |license: &&License| {
            prefix.is_none_or(|prefix| license.plan().is_some_and(|plan| plan.prefix == prefix))
        };
        license.filter(fits).cloned().ok_or_else(Refusal::missed)
    }

    fn may_order(&self) -> Result<(), Refusal> {
        self.may(|login| login.may_order)
    }

    fn may_suspend(&self) -> Result<(), Refusal> {
        self.may(|login| login.may_suspend)
    }

    fn may(&self, right: impl Fn(&Login) -> bool) -> Result<(), Refusal> {
        let login = self.world.config.accounts.iter().find(|login| login.name == self.account);
        if login.is_some_and(right) { Ok(()) } else { Err(Refusal::access(self.call.function())) }
    }
}
