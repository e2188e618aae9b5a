//! `/staff/clients/{id}`: one client with its money, orders, services and people.

use domain::ClientId;
use engine::reads::ClientPage;
use leptos::{prelude::*, server_fn::ServerFn};

use super::tables;
use crate::components::facts::{fact, facts_columns, moment_day};
use crate::components::form::{Editing, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::history;
use crate::components::input::Input;
use crate::components::listing::{Wish, turn_pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::{AddFunds, LookAsClient};
use crate::islands::BalanceAfter;
use crate::pages::address::id_in_address;
use crate::texts::{money, texts};
use crate::visitor;

/// The client.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ClientId>("id");
    let wish = Wish::of_address();
    staff_page(Place::Clients, async move |caller| {
        let id = id?;
        let words = &texts().clients;
        let page = engine::reads::client(&visitor::engine()?, caller, id, wish.page.into()).await?;
        let name = page.client.name.clone();
        let header = Header::new(name.clone()).under(words.title, "/staff/clients").actions(look(id));
        let funds = add_funds(&page).await;
        let content = view! {
            {header.view()}
            <div class="split">
                <div class="split__main stack">
                    {facts(&page)}
                    {tables::ledger(&page.entries)}
                    {turn_pages(&wish, page.page, page.pages)}
                    {tables::orders(id, &page)}
                    {tables::services(id, &page)}
                    {history::of_client(&page.events)}
                </div>
                <aside class="split__side stack">{funds} {tables::logins(&page.logins)}</aside>
            </div>
        };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

fn look(id: ClientId) -> AnyView {
    let words = &texts().clients;
    view! {
        <a class="button only-narrow" href="#add-funds">{words.add_funds}</a>
        <form method="post" action=LookAsClient::PATH>
            <input type="hidden" name="client" value=id.to_string()/>
            <button type="submit" class="button" title=words.log_in_help>{words.log_in}</button>
        </form>
    }
    .into_any()
}

fn facts(page: &ClientPage) -> AnyView {
    let words = &texts().clients;
    let client = &page.client;
    let email = view! { <a href=format!("mailto:{}", client.email)>{client.email.to_string()}</a> };
    let balance = view! { <strong class="money">{money(client.balance)}</strong> };
    let licenses = format!("/staff/licenses?client={}", client.id);
    facts_columns(
        words.client,
        vec![
            fact(words.number, client.id.to_string()),
            fact(words.email, email.into_any()),
            fact(words.balance, balance.into_any()),
            fact(words.registered, moment_day(client.created_at_ms)),
            fact(texts().licenses.title, view! { <a href=licenses>{words.its_licenses}</a> }.into_any()),
        ],
    )
}

async fn add_funds(page: &ClientPage) -> AnyView {
    let words = &texts().clients;
    let client = &page.client;
    let form = Editing::new(&format!("funds.{}", client.id), &[]).await;
    let balance = client.balance;
    let amount = Input::amount("amount", words.amount)
        .unit(balance.currency().to_string())
        .help(words.funds_amount_help(money(balance)))
        .required();
    let note = Input::text("note", words.note).help(words.funds_note_help).required();
    view! {
        <section class="card" id="add-funds">
            <header class="card__header">
                <h2 class="card__title">{words.add_funds}</h2>
                <a class="card__link" href=format!("/staff/clients/{}/correct", client.id)>{words.correct_link}</a>
            </header>
            <form class="form" method="post" action=AddFunds::PATH>
                {form.summary(&[("amount", words.amount), ("note", words.note)])}
                <input type="hidden" name="client" value=client.id.to_string()/>
                {one_time_key()}
                <div>
                    {amount.view(&form)}
                    <BalanceAfter field="amount".to_owned() balance label=words.becomes.to_owned()/>
                </div>
                {note.view(&form)}
                <div class="actions">
                    <button type="submit" class="button button--primary">{words.add_funds}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
