//! `/staff/services/{id}`: one service with everything that happened to it.

use domain::suspension::KeptLicense;
use domain::term_coverage::Term;
use domain::{PanelInstall, PanelState, ServiceId, ServiceState, SuspensionCause};
use engine::reads::{ServiceCard, ServicePage};
use leptos::prelude::*;

use crate::components::extras::extras_card;
use crate::components::facts::{day, fact, facts_card, link, mono};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::progress::{is_moving, keep_moving};
use crate::components::quote::quote_lines;
use crate::components::term_bar::{last_day, term_bar, term_legend};
use crate::components::{history, states};
use crate::failure::Failure;
use crate::pages::address::id_in_address;
use crate::pages::staff::coverage as coverage_list;
use crate::texts::{
    coverage, notes, period_name, states as state_words, suspension as suspension_words, texts,
};
use crate::visitor;

/// The service.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    staff_page(Place::StaffServices, async move |caller| {
        let id = id?;
        let page = engine::reads::service(&visitor::engine()?, caller, id).await?;
        let live = page
            .progress
            .as_ref()
            .filter(|progress| is_moving(progress))
            .map(|progress| keep_moving(progress.state, format!("/events/services/{id}")));
        let name = page.card.host_name.to_string();
        let header = Header::new(name.clone())
            .under(texts().services.title, "/staff/services")
            .beside(states::service(page.card.state));
        let header = match acts(&page.card) {
            Some(acts) => header.actions(acts),
            None => header,
        };
        let content = view! {
            <div id="live-head" data-live="">{header.view()}</div>
            <div class="split">
                <div class="split__main stack" id="live-main" data-live="">
                    {moved(&page)} {operation(&page)} {suspension(&page)} {server(&page)} {extras_card(&page, true)}
                    {history::for_staff(&page.events)}
                </div>
                <aside class="split__side stack" id="live-side" data-live="">{license(&page)} {terms(&page)} {price(&page)}</aside>
            </div>
            {live}
        };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

/// What may be done to it. A client's balance pays for a renewal, so the client or staff may.
fn acts(card: &ServiceCard) -> Option<AnyView> {
    let words = &texts().suspension;
    let link = |act: &str, name: &'static str| {
        let href = format!("/staff/services/{}/{act}", card.id);
        view! { <a class="button" href=href>{name}</a> }
    };
    let renew = || link("renew", texts().renewals.title);
    let cause = card.suspended.as_ref().map(|suspended| suspended.cause);
    match card.state {
        ServiceState::Active => Some(view! { {renew()} {link("suspend", words.suspend)} }.into_any()),
        ServiceState::Suspended => {
            let keep = (cause == Some(SuspensionCause::NotPaid)).then(|| link("suspend", words.suspend));
            Some(view! { {renew()} {link("resume", words.resume)} {keep} }.into_any())
        }
        _ => None,
    }
}

/// Since when and why it stands still, and what becomes of its license.
fn suspension(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().suspension;
    let suspended = page.card.suspended.as_ref()?;
    let mut facts =
        vec![fact(words.since, day(suspended.on)), fact(words.why, suspension_words::cause(suspended.cause))];
    facts.extend(suspended.reason.clone().map(|reason| fact(words.reason, reason)));
    facts.extend(page.kept_license.map(|kept| match kept {
        KeptLicense::Until { on } | KeptLicense::Release { since: on } => fact(words.license_stays, day(on)),
        KeptLicense::ToItsEnd { expires_on } => fact(words.license_stays_to_end, day(expires_on)),
    }));
    Some(facts_card(texts().states.service_suspended, facts))
}

fn operation(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().operations;
    let progress = page.progress.as_ref()?;
    let name = words.name(state_words::operation_kind(progress.kind), progress.id);
    let note = progress.note.as_ref().map(|note| fact(words.note, notes::for_staff(note)));
    let mut facts = vec![
        fact(words.what, link(format!("/staff/operations/{}", progress.id), name)),
        fact(words.state, states::operation(progress.state)),
    ];
    facts.extend(note);
    Some(facts_card(texts().services.last_operation, facts))
}

