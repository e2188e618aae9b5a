//! `/staff/clients`: everybody who buys, searched, sorted and paged in the address.

use engine::reads::{ClientLine, ClientsSort, ClientsWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::{link, moment_day};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages, search, sort_head, sort_head_of_amounts};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::texts::{money, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Clients, async move |caller| {
        let words = &texts().clients;
        let (column, from_end) = wish.column();
        // Without a wish the newest stand first.
        let sort = ClientsSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let wanted = ClientsWanted {
            search: &wish.search,
            sort: sort.unwrap_or(ClientsSort::Id),
            descending: sort.is_none() || from_end,
            limit: PER_PAGE,
            offset: wish.offset(PER_PAGE),
        };
        let found = engine::reads::clients(&visitor::engine()?, caller, &wanted).await?;
        let total = i64::try_from(found.total).unwrap_or(i64::MAX);
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(&wish, found.lines) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {search(&wish, words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().clients;
    if wish.is_plain() {
        empty(Icon::Person, words.none_yet, words.none_yet_text, None)
    } else {
        empty(Icon::Person, words.empty, words.empty_text, None)
    }
}

fn table(wish: &Wish, lines: Vec<ClientLine>) -> AnyView {
    let words = &texts().clients;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {sort_head(wish, "id", words.number)}
                    {sort_head(wish, "name", words.name)}
                    <th scope="col">{words.email}</th>
                    {sort_head_of_amounts(wish, "balance", words.balance)}
                    <th scope="col">{words.services}</th>
                    <th scope="col">{words.orders}</th>
                    <th scope="col">{words.registered}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: ClientLine) -> AnyView {
    let words = &texts().clients;
    let rows = |list: &str, count: i64| link(format!("/staff/{list}?client={}", line.id), count.to_string());
    view! {
        <tr>
            <td class="tabular" data-label=words.number>{line.id.to_string()}</td>
            <td class="table__main"><a href=format!("/staff/clients/{}", line.id)>{line.name}</a></td>
            <td data-label=words.email>{line.email.to_string()}</td>
            <td class="numeric money" data-label=words.balance>{money(line.balance)}</td>
            <td class="tabular" data-label=words.services>{rows("services", line.services)}</td>
            <td class="tabular" data-label=words.orders>{rows("orders", line.orders)}</td>
            <td data-label=words.registered>{moment_day(line.created_at_ms)}</td>
        </tr>
    }
    .into_any()
}
