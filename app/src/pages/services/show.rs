//! `/services/{id}`: one service. Its key and its password are shown only in the answer to being asked.

use domain::access::Action;
use domain::term_coverage::{Facts, Term};
use domain::{PanelState, ServiceId, ServiceState, SuspensionCause};
use engine::reads::{ServiceCard, ServicePage};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{install, suspension};
use crate::components::extras::extras_card;
use crate::components::facts::{day, fact, facts_card, mono};
use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::progress::{is_busy, is_moving, keep_moving, progress};
use crate::components::quote::quote_lines;
use crate::components::term_bar::{last_day, term_bar, term_legend};
use crate::components::{history, secret, states};
use crate::failure::Failure;
use crate::functions::{CancelDeletion, ShowKey, ShowPassword};
use crate::pages::address::id_in_address;
use crate::reveal;
use crate::texts::{coverage, dates, period_name, texts};
use crate::visitor;

/// The service.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    client_page(Place::Services, Action::SeeOwnServices, async move |caller| {
        let id = id?;
        let engine = visitor::engine()?;
        let page = engine::reads::service(&engine, caller, id).await?;
        let shown = reveal::asked(&engine, caller, id).await?;
        let name = page.card.host_name.to_string();
        let live = page
            .progress
            .as_ref()
            .filter(|progress| is_moving(progress))
            .map(|progress| keep_moving(progress.state, format!("/events/services/{id}")));
        let history = history::for_client(&page.events);
        let content = view! {
            <div id="live-head" data-live="">{header(&page)}</div>
            <div class="split">
                <div class="split__main stack">
                    <div class="stack" id="live-main" data-live="">{deletion_notice(&page)} {suspension::note(&page)} {main(&page)}</div>
                    {secrets(&page, shown)}
                    {history}
                </div>
                <aside class="split__side stack" id="live-side" data-live="">{side(&page)}</aside>
            </div>
            {live}
        };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

fn header(page: &ServicePage) -> AnyView {
    let words = &texts().services;
    let card = &page.card;
    let header = Header::new(card.host_name.to_string())
        .under(words.title, "/services")
        .beside(states::service(card.state));
    let busy = page.progress.as_ref().is_some_and(is_busy);
    match page.deletion {
        Some(_) if card.delete_on.is_none() => header.actions(view! {
            {renew(card)}
            {(!busy).then(|| view! { <a class="button" href=format!("/services/{}/delete", card.id)>{words.delete}</a> })}
        }),
        _ => header,
    }
    .view()
}

fn renew(card: &ServiceCard) -> Option<AnyView> {
    let address = format!("/services/{}/renew", card.id);
    let link = || view! { <a class="button button--primary" href=address>{texts().renewals.title}</a> };
    let by_staff = card.suspended.as_ref().is_some_and(|suspended| suspended.cause == SuspensionCause::Staff);
    let stands = matches!(card.state, ServiceState::Active | ServiceState::Suspended) && !by_staff;
    stands.then(|| link().into_any())
}

fn deletion_notice(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().services;
    let date = page.card.delete_on.filter(|_| page.deletion.is_some())?;
    Some(
        view! {
            <div class="note note--warn">
                <p>{words.deleting_on(dates::day(date))}</p>
                <form method="post" action=CancelDeletion::PATH>
                    <input type="hidden" name="service" value=page.card.id.to_string()/>
                    <button type="submit" class="button button--small">{words.cancel_deletion}</button>
                </form>
            </div>
        }
        .into_any(),
    )
}

fn main(page: &ServicePage) -> AnyView {
    let words = &texts().services;
    let card = &page.card;
    let running = page
        .progress
        .as_ref()
        .filter(|running| is_moving(running) || card.state == ServiceState::Provisioning)
        .map(|running| progress(running, card));
    let address =
        card.address.map_or_else(|| view! { <span class="muted">{words.no_address}</span> }.into_any(), mono);
    let server = facts_card(
        words.server,
        vec![
            fact(words.address, address),
            fact(words.os, card.os_name.clone()),
            fact(words.plan, card.tariff_name.clone()),
            fact(words.paid_until, day(card.paid_until)),
            fact(words.period, period_name(page.period)),
            fact(
                words.auto_renewal,
                page.auto_renewal_period
                    .map_or_else(|| words.off.to_owned(), |period| words.every(period_name(period))),
            ),
        ],
    );
    view! { {running} {server} {extras_card(page, false)} {panel(page)} }.into_any()
}

fn panel(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().services;
    let card = &page.card;
    if card.panel_state == PanelState::None {
        return None;
    }
    let license = page.license.as_ref().filter(|_| card.panel_state == PanelState::Active);
    let expires = license.and_then(|license| license.expires_on);
    let mut facts =
        vec![fact(words.panel, card.panel_name.clone()), fact(words.state, states::panel(card.panel_state))];
    facts.extend(expires.map(|date| fact(words.license_expires, day(date))));
    facts.extend(page.coverage.as_ref().and_then(|line| term(&line.facts)));
    Some(view! { {facts_card(words.panel, facts)} {install::note(card)} }.into_any())
}

/// The license beside the paid term, in the client's words.
fn term(facts: &Facts) -> Option<AnyView> {
    let said = coverage::for_client(facts)?;
    let bar = term_bar(facts, last_day(facts));
    let legend = term_legend(matches!(facts.term(), Term::Gap { .. }));
    Some(fact(texts().coverage.client_title, view! { <div>{bar} {legend} <p>{said}</p></div> }))
}

/// The key and the root password: boxes that are empty until somebody asks.
fn secrets(page: &ServicePage, shown: reveal::Shown) -> AnyView {
    let words = &texts().services;
    let card = &page.card;
    let id = card.id.to_string();
    // A secret that is shown stays until the page is left, and its copy button with it.
    let live = (shown.key.is_none() && shown.password.is_none()).then_some("");
    let has_key = page.license.as_ref().is_some_and(|license| license.has_key);
    let key = match shown.key {
        Some(key) => Some(secret::shown(words.key, "license-key", key)),
        None => {
            has_key.then(|| secret::hidden(words.key, words.show_key, ShowKey::PATH, "service", id.clone()))
        }
    };
    let has_server = matches!(card.state, ServiceState::Active | ServiceState::Suspended);
    let password = match shown.password {
        Some(password) => Some(secret::shown(words.root_password, "root-password", password)),
        None => has_server.then(|| {
            secret::hidden(words.root_password, words.show_password, ShowPassword::PATH, "service", id)
        }),
    };
    let new_key = (has_key && card.state == ServiceState::Active).then(|| {
        view! { <a href=format!("/services/{}/key", card.id)>{texts().moves.key_link}</a> }
    });
    let boxes = (key.is_some() || password.is_some()).then(|| {
        view! {
            <section class="card">
                <header class="card__header"><h2 class="card__title">{words.secrets}</h2>{new_key}</header>
                <div class="stack stack--tight">{key} {password}</div>
            </section>
        }
    });
    view! { <div id="live-secrets" data-live=live>{boxes}</div> }.into_any()
}

fn side(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().services;
    let lines = page.quote.as_ref().map(quote_lines)?;
    Some(
        view! { <section class="quote"><h2 class="quote__title">{words.cost}</h2>{lines}</section> }
            .into_any(),
    )
}
