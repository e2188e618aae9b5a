//! `/staff/currencies/{id}/delete`.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::DeleteRate;
use crate::pages::address::{CURRENCIES, id_in_address};
use crate::texts::{dates, texts};
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<i64>("id");
    staff_page(Place::Currencies, async move |caller| {
        let (id, words) = (id?, &texts().rates);
        let rate = engine::reads::currency_rate(&visitor::engine()?, caller, id).await?.rate;
        let title = words.delete_title(format!("{rate}, {}", dates::day(rate.on())));
        let form = view! {
            <form class="actions" method="post" action=DeleteRate::PATH>
                <input type="hidden" name="id" value=id.to_string()/>
                <button type="submit" class="button button--danger">{words.delete_button}</button>
                <a class="button button--quiet" href=CURRENCIES>{words.keep}</a>
            </form>
        };
        let effects = vec![words.delete_effect.to_owned(), words.delete_money.to_owned()];
        let confirm =
            Confirm { id: "delete-title", dangerous: true, title: title.clone(), effects, cost: None };
        let content = view! {
            {Header::new(words.delete).under(words.title, CURRENCIES).view()}
            {confirm.around(form)}
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}
