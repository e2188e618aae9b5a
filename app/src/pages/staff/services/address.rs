//! `/staff/services/{id}/address`: a server whose address a person changed at VMmanager, and what following it does.

use domain::ServiceId;
use engine::reads::{Following, ServerAddressPage};
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::components::confirm::Confirm;
use crate::components::facts::{fact, facts_card, mono};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::{ChangeAddress, ReadAddress};
use crate::pages::address::id_in_address;
use crate::texts::{dates, moves, refusals, texts};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    staff_page(Place::StaffServices, async move |caller| {
        let page = engine::reads::server_address(&visitor::engine()?, caller, id?).await?;
        let words = &texts().moves;
        let refused = flash::take_refused("address").await.unwrap_or_default();
        let name = page.card.host_name.to_string();
        let title = words.address_title_of(&name);
        let header = Header::new(words.address_title)
            .under(texts().services.title, "/staff/services")
            .under(name, format!("/staff/services/{}", page.card.id))
            .lead(words.address_lead);
        let content = view! {
            {header.view()}
            {refusal(&refused, &[])}
            {known(&page)}
            {read_again(&page)}
            {following(&page)}
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

/// What is known here, and what the remote systems showed.
fn known(page: &ServerAddressPage) -> AnyView {
    let words = &texts().moves;
    let none = || view! { <span class="muted">{texts().services.no_address}</span> }.into_any();
    let shown = match &page.shown {
        None => view! { <span class="muted">{words.address_not_read}</span> }.into_any(),
        Some(shown) => {
            let main = shown.main().map_or_else(|| words.address_none.to_owned(), |main| main.to_string());
            let read = words.address_read(dates::moment(shown.read_at_ms));
            view! { <span class="mono">{main}</span> " " <small class="muted">{read}</small> }.into_any()
        }
    };
    let mut facts = vec![
        fact(words.address_known, page.card.address.map_or_else(none, mono)),
        fact(words.address_shown, shown),
    ];
    if let Some(license) = &page.license {
        let read = words.address_read(dates::moment(license.read_at_ms));
        let href = format!("/staff/licenses/{}", license.id);
        let value = view! {
            <a href=href>{format!("#{}", license.remote_id)}</a>
            " " <span class="mono">{license.address.to_string()}</span> " " <small class="muted">{read}</small>
        };
        facts.push(fact(words.address_of_license, value));
        facts.push(fact(words.last_change, moves::last_change(license.last_change)));
    }
    facts_card(texts().services.address, facts)
}

/// The live read: by a button alone, never when the page is opened.
fn read_again(page: &ServerAddressPage) -> Option<AnyView> {
    let words = &texts().moves;
    let has_server = page.card.address.is_some();
    let form = || {
        view! {
            <form class="stack stack--tight" method="post" action=ReadAddress::PATH>
                <input type="hidden" name="service" value=page.card.id.to_string()/>
                <div class="actions">
                    <button type="submit" class="button" aria-describedby="read-again-help">{words.read_again}</button>
                </div>
                <p class="field__help" id="read-again-help">{words.read_again_help}</p>
            </form>
        }
    };
    has_server.then(|| form().into_any())
}

fn following(page: &ServerAddressPage) -> Option<AnyView> {
    let words = &texts().moves;
    let to = page.shown.as_ref()?.main()?;
    let there = page.license.as_ref().map(|license| license.address).filter(|there| *there != to);
    let Some(following) = &page.following else {
        if let Some(there) = there {
            return Some(
                view! { <div class="note note--warn"><p><strong>{words.elsewhere(there, to)}</strong> ". " {words.elsewhere_text}</p></div> }
                    .into_any(),
            );
        }
        return Some(
            view! { <div class="note note--ok"><p><strong>{words.same}</strong> ". " {words.same_text}</p></div> }
                .into_any(),
        );
    };
    if let Some(problem) = &page.problem {
        let why = refusals::refusal(problem);
        return Some(view! { <div class="note note--warn"><p>{why}</p></div> }.into_any());
    }
    Some(confirm(page, &to.to_string(), following))
}

fn confirm(page: &ServerAddressPage, to: &str, following: &Following) -> AnyView {
    let words = &texts().moves;
    let mut effects = vec![words.effect_service(to)];
    effects.extend(moves::effects(following));
    let confirm = Confirm {
        id: "follow-title",
        dangerous: false,
        title: words.follow_title(to),
        effects,
        cost: Some(moves::costs(following)),
    };
    let form = view! {
        <form class="actions" method="post" action=ChangeAddress::PATH>
            <input type="hidden" name="service" value=page.card.id.to_string()/>
            <input type="hidden" name="address" value=to.to_owned()/>
            <input type="hidden" name="key" value=Uuid::new_v4().to_string()/>
            <button type="submit" class="button button--primary">{words.follow}</button>
            <a class="button button--quiet" href=format!("/staff/services/{}", page.card.id)>{texts().renewals.back}</a>
        </form>
    };
    confirm.around(form)
}
