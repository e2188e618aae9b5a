//! `/staff/products/product-groups/{id}`.

use domain::ProductId;
use domain::form::{addons_text, plan_codes_text};
use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, actions};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::EditProduct;
use crate::pages::address::{PRODUCT_GROUPS, id_in_address, product_group};
use crate::texts::texts;
use crate::visitor;

/// The form of a product group.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ProductId>("id");
    staff_page(Place::ProductGroups, async move |caller| {
        let page = engine::reads::product_group(&visitor::engine()?, caller, id?).await?;
        let (words, stored) = (&texts().product_groups, &page.product);
        let fields = [
            ("name", stored.name.clone()),
            ("plan_codes", plan_codes_text(&stored.plan_codes)),
            ("function_prefix", stored.function_prefix.to_string()),
            ("addons", addons_text(&stored.addons)),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let form = Editing::over(&format!("product.{}", stored.id), fields).await;
        let here = product_group(stored.id);
        let beside = view! {
            <a class="button" href=format!("{here}/history")>{words.history}</a>
            <a class="button" href=format!("{here}/delete")>{words.delete}</a>
        };
        let content = view! {
            {Header::new(stored.name.clone()).under(words.title, PRODUCT_GROUPS).actions(beside).view()}
            {form.summary(&form::labels())}
            {licenses_note(page.licenses)}
            <form class="form" method="post" action=EditProduct::PATH>
                <input type="hidden" name="id" value=stored.id.to_string()/>
                {form.version(stored.version)}
                {form::view(&form, false)}
                {actions(texts().forms.save, PRODUCT_GROUPS)}
            </form>
        };
        Ok::<_, Failure>(Page::new(stored.name.clone(), content).narrow())
    })
}

/// What a change would do to licenses that were bought.
fn licenses_note(licenses: i64) -> Option<AnyView> {
    let words = &texts().product_groups;
    (licenses > 0).then(|| {
        view! {
            <div class="note note--warn">
                <p><strong>{words.licenses_note(licenses)}</strong> " " {words.licenses_note_text}</p>
            </div>
        }
        .into_any()
    })
}
