//! What a module is doing: its balance, its state, its switches.

use domain::ModuleKind;
use engine::reads::ModuleRow;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::badge::{Tone, badge as word};
use crate::components::states as badges;
use crate::functions::{RefreshModule, SwitchModule};
use crate::texts::{dates, money, texts};

/// Whether it is in use.
pub(super) fn badge(row: &ModuleRow) -> AnyView {
    badges::module(row.state)
}

/// The saved balance with its age, and the button that reads it again. `from` says where that leads back to.
pub(super) fn balance(row: &ModuleRow, from: &'static str) -> AnyView {
    let words = &texts().modules;
    let general = &texts().general;
    if row.kind != ModuleKind::Billmanager {
        return view! { <span class="muted">{words.no_balance}</span> }.into_any();
    }
    let amounts = row.balance.as_ref().map(|(saved, _)| {
        saved.amounts.iter().map(|&amount| view! { <div class="money">{money(amount)}</div> }).collect_view()
    });
    let low = row.min_balance.filter(|_| row.is_low()).map(|min| word(Tone::Warn, words.low(money(min))));
    let age = match &row.balance {
        Some((_, at_ms)) => general.as_of(dates::moment(*at_ms)),
        None => general.not_read_yet.to_owned(),
    };
    let failed = row.balance_error.as_ref().map(|(error, at_ms)| {
        view! { <small class="table__sub">{words.read_failed(dates::moment(*at_ms), error)}</small> }
    });
    view! {
        {amounts}
        {low}
        <form class="saved-copy" method="post" action=RefreshModule::PATH>
            <input type="hidden" name="module" value=row.id.to_string()/>
            <input type="hidden" name="from" value=from/>
            {age} " · " <button type="submit" class="link-button">{general.refresh}</button>
        </form>
        {failed}
    }
    .into_any()
}

/// The two switches of a license server, each with its button.
pub(super) fn switches(row: &ModuleRow, from: &'static str) -> AnyView {
    let words = &texts().modules;
    let Some((purchases, renewals)) = row.switches else { return ().into_any() };
    let id = row.id.to_string();
    view! {
        {switch(&id, "purchases", (words.purchases, words.no_purchases), purchases, from)}
        {switch(&id, "renewals", (words.renewals, words.no_renewals), renewals, from)}
    }
    .into_any()
}

fn switch(
    id: &str,
    what: &'static str,
    (name, off): (&'static str, &'static str),
    is_on: bool,
    from: &'static str,
) -> AnyView {
    let words = &texts().modules;
    let (to, button) = if is_on { ("off", words.stop) } else { ("on", words.allow) };
    let now = if is_on {
        view! { <span>{name} " " {words.is_on}</span> }.into_any()
    } else {
        word(Tone::Warn, off)
    };
    let label = format!("{button}: {name}");
    view! {
        <form class="saved-copy" method="post" action=SwitchModule::PATH>
            <input type="hidden" name="id" value=id.to_owned()/>
            <input type="hidden" name="what" value=what/>
            <input type="hidden" name="to" value=to/>
            <input type="hidden" name="from" value=from/>
            {now} " · " <button type="submit" class="link-button" aria-label=label>{button}</button>
        </form>
    }
    .into_any()
}
