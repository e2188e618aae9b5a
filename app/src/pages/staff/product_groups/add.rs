//! `/staff/products/product-groups/add`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::AddProduct;
use crate::pages::address::PRODUCT_GROUPS;
use crate::texts::texts;

/// The form of a new product group.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::ProductGroups, async move |_| {
        let words = &texts().product_groups;
        let form = Editing::new("add_product", &[("function_prefix", "soft")]).await;
        let content = view! {
            {Header::new(words.add_title).under(words.title, PRODUCT_GROUPS).view()}
            {form.summary(&form::labels())}
            <form class="form" method="post" action=AddProduct::PATH>
                {one_time_key()}
                {form::view(&form, !form.is_refused())}
                {actions(texts().forms.add, PRODUCT_GROUPS)}
            </form>
        };
        Ok::<_, Failure>(Page::new(words.add_title, content).narrow())
    })
}
