//! `/staff/products/enumerations/{id}/values/{value}`.

use domain::{EnumerationId, ValueId};
use engine::reads::{Value, ValueFormPage};
use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::Editing;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::EditValue;
use crate::pages::address::{ENUMERATIONS, id_in_address, value, values};
use crate::texts::texts;
use crate::visitor;

/// The form of a value.
pub(in crate::pages) fn page() -> AnyView {
    let (list, id) = (id_in_address::<EnumerationId>("id"), id_in_address::<ValueId>("value"));
    let asked = form::asked_for();
    staff_page(Place::Enumerations, async move |caller| {
        let (list, id, engine) = (list?, id?, visitor::engine()?);
        let (fields, version) = asked.map(|asked| (asked.fields, asked.version)).unzip();
        let is_asked = fields.is_some();
        let mut form = Editing::over(&format!("value.{id}"), fields.unwrap_or_default()).await;
        let typed = (is_asked || form.is_refused()).then(|| form.value("intname"));
        let page = engine::reads::value_form(&engine, caller, list, Some(id), typed.as_deref()).await?;
        let stored = page.value.as_ref().ok_or(Failure::NotFound)?;
        if !is_asked {
            form = form.with_stored(stored_fields(stored));
        }
        let words = &texts().values;
        let here = value(list, id);
        let header = Header::new(stored.name.clone())
            .under(texts().enumerations.title, ENUMERATIONS)
            .under(page.enumeration.name.clone(), values(list))
            .actions(view! { <a class="button" href=format!("{here}/delete")>{words.delete}</a> });
        let identity = view! {
            <input type="hidden" name="id" value=id.to_string()/>
            {form.version(version.flatten().unwrap_or(stored.version))}
        };
        let identity = (identity.into_any(), texts().forms.save);
        let content = view! {
            {header.view()}
            {services_note(stored, &page)}
            {form::view(list, &page, &form, (EditValue::PATH, here), identity)}
        };
        Ok::<_, Failure>(Page::new(stored.name.clone(), content).narrow())
    })
}

/// A value as its form would send it.
fn stored_fields(value: &Value) -> Vec<(String, String)> {
    let field = |name: &str, value: String| (name.to_owned(), value);
    vec![
        field("name", value.name.clone()),
        field("intname", value.plan_code.to_string()),
        field("product", value.product_id.map(|id| id.to_string()).unwrap_or_default()),
        field("function_prefix", "soft".to_owned()),
        field("sort", value.sort.to_string()),
        field("sort_was", value.sort.to_string()),
    ]
}

/// What another plan code would do to services that were sold this one.
fn services_note(value: &Value, page: &ValueFormPage) -> Option<AnyView> {
    let words = &texts().values;
    (page.services > 0).then(|| {
        view! {
            <div class="note note--info">
                <p>
                    <strong>{words.services_keep(page.services, &value.plan_code)}</strong> " "
                    {words.services_keep_text}
                </p>
            </div>
        }
        .into_any()
    })
}
