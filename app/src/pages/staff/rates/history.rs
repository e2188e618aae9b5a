//! `/staff/currencies/history`: of all rates.

use domain::catalogue::Root;
use leptos::prelude::*;

use crate::components::change_list::change_list;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address::CURRENCIES;
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The history.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Currencies, async move |caller| {
        let words = &texts().rates;
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let found = engine::reads::change_history(
            &visitor::engine()?,
            caller,
            (Root::Rates, 0),
            offset,
            i64::from(PER_PAGE),
        )
        .await?;
        let content = view! {
            {Header::new(words.history).under(words.title, CURRENCIES).view()}
            {change_list(found.changes, |_| None)}
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.history, content))
    })
}
