//! `/staff/currencies/{id}`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, actions};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::EditRate;
use crate::pages::address::{CURRENCIES, id_in_address};
use crate::texts::texts;
use crate::visitor;

/// The form of a rate.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<i64>("id");
    staff_page(Place::Currencies, async move |caller| {
        let (id, words) = (id?, &texts().rates);
        let stored = engine::reads::currency_rate(&visitor::engine()?, caller, id).await?;
        let rate = stored.rate;
        let fields = [
            ("from", rate.from().to_string()),
            ("to", rate.to().to_string()),
            ("rate", rate.number()),
            ("day", rate.on().to_string()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let form = Editing::over("edit_rate", fields).await;
        let title = words.edit_title(rate.from(), rate.to());
        let delete = view! { <a class="button" href=format!("{CURRENCIES}/{id}/delete")>{words.delete}</a> };
        let content = view! {
            {Header::new(title.clone()).under(words.title, CURRENCIES).actions(delete).view()}
            {form.summary(&form::labels())}
            <form class="form" method="post" action=EditRate::PATH>
                <input type="hidden" name="id" value=id.to_string()/>
                {form.version(stored.version)}
                {form::view(&form, false)}
                {actions(texts().forms.save, CURRENCIES)}
            </form>
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}
