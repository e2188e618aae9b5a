//! `/staff/integration/processing-modules/{id}/history`: who changed what of a module and of its parameters.

use domain::ModuleId;
use domain::catalogue::Root;
use leptos::prelude::*;

use crate::components::change_list::change_list;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address::{self, MODULES, id_in_address};
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The history.
pub(in crate::pages) fn page() -> AnyView {
    let (id, wish) = (id_in_address::<ModuleId>("id"), Wish::of_address());
    staff_page(Place::Modules, async move |caller| {
        let (engine, id, words) = (visitor::engine()?, id?, &texts().modules);
        let name = engine::reads::module(&engine, caller, id).await?.row.name;
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let root = (Root::Module, id.get());
        let found = engine::reads::change_history(&engine, caller, root, offset, PER_PAGE.into()).await?;
        let header = Header::new(words.history).under(words.title, MODULES).under(name, address::module(id));
        let content = view! {
            {header.view()} {change_list(found.changes, |_| None)} {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.history, content).wide())
    })
}
