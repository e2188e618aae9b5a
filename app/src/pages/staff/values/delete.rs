//! `/staff/products/enumerations/{id}/values/{value}/delete`: what deleting does, or what stands in the way.

use domain::{EnumerationId, ValueId};
use engine::reads::Value;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::uses::in_use;
use crate::failure::Failure;
use crate::functions::DeleteValue;
use crate::pages::address::{ENUMERATIONS, id_in_address, value, values};
use crate::texts::texts;
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let (list, id) = (id_in_address::<EnumerationId>("id"), id_in_address::<ValueId>("value"));
    staff_page(Place::Enumerations, async move |caller| {
        let (list, engine) = (list?, visitor::engine()?);
        let page = engine::reads::value_form(&engine, caller, list, Some(id?), None).await?;
        let stored = page.value.as_ref().ok_or(Failure::NotFound)?;
        let words = &texts().values;
        let (title, here) = (words.delete_title(&stored.name), value(list, stored.id));
        let body = if page.uses.is_empty() {
            confirm(list, stored, title.clone())
        } else {
            let title = words.cannot_delete(&stored.name);
            in_use(title, words.cannot_delete_text, &page.uses, page.more_uses, (words.keep, here.clone()))
        };
        let header = Header::new(words.delete)
            .under(texts().enumerations.title, ENUMERATIONS)
            .under(page.enumeration.name.clone(), values(list))
            .under(stored.name.clone(), here);
        Ok::<_, Failure>(Page::new(title, view! { {header.view()} {body} }).narrow())
    })
}

fn confirm(list: EnumerationId, stored: &Value, title: String) -> AnyView {
    let words = &texts().values;
    let form = view! {
        <form class="actions" method="post" action=DeleteValue::PATH>
            <input type="hidden" name="id" value=stored.id.to_string()/>
            <input type="hidden" name="enumeration" value=list.to_string()/>
            <button type="submit" class="button button--danger">{words.delete_button}</button>
            <a class="button button--quiet" href=values(list)>{words.keep}</a>
        </form>
    };
    let effects = vec![words.delete_value(&stored.plan_code), words.delete_close.to_owned()];
    Confirm { id: "delete-title", dangerous: true, title, effects, cost: None }.around(form)
}
