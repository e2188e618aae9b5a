//! `/account`: a client's balance and its ledger.

use domain::access::Action;
use engine::reads::Entry;
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::day;
use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, turn_pages};
use crate::components::menu::Place;
use crate::components::tiles::{Tile, tiles};
use crate::failure::Failure;
use crate::texts::{money, states, texts};
use crate::visitor;

/// The account.
pub(super) fn page() -> AnyView {
    let wish = Wish::of_address();
    client_page(Place::Account, Action::SeeOwnAccount, async move |caller| {
        let words = &texts().account;
        let account = engine::reads::account(&visitor::engine()?, caller, wish.page.into()).await?;
        let ledger = if account.entries.is_empty() {
            empty(Icon::Wallet, words.empty_title, words.empty_text, None)
        } else {
            table(account.entries)
        };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            <div class="stack">
                {tiles(vec![Tile::new(words.balance, money(account.balance)).note(words.how_to_fund)])}
                <div class="table-wrap">{ledger}</div>
            </div>
            {turn_pages(&wish, account.page, account.pages)}
        };
        Ok::<_, Failure>(Page::new(words.title, content))
    })
}

fn table(entries: Vec<Entry>) -> AnyView {
    let words = &texts().account;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.ledger}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.reason}</th>
                    <th scope="col">{words.kind}</th>
                    <th scope="col">{words.date}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col" class="numeric">{words.amount}</th>
                </tr>
            </thead>
            <tbody>{entries.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(entry: Entry) -> AnyView {
    let words = &texts().account;
    let class =
        if entry.amount.is_negative() { "numeric money money--minus" } else { "numeric money money--plus" };
    let service = entry
        .service_id
        .map(|id| view! { <a href=format!("/services/{id}")>{texts().services.numbered(id)}</a> });
    view! {
        <tr>
            <td class="table__main">{entry.reason}</td>
            <td data-label=words.kind>{states::ledger(entry.kind)}</td>
            <td data-label=words.date>{day(entry.business_day)}</td>
            <td data-label=words.service>{service}</td>
            <td class=class data-label=words.amount>{money(entry.amount)}</td>
        </tr>
    }
    .into_any()
}
