//! `/services/{id}/key`: a new key for the license, with what that does before it is done.

use domain::ServiceId;
use domain::access::Action;
use domain::pool::LastChange;
use engine::reads::KeyChangePage;
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::components::confirm::Confirm;
use crate::components::facts::{fact, facts_card};
use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::ChangeKey;
use crate::pages::address::id_in_address;
use crate::texts::{dates, moves, refusals, texts};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    client_page(Place::Services, Action::SeeOwnServices, async move |caller| {
        let page = engine::reads::key_change(&visitor::engine()?, caller, id?).await?;
        let refused = flash::take_refused("key").await.unwrap_or_default();
        let (title, header) = head(&page, "/services");
        let content = view! {
            {header}
            {refusal(&refused, &[])}
            {body(&page, ChangeKey::PATH, "/services")}
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

/// The title and the header, for the client or for staff.
pub(in crate::pages) fn head(page: &KeyChangePage, services: &'static str) -> (String, AnyView) {
    let words = &texts().moves;
    let name = page.card.host_name.to_string();
    let title = words.key_title_of(&name);
    let header = Header::new(words.key_title)
        .under(texts().services.title, services)
        .under(name, format!("{services}/{}", page.card.id))
        .lead(words.key_lead);
    (title, header.view())
}

/// What is known, and what would be done; or why nothing can be.
pub(in crate::pages) fn body(page: &KeyChangePage, action: &'static str, services: &'static str) -> AnyView {
    let words = &texts().moves;
    let known = page.last_change.map(|change| {
        let facts = vec![
            fact(texts().services.panel, page.card.panel_name.clone()),
            fact(words.key_changed_last, moves::last_change(change)),
        ];
        facts_card(texts().services.key, facts)
    });
    let what = match &page.problem {
        Some(problem) => {
            let why = refusals::refusal(problem);
            view! { <div class="note note--warn"><p>{why}</p></div> }.into_any()
        }
        None => confirm(page, action, services),
    };
    view! { {known} {what} }.into_any()
}

fn confirm(page: &KeyChangePage, action: &'static str, services: &'static str) -> AnyView {
    let words = &texts().moves;
    let mut effects = vec![
        words.key_effect_old.to_owned(),
        words.key_effect_activate(&page.card.panel_name),
        words.key_effect_where.to_owned(),
    ];
    effects.extend(page.next.map(|next| words.key_effect_next(dates::day(next))));
    if page.last_change == Some(LastChange::Unknown) {
        effects.push(words.key_effect_unknown.to_owned());
    }
    let confirm = Confirm {
        id: "key-title",
        dangerous: true,
        title: words.key_confirm.to_owned(),
        effects,
        cost: None,
    };
    let back = format!("{services}/{}", page.card.id);
    let form = view! {
        <form class="actions" method="post" action=action>
            <input type="hidden" name="service" value=page.card.id.to_string()/>
            <input type="hidden" name="key" value=Uuid::new_v4().to_string()/>
            <button type="submit" class="button button--danger">{words.key_make}</button>
            <a class="button button--quiet" href=back>{texts().renewals.back}</a>
        </form>
    };
    confirm.around(form)
}
