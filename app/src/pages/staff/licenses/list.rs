//! `/staff/licenses`: every license, searched, filtered, sorted and paged in the address.

use domain::LicenseState;
use engine::reads::{LicenseCost, LicenseRow, LicensesSort, LicensesWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::{day, link};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, only_client, pages, sort_head};
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::texts::{licenses, money, states, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Licenses, async move |caller| {
        let words = &texts().licenses;
        let engine = visitor::engine()?;
        let (column, from_end) = wish.column();
        // Without a wish the newest stand first.
        let sort = LicensesSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let wanted = LicensesWanted {
            search: wish.search.clone(),
            state: wish.state.parse().ok(),
            client: wish.client,
            sort: sort.unwrap_or_default(),
            descending: sort.is_none() || from_end,
            offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
            limit: PER_PAGE.into(),
        };
        let found = engine::reads::licenses(&engine, caller, &wanted).await?;
        let only = match wish.client {
            Some(id) => only_client(&wish, &engine::reads::client_card(&engine, caller, id).await?.name),
            None => None,
        };
        let states =
            LicenseState::ALL.iter().map(|&state| (state.to_string(), states::license(state))).collect();
        let list = if found.rows.is_empty() { nothing(&wish) } else { table(&wish, found.rows) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {only}
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

fn table(wish: &Wish, rows: Vec<LicenseRow>) -> AnyView {
    let words = &texts().licenses;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {sort_head(wish, "id", words.number)}
                    {sort_head(wish, "name", words.name)}
                    {sort_head(wish, "ip", words.address)}
                    <th scope="col">{words.plan}</th>
                    <th scope="col">{words.status}</th>
                    {sort_head(wish, "expires", words.expires)}
                    <th scope="col">{words.auto_renewal}</th>
                    <th scope="col">{words.last_ip_change}</th>
                    <th scope="col">{words.last_key_change}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col" class="numeric">{words.cost}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(row: LicenseRow) -> AnyView {
    let words = &texts().licenses;
    let LicenseRow { license, product, serves, cost } = row;
    let over = matches!(license.state, LicenseState::Lapsed | LicenseState::Gone);
    let class = if over { "table__row--off" } else { "" };
    let (host_name, client) = match serves {
        Some((host_name, id, name)) => {
            let client = link(format!("/staff/clients/{id}"), name);
            (Some(host_name), Some(view! { <small class="table__sub">{client}</small> }))
        }
        None => (None, None),
    };
    let service = match (license.service_id, host_name) {
        (Some(id), Some(host_name)) => link(format!("/staff/services/{id}"), host_name.to_string()),
        (Some(id), None) => link(format!("/staff/services/{id}"), words.item(id)),
        (None, _) => badges::license(license.state),
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
            <td data-label=words.service><div>{service} {client}</div></td>
            <td class="numeric" data-label=words.cost>{cost_of(cost)}</td>
        </tr>
    }
    .into_any()
}

/// What it cost so far, and whether that is what the price list says or what was charged.
fn cost_of(cost: LicenseCost) -> AnyView {
    let words = &texts().licenses;
    let Some(total) = cost.total else { return texts().general.none.into_any() };
    let renewed = (cost.renewals > 0).then(|| words.with_renewals(cost.renewals));
    let expected = cost.is_expected.then(|| words.cost_expected.to_owned());
    let notes: Vec<String> = expected.into_iter().chain(renewed).collect();
    let notes = (!notes.is_empty()).then(|| view! { <small class="table__sub">{notes.join(", ")}</small> });
    view! { <div><span class="money">{money(total)}</span> {notes}</div> }.into_any()
}
