//! `/staff/products/tariff-plans/{id}/options/{option}/history`: an option's, with its prices.

use domain::catalogue::Object;
use domain::{OptionId, TariffId};
use engine::reads::Change;
use leptos::prelude::*;

use crate::components::change_list::change_list;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address::{TARIFFS, id_in_address, option, options, tariff};
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 25;

/// The history; behind each change of prices stands the way back to before it.
pub(in crate::pages) fn page() -> AnyView {
    let (id, option_id) = (id_in_address::<TariffId>("id"), id_in_address::<OptionId>("option"));
    let wish = Wish::of_address();
    staff_page(Place::Tariffs, async move |caller| {
        let (id, option_id, words) = (id?, option_id?, &texts().options);
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let (engine, limit) = (visitor::engine()?, i64::from(PER_PAGE));
        let found = engine::reads::option_history(&engine, caller, id, option_id, offset, limit).await?;
        let address = option(id, option_id);
        let title = words.history_of(&found.option_name);
        let header = Header::new(words.history)
            .under(texts().tariffs.title, TARIFFS)
            .under(found.tariff_name, tariff(id))
            .under(words.title, options(id))
            .under(found.option_name, address.clone());
        let content = view! {
            {header.view()}
            {change_list(found.history.changes, |change| restore(&address, change))}
            {pages(&wish, PER_PAGE, found.history.total)}
        };
        Ok::<_, Failure>(Page::new(title, content))
    })
}

fn restore(address: &str, change: &Change) -> Option<AnyView> {
    let href = format!("{address}/restore/{}", change.id);
    let link = || view! { <a class="button button--small" href=href>{texts().options.restore_before}</a> };
    (change.object.0 == Object::Prices).then(|| link().into_any())
}
