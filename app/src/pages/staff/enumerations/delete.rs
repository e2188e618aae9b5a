//! `/staff/products/enumerations/{id}/delete`: what deleting does, or what stands in the way.

use domain::EnumerationId;
use engine::reads::EnumerationPage;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::uses::in_use;
use crate::failure::Failure;
use crate::functions::DeleteEnumeration;
use crate::pages::address::{ENUMERATIONS, id_in_address, values};
use crate::texts::texts;
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<EnumerationId>("id");
    staff_page(Place::Enumerations, async move |caller| {
        let page = engine::reads::enumeration(&visitor::engine()?, caller, id?).await?;
        let words = &texts().enumerations;
        let (id, name) = (page.enumeration.id, page.enumeration.name.clone());
        let title = words.delete_title(&name);
        let body = if page.uses.is_empty() {
            confirm(&page)
        } else {
            let title = words.cannot_delete(&name);
            in_use(title, words.cannot_delete_text, &page.uses, page.more_uses, (words.keep, values(id)))
        };
        let header = Header::new(words.delete).under(words.title, ENUMERATIONS).under(name, values(id));
        Ok::<_, Failure>(Page::new(title, view! { {header.view()} {body} }).narrow())
    })
}

fn confirm(page: &EnumerationPage) -> AnyView {
    let words = &texts().enumerations;
    let mut effects = vec![words.delete_list.to_owned()];
    if page.values > 0 {
        effects.push(words.delete_values(page.values));
    }
    let form = view! {
        <form class="actions" method="post" action=DeleteEnumeration::PATH>
            <input type="hidden" name="id" value=page.enumeration.id.to_string()/>
            <button type="submit" class="button button--danger">{words.delete_button}</button>
            <a class="button button--quiet" href=values(page.enumeration.id)>{words.keep}</a>
        </form>
    };
    let title = words.delete_title(&page.enumeration.name);
    Confirm { id: "delete-title", dangerous: true, title, effects, cost: None }.around(form)
}