fn server(page: &ServicePage) -> AnyView {
    let words = &texts().services;
    let card = &page.card;
    let address = card.address.map_or_else(|| view! { {words.no_address} }.into_any(), mono);
    let renewal = page
        .auto_renewal_period
        .map_or_else(|| words.off.to_owned(), |period| words.every(period_name(period)));
    let mut facts = vec![
        fact(words.number, card.id.to_string()),
        fact(words.client, link(format!("/staff/clients/{}", page.client_id), page.client_name.clone())),
        fact(words.address, view! { {address} {look_at_address(page)} }),
        fact(words.os, card.os_name.clone()),
        fact(words.plan, card.tariff_name.clone()),
        fact(words.period, period_name(page.period)),
        fact(words.auto_renewal, renewal),
        fact(words.paid_until, day(card.paid_until)),
    ];
    facts.extend(page.order_id.map(|id| {
        fact(texts().clients.order_of, link(format!("/staff/orders/{id}"), texts().clients.order(id)))
    }));
    facts.extend(card.delete_on.map(|date| fact(words.delete, day(date))));
    facts_card(words.server, facts)
}

/// A person may have changed the address at VMmanager.
fn look_at_address(page: &ServicePage) -> Option<AnyView> {
    let card = &page.card;
    let has_server = matches!(card.state, ServiceState::Active | ServiceState::Suspended);
    let href = format!("/staff/services/{}/address", card.id);
    let link = || view! { " " <a href=href>{texts().moves.read_again}</a> }.into_any();
    has_server.then(link)
}

/// A server that was last seen with another address.
fn moved(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().moves;
    let shown = page.shown_address.filter(|shown| page.card.address.is_some_and(|known| known != *shown))?;
    let href = format!("/staff/services/{}/address", page.card.id);
    Some(
        view! { <div class="note note--warn"><p>{words.differs(shown)} " " <a href=href>{words.differs_link}</a></p></div> }
            .into_any(),
    )
}

/// Only a service that runs gets another panel.
fn change_panel(card: &ServiceCard) -> Option<AnyView> {
    let href = format!("/staff/services/{}/panel", card.id);
    let link = || view! { " " <a href=href>{texts().panel_change.services_link}</a> }.into_any();
    (card.state == ServiceState::Active).then(link)
}

fn license(page: &ServicePage) -> AnyView {
    let words = &texts().services;
    let card = &page.card;
    let mut facts = vec![fact(words.panel, view! { {card.panel_name.clone()} {change_panel(card)} })];
    if card.panel_state != PanelState::None {
        facts.push(fact(words.state, states::panel(card.panel_state)));
    }
    if card.install.state != PanelInstall::None {
        facts.push(fact(words.installation, states::install(card.install.state)));
    }
    if let Some(run) = &card.install.run {
        facts.push(fact(words.recipe, format!("{} (#{})", run.name, run.recipe_id)));
        facts.extend(card.install.task.as_ref().map(|task| fact(words.recipe_task, mono(task.to_string()))));
    }
    if let Some(license) = &page.license {
        let name = texts().events.license(license.id);
        facts.push(fact(words.license, link(format!("/staff/licenses/{}", license.id), name)));
        if card.state == ServiceState::Active {
            let href = format!("/staff/services/{}/key", card.id);
            facts.push(fact(words.key, link(href, texts().moves.key_make)));
        }
        facts.push(fact(words.license_status, states::remote_status(license.status)));
        facts.extend(license.expires_on.map(|date| fact(words.license_expires, day(date))));
    }
    facts_card(words.panel, facts)
}

/// The two terms, and what happens where they differ.
fn terms(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().coverage;
    let line = page.coverage.as_ref()?;
    let bar = || term_bar(&line.facts, last_day(&line.facts));
    let is_gap = matches!(line.facts.term(), Term::Gap { .. });
    Some(facts_card(
        words.title,
        vec![
            fact(words.terms, view! { <div>{bar()} {term_legend(is_gap)}</div> }),
            fact(words.paid_until, day(line.facts.paid_until)),
            fact(words.license_until, coverage::license_until(&line.facts)),
            fact(words.finding, coverage_list::finding(line)),
        ],
    ))
}

fn price(page: &ServicePage) -> Option<AnyView> {
    let lines = page.quote.as_ref().map(quote_lines)?;
    let title = texts().services.cost;
    Some(view! { <section class="quote"><h2 class="quote__title">{title}</h2>{lines}</section> }.into_any())
}
