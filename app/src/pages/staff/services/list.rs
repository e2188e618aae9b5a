//! `/staff/services`: every service, searched, filtered, sorted and paged in the address.

use domain::ServiceState;
use engine::reads::{MovedServer, ServiceLine, ServicesSort, ServicesWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::day;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, only_client, pages, sort_head};
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::texts::{dates, states, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::StaffServices, async move |caller| {
        let words = &texts().services;
        let (column, from_end) = wish.column();
        // Without a wish the newest stand first.
        let sort = ServicesSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let wanted = ServicesWanted {
            search: &wish.search,
            state: wish.state.parse().ok(),
            client: wish.client,
            sort: sort.unwrap_or(ServicesSort::Id),
            descending: sort.is_none() || from_end,
            limit: PER_PAGE,
            offset: wish.offset(PER_PAGE),
        };
        let engine = visitor::engine()?;
        let found = engine::reads::staff_services(&engine, caller, &wanted).await?;
        let only = match wish.client {
            Some(id) => only_client(&wish, &engine::reads::client_card(&engine, caller, id).await?.name),
            None => None,
        };
        let total = i64::try_from(found.total).unwrap_or(i64::MAX);
        let states =
            ServiceState::ALL.iter().map(|&state| (state.to_string(), states::service(state))).collect();
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(&wish, found.lines) };
        let moved = engine::reads::moved_servers(&engine, caller).await?;
        let content = view! {
            {Header::new(words.title).lead(words.list_lead).actions(terms_link()).view()}
            {moved_notice(moved)}
            {only}
            {filters(&wish, (words.state, states), words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn terms_link() -> AnyView {
    view! { <a class="button" href="/staff/coverage">{texts().coverage.link}</a> }.into_any()
}

/// Servers that a person gave another address: nothing follows them by itself.
fn moved_notice(moved: Vec<MovedServer>) -> Option<AnyView> {
    let count = moved.len();
    let lines = moved.into_iter().map(|server| {
        let href = format!("/staff/services/{}/address", server.id);
        let addresses = format!("{} → {}", server.known, server.shown);
        view! { <li><a href=href>{server.host_name}</a> " " <span class="mono">{addresses}</span></li> }
    });
    let lines = lines.collect_view();
    let notice = || {
        view! {
            <div class="note note--warn">
                <p>{texts().moves.moved_servers(count)}</p>
                <ul>{lines}</ul>
            </div>
        }
        .into_any()
    };
    (count > 0).then(notice)
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().services;
    if wish.is_plain() {
        empty(Icon::Server, words.none_yet, words.none_yet_text, None)
    } else {
        empty(Icon::Server, words.list_empty, words.list_empty_text, None)
    }
}

fn table(wish: &Wish, lines: Vec<ServiceLine>) -> AnyView {
    let words = &texts().services;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {sort_head(wish, "id", words.number)}
                    {sort_head(wish, "host_name", words.name)}
                    {sort_head(wish, "client", words.client)}
                    <th scope="col">{words.address}</th>
                    <th scope="col">{words.panel}</th>
                    {sort_head(wish, "state", words.state)}
                    {sort_head(wish, "paid_until", words.paid_until)}
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: ServiceLine) -> AnyView {
    let words = &texts().services;
    let class = if line.state == ServiceState::Deleted { "table__row--off" } else { "" };
    let address = line.address.map_or_else(|| texts().general.none.to_owned(), |address| address.to_string());
    let pending = (line.panel_state == domain::PanelState::Pending).then(|| badges::panel(line.panel_state));
    let ends = line
        .delete_on
        .map(|date| view! { <small class="table__sub">{words.deletes_on(dates::day(date))}</small> });
    view! {
        <tr class=class>
            <td class="tabular" data-label=words.number>{line.id.to_string()}</td>
            <td class="table__main">
                <a href=format!("/staff/services/{}", line.id)>{line.host_name.to_string()}</a>
                <small class="table__sub">{line.tariff_name}</small>
            </td>
            <td data-label=words.client>
                <a href=format!("/staff/clients/{}", line.client_id)>{line.client_name}</a>
            </td>
            <td class="mono" data-label=words.address>{address}</td>
            <td data-label=words.panel><div>{line.panel_name} " " {pending}</div></td>
            <td data-label=words.state>{badges::service(line.state)}</td>
            <td data-label=words.paid_until><div>{day(line.paid_until)} {ends}</div></td>
        </tr>
    }
    .into_any()
}
