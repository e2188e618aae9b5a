//! `/staff/products/product-groups/{id}/delete`: what deleting does, or what stands in the way.

use domain::ProductId;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::uses::in_use;
use crate::failure::Failure;
use crate::functions::DeleteProduct;
use crate::pages::address::{PRODUCT_GROUPS, id_in_address, product_group};
use crate::texts::texts;
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ProductId>("id");
    staff_page(Place::ProductGroups, async move |caller| {
        let page = engine::reads::product_group(&visitor::engine()?, caller, id?).await?;
        let words = &texts().product_groups;
        let (id, name) = (page.product.id, page.product.name.clone());
        let (title, here) = (words.delete_title(&name), product_group(id));
        let body = if page.uses.is_empty() {
            confirm(id, title.clone())
        } else {
            let title = words.cannot_delete(&name);
            in_use(title, words.cannot_delete_text, &page.uses, page.more_uses, (words.keep, here.clone()))
        };
        let header = Header::new(words.delete).under(words.title, PRODUCT_GROUPS).under(name, here);
        Ok::<_, Failure>(Page::new(title, view! { {header.view()} {body} }).narrow())
    })
}

fn confirm(id: ProductId, title: String) -> AnyView {
    let words = &texts().product_groups;
    let form = view! {
        <form class="actions" method="post" action=DeleteProduct::PATH>
            <input type="hidden" name="id" value=id.to_string()/>
            <button type="submit" class="button button--danger">{words.delete_button}</button>
            <a class="button button--quiet" href=product_group(id)>{words.keep}</a>
        </form>
    };
    let effects = vec![words.delete_group.to_owned()];
    Confirm { id: "delete-title", dangerous: true, title, effects, cost: None }.around(form)
}
