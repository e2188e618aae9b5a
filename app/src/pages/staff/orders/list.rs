//! `/staff/orders`: every order, searched, filtered, sorted and paged in the address.

use domain::ServiceState;
use engine::reads::{OrderLine, OrdersSort, OrdersWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::happened;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, only_client, pages, sort_head, sort_head_of_amounts};
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::texts::{money, period_name, states, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Orders, async move |caller| {
        let words = &texts().orders;
        let engine = visitor::engine()?;
        let (column, from_end) = wish.column();
        // Without a wish the newest stand first.
        let sort = OrdersSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let wanted = OrdersWanted {
            search: &wish.search,
            state: wish.state.parse().ok(),
            client: wish.client,
            sort: sort.unwrap_or(OrdersSort::Id),
            descending: sort.is_none() || from_end,
            limit: PER_PAGE,
            offset: wish.offset(PER_PAGE),
        };
        let found = engine::reads::orders(&engine, caller, &wanted).await?;
        let only = match wish.client {
            Some(id) => only_client(&wish, &engine::reads::client_card(&engine, caller, id).await?.name),
            None => None,
        };
        let total = i64::try_from(found.total).unwrap_or(i64::MAX);
        let states =
            ServiceState::ALL.iter().map(|&state| (state.to_string(), states::service(state))).collect();
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(&wish, found.lines) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {only}
            {filters(&wish, (words.state, states), words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().orders;
    if wish.is_plain() {
        empty(Icon::Cart, words.none_yet, words.none_yet_text, None)
    } else {
        empty(Icon::Cart, words.empty, words.empty_text, None)
    }
}

fn table(wish: &Wish, lines: Vec<OrderLine>) -> AnyView {
    let words = &texts().orders;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {sort_head(wish, "id", words.number)}
                    <th scope="col">{words.placed}</th>
                    {sort_head(wish, "client", words.client)}
                    <th scope="col">{words.tariff}</th>
                    <th scope="col">{words.period}</th>
                    {sort_head_of_amounts(wish, "total", words.total)}
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.state}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: OrderLine) -> AnyView {
    let words = &texts().orders;
    view! {
        <tr>
            <td class="table__main"><a href=format!("/staff/orders/{}", line.id)>{words.name(line.id)}</a></td>
            <td data-label=words.placed>{happened(line.business_day, line.placed_at_ms)}</td>
            <td data-label=words.client>
                <a href=format!("/staff/clients/{}", line.client_id)>{line.client_name}</a>
            </td>
            <td data-label=words.tariff>
                <div>{line.tariff_name} <small class="table__sub">{line.panel_name}</small></div>
            </td>
            <td data-label=words.period>{period_name(line.period)}</td>
            <td class="numeric money" data-label=words.total>{money(line.total)}</td>
            <td data-label=words.service>
                <a href=format!("/staff/services/{}", line.service_id)>{line.host_name.to_string()}</a>
            </td>
            <td data-label=words.state>{badges::service(line.state)}</td>
        </tr>
    }
    .into_any()
}
