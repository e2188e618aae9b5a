//! `/sandbox/…`: looking at the state, moving the clock, ordering faults.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{account::Account, app::App, license::License, money, vm::host::Host, world::World};

/// Each day is lived through: ten years at a time are enough.
const MOST_DAYS: u32 = 3660;

pub(crate) type Answer = (StatusCode, Json<Value>);

pub(crate) fn refused(why: &str) -> Answer {
    (StatusCode::BAD_REQUEST, Json(json!({"error": why})))
}

pub(crate) fn fine(value: Value) -> Answer {
    (StatusCode::OK, Json(value))
}

pub(crate) async fn state(State(app): State<Arc<App>>) -> Answer {
    match app.change(document).await {
        Some(document) => fine(document),
        None => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"error": "the journal cannot be written"}))),
    }
}

/// Everything a test or a person wants to see.
pub(crate) fn document(world: &mut World) -> Value {
    world.settle_tasks();
    let first = world.config.accounts.first().map(|login| login.name.clone()).unwrap_or_default();
    let balances =
        world.accounts.values().map(|account| (account.name.clone(), money::exact(account.balance).into()));
    let charges = world.charges.iter().map(|charge| {
        json!({
            "id": charge.id,
            "account": charge.account,
            "license_id": charge.license_id,
            "kind": charge.kind,
            "amount": money::exact(charge.amount),
            "currency": money::CURRENCY,
            "period": charge.period,
            "date": charge.date,
        })
    });
    json!({
        "licenses": world.licenses.values().map(license).collect::<Vec<_>>(),
        "charges": charges.collect::<Vec<_>>(),
        "vms": world.hosts.values().map(|host| vm(world, host)).collect::<Vec<_>>(),
        "balance": money::exact(world.balance(&first)),
        "balances": serde_json::Map::from_iter(balances),
        "requests": world.requests.entries(),
        "filters": world.filters.iter().map(|((user, list), fields)| {
            json!({"user": user, "list": list, "fields": fields})
        }).collect::<Vec<_>>(),
        "today": world.today,
        "offset_days": world.offset_days,
    })
}

fn license(license: &License) -> Value {
    json!({
        "id": license.id,
        "account": license.account,
        "pricelist": license.plan,
        "period": license.period,
        "addons": license.addons.iter().map(|(code, amount)| json!({"id": code, "amount": amount})).collect::<Vec<_>>(),
        "licname": license.licname,
        "ip": license.ip,
        "status": license.status.number(),
        "status_name": license.status.word(),
        "createdate": license.created,
        "expiredate": license.expires,
        "real_ipchange": license.address_changed,
        "real_keychange": license.key_changed,
        "autoprolong": license.autoprolong.is_some(),
        "remoteid": license.remoteid,
        "has_key": license.key.is_some(),
        "key_generation": license.key_generation,
    })
}

fn vm(world: &World, host: &Host) -> Value {
    let email = world.users.get(&host.account).map(|user| user.email.clone());
    json!({
        "id": host.id,
        "name": host.name,
        "comment": host.comment,
        "domain": host.domain,
        "state": host.state,
        "ip": host.ip,
        "more_ips": host.more_ips,
        "account": host.account,
        "email": email,
        "os": host.os,
        "cluster": host.cluster,
        "cpu_number": host.cpu_number,
        "ram_mib": host.ram_mib,
        "hdd_mib": host.hdd_mib,
        "recipes": host.recipes,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advance {
    advance_days: u32,
}

pub(crate) async fn clock(State(app): State<Arc<App>>, body: String) -> Answer {
    let Ok(Advance { advance_days: advance_days @ 0..=MOST_DAYS }) = serde_json::from_str(&body) else {
        return refused("expected {\"advance_days\": <number of days, at most 3660>}");
    };
    match app.advance(i64::from(advance_days)).await {
        Some(today) => fine(json!({"today": today, "offset_days": *app.clock().borrow()})),
        None => refused("the journal cannot be written"),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBalance {
    account: String,
    balance: String,
}

pub(crate) async fn balance(State(app): State<Arc<App>>, body: String) -> Answer {
    let Ok(wanted) = serde_json::from_str::<NewBalance>(&body) else {
        return refused("expected {\"account\": <name>, \"balance\": \"12.50\"}");
    };
    let Some(balance) = money::parse(&wanted.balance) else { return refused("the balance is no amount") };
    let done = app.change(move |world| {
        let known = world.accounts.contains_key(&wanted.account);
        if known {
            world.save_account(Account { name: wanted.account, balance });
        }
        known
    });
    match done.await {
        Some(true) => fine(json!({"balance": money::exact(balance)})),
        _ => refused("there is no such account"),
    }
}
