//! `/staff/licenses/{id}`: one license with everything that happened to it.

use domain::period::alignment::PeriodChoice;
use domain::{LicenseId, LicenseState, ServiceId};
use engine::reads::{LicensePage, Purchase};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::charges;
use crate::components::confirm::Confirm;
use crate::components::facts::{day, fact, facts_card, link, moment, mono};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::{history, states};
use crate::failure::Failure;
use crate::functions::ReturnLicense;
use crate::pages::address::id_in_address;
use crate::texts::{licenses, operations, period_name, states as state_words, texts};
use crate::visitor;

/// The license.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<LicenseId>("id");
    staff_page(Place::Licenses, async move |caller| {
        let id = id?;
        let page = engine::reads::license(&visitor::engine()?, caller, id).await?;
        let name = page.license.card.name.clone();
        let header = Header::new(name.clone())
            .under(texts().licenses.title, "/staff/licenses")
            .beside(states::license(page.license.state));
        let purchase = page.purchase.as_ref().map(purchase);
        let may_return = page.license.state == LicenseState::Held && of(&page).is_some();
        let give_back = may_return.then(|| give_back(id));
        let content = view! {
            {header.view()}
            <div class="split">
                <div class="split__main stack">{give_back} {card(&page)} {charges::table(&page.charges)} {history::of_license(&page.events)}</div>
                <aside class="split__side stack">{here(&page)} {purchase}</aside>
            </div>
        };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

/// What the license server shows of it.
fn card(page: &LicensePage) -> AnyView {
    let words = &texts().licenses;
    let card = &page.license.card;
    facts_card(
        words.license_server,
        vec![
            fact(words.remote_id, mono(&page.license.remote_id)),
            fact(words.product, page.product.clone()),
            fact(words.plan, mono(&page.license.plan_code)),
            fact(words.address, mono(card.address)),
            fact(words.status, states::remote_status(card.status)),
            fact(words.expires, card.expires_on.map_or_else(|| words.not_shown.into_any(), day)),
            fact(words.auto_renewal, licenses::auto_renewal(card.auto_renewal)),
            fact(words.last_ip_change, licenses::last_change(card.last_ip_change)),
            fact(words.last_key_change, licenses::last_change(card.last_key_change)),
            fact(words.read, moment(page.license.read_at_ms)),
        ],
    )
}

/// A license whose return was given up can be returned after all.
fn give_back(id: LicenseId) -> AnyView {
    let words = &texts().licenses;
    let confirm = Confirm {
        id: "return-title",
        dangerous: false,
        title: words.return_title.to_owned(),
        effects: vec![words.return_text.to_owned(), words.return_no_cost.to_owned()],
        cost: None,
    };
    confirm.around(view! {
        <form class="actions" method="post" action=ReturnLicense::PATH>
            <input type="hidden" name="license" value=id.to_string()/>
            <button type="submit" class="button button--primary">{words.return_button}</button>
        </form>
    })
}

/// What it is to us.
fn here(page: &LicensePage) -> AnyView {
    let words = &texts().licenses;
    let license = &page.license;
    let mut facts = vec![fact(words.here, states::license(license.state))];
    facts.extend(
        of(page).map(|id| fact(words.service, link(format!("/staff/services/{id}"), words.item(id)))),
    );
    facts.extend(
        license
            .reserved_by
            .map(|id| fact(words.reserved_by, link(format!("/staff/operations/{id}"), words.operation(id)))),
    );
    facts.extend(license.free_since.map(|date| fact(words.free_since, day(date))));
    facts.extend(license.excluded.clone().map(|why| fact(words.excluded, why)));
    facts.extend(license.excluded_until.map(|date| fact(words.left_out_until, day(date))));
    facts.push(fact(words.key, if license.key.is_some() { words.key_kept } else { words.key_none }));
    facts_card(words.here_title, facts)
}

/// The service that it serves, or is on its way back from.
fn of(page: &LicensePage) -> Option<ServiceId> {
    page.license.service_id.or(page.license.left_service_id)
}

/// How it was bought.
fn purchase(purchase: &Purchase) -> AnyView {
    let words = &texts().operations;
    let choice = PeriodChoice::deserialize(&purchase.period_choice).ok();
    let operation = texts().licenses.operation(purchase.operation_id);
    let mut facts = vec![
        fact(words.state, state_words::intent(purchase.state)),
        fact(words.period, period_name(purchase.period)),
    ];
    facts.extend(choice.map(|choice| fact(words.period_why, operations::period_choice(&choice))));
    facts.extend(
        operations::cost(purchase.cost_e4.or(purchase.expected_cost_e4), &purchase.currency)
            .map(|cost| fact(if purchase.cost_e4.is_some() { words.cost } else { words.expected }, cost)),
    );
    facts.push(fact(words.what, link(format!("/staff/operations/{}", purchase.operation_id), operation)));
    facts_card(words.purchase, facts)
}
