//! `/staff/clients/{id}/correct`: puts a balance right.

use domain::ClientId;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::input::Input;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::CorrectBalance;
use crate::islands::BalanceAfter;
use crate::pages::address::id_in_address;
use crate::texts::{money, texts};
use crate::visitor;

/// The form.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ClientId>("id");
    staff_page(Place::Clients, async move |caller| {
        let words = &texts().clients;
        let client = engine::reads::client_card(&visitor::engine()?, caller, id?).await?;
        let form = Editing::new(&format!("correction.{}", client.id), &[]).await;
        let back = format!("/staff/clients/{}", client.id);
        let header = Header::new(words.correct)
            .under(words.title, "/staff/clients")
            .under(client.name, back.clone())
            .lead(words.correct_lead);
        let balance = client.balance;
        let amount = Input::amount("amount", words.amount)
            .unit(balance.currency().to_string())
            .help(words.correct_amount_help(money(balance)))
            .required();
        let note = Input::text("note", words.note).help(words.correct_note_help).required();
        let content = view! {
            {header.view()}
            <form class="form" method="post" action=CorrectBalance::PATH>
                {form.summary(&[("amount", words.amount), ("note", words.note)])}
                <input type="hidden" name="client" value=client.id.to_string()/>
                {one_time_key()}
                <div>
                    {amount.view(&form)}
                    <BalanceAfter field="amount".to_owned() balance label=words.becomes.to_owned()/>
                </div>
                {note.view(&form)}
                {actions(words.correct_save, back)}
            </form>
        };
        Ok::<_, Failure>(Page::new(words.correct, content).narrow())
    })
}
