//! `/staff/licenses`: every license, searched, filtered, sorted and paged in the address.

use domain::LicenseState;
use engine::reads::{License, LicensesSort, LicensesWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::{day, link};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, one_way_head, pages};
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::texts::{licenses, states, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Licenses, async move |caller| {
        let words = &texts().licenses;
        let wanted = LicensesWanted {
            search: wish.search.clone(),
            state: wish.state.parse().ok(),
            sort: match wish.column().0 {
                "name" => LicensesSort::Name,
                "ip" => LicensesSort::Address,
                "expires" => LicensesSort::Expires,
                _ => LicensesSort::Id,
            },
            offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
            limit: PER_PAGE.into(),
        };
        let found = engine::reads::licenses(&visitor::engine()?, caller, &wanted).await?;
        let states =
            LicenseState::ALL.iter().map(|&state| (state.to_string(), states::license(state))).collect();
        let list = if found.rows.is_empty() { nothing(&wish) } else { table(&wish, found.rows) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {filters(&wish, (words.here, states), words.count(found.total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().licenses;
    if wish.is_plain() {
        empty(Icon::Key, words.none_yet, words.none_yet_text, None)
    } else {
        empty(Icon::Key, words.empty, words.empty_text, None)
    }
}

fn table(wish: &Wish, rows: Vec<(License, String)>) -> AnyView {
    let words = &texts().licenses;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {one_way_head(wish, "id", words.number, "descending")}
                    {one_way_head(wish, "name", words.name, "ascending")}
                    {one_way_head(wish, "ip", words.address, "ascending")}
                    <th scope="col">{words.plan}</th>
                    <th scope="col">{words.status}</th>
                    {one_way_head(wish, "expires", words.expires, "ascending")}
                    <th scope="col">{words.auto_renewal}</th>
                    <th scope="col">{words.last_ip_change}</th>
                    <th scope="col">{words.last_key_change}</th>
                    <th scope="col">{words.service}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row((license, product): (License, String)) -> AnyView {
    let words = &texts().licenses;
    let over = matches!(license.state, LicenseState::Lapsed | LicenseState::Gone);
    let class = if over { "table__row--off" } else { "" };
    let service = match license.service_id {
        Some(id) => link(format!("/staff/services/{id}"), words.item(id)),
        None => badges::license(license.state),
    };
    let card = license.card;
    view! {
        <tr class=class>
            <td class="tabular" data-label=words.number>{license.id.to_string()}</td>
            <td class="table__main">
                <a href=format!("/staff/licenses/{}", license.id)>{card.name}</a>
                <small class="table__sub">{product}</small>
            </td>
            <td class="mono" data-label=words.address>{card.address.to_string()}</td>
            <td class="mono" data-label=words.plan>{license.plan_code.to_string()}</td>
            <td data-label=words.status>{badges::remote_status(card.status)}</td>
            <td data-label=words.expires>{card.expires_on.map(day)}</td>
            <td data-label=words.auto_renewal>{licenses::auto_renewal(card.auto_renewal)}</td>
            <td data-label=words.last_ip_change>{licenses::last_change(card.last_ip_change)}</td>
            <td data-label=words.last_key_change>{licenses::last_change(card.last_key_change)}</td>
            <td data-label=words.service>{service}</td>
        </tr>
    }
    .into_any()
}
