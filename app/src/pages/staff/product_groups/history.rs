//! `/staff/products/product-groups/{id}/history`.

use domain::ProductId;
use domain::catalogue::Root;
use leptos::prelude::*;

use crate::components::change_list::change_list;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address::{PRODUCT_GROUPS, id_in_address, product_group};
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The history.
pub(in crate::pages) fn page() -> AnyView {
    let (id, wish) = (id_in_address::<ProductId>("id"), Wish::of_address());
    staff_page(Place::ProductGroups, async move |caller| {
        let (id, words, engine) = (id?, &texts().product_groups, visitor::engine()?);
        let name = engine::reads::product_group(&engine, caller, id).await?.product.name;
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let root = (Root::Product, id.get());
        let found = engine::reads::change_history(&engine, caller, root, offset, i64::from(PER_PAGE)).await?;
        let content = view! {
            {Header::new(words.history).under(words.title, PRODUCT_GROUPS).under(name, product_group(id)).view()}
            {change_list(found.changes, |_| None)}
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.history, content))
    })
}
