//! `/staff/products/enumerations/{id}/history`: of an enumeration and of its values.

use domain::EnumerationId;
use domain::catalogue::Root;
use leptos::prelude::*;

use crate::components::change_list::change_list;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address::{ENUMERATIONS, id_in_address, values};
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The history.
pub(in crate::pages) fn page() -> AnyView {
    let (id, wish) = (id_in_address::<EnumerationId>("id"), Wish::of_address());
    staff_page(Place::Enumerations, async move |caller| {
        let (id, words, engine) = (id?, &texts().enumerations, visitor::engine()?);
        let name = engine::reads::enumeration(&engine, caller, id).await?.enumeration.name;
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let root = (Root::Enumeration, id.get());
        let found = engine::reads::change_history(&engine, caller, root, offset, i64::from(PER_PAGE)).await?;
        let content = view! {
            {Header::new(words.history).under(words.title, ENUMERATIONS).under(name, values(id)).view()}
            {change_list(found.changes, |_| None)}
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.history, content))
    })
}
