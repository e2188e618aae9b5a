//! `/staff/products/tariff-plans/{id}/history`: a plan's, with its options and prices.

use domain::TariffId;
use domain::catalogue::Root;
use leptos::prelude::*;

use crate::components::change_list::change_list;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address::{TARIFFS, id_in_address, tariff};
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The history.
pub(in crate::pages) fn page() -> AnyView {
    let (wish, id) = (Wish::of_address(), id_in_address::<TariffId>("id"));
    staff_page(Place::Tariffs, async move |caller| {
        let (id, words) = (id?, &texts().tariffs);
        let engine = visitor::engine()?;
        let name = engine::reads::tariff(&engine, caller, id).await?.details.name;
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let root = (Root::Tariff, id.get());
        let found = engine::reads::change_history(&engine, caller, root, offset, i64::from(PER_PAGE)).await?;
        let title = words.history_of(&name);
        let content = view! {
            {Header::new(words.history).under(words.title, TARIFFS).under(name, tariff(id)).view()}
            {change_list(found.changes, |_| None)}
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(title, content))
    })
}
