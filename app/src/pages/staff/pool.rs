//! `/staff/pool`: what is paid and serves nobody, until when, and from when it can be taken.

use domain::LicenseState;
use domain::pool::Eligibility;
use engine::reads::{PoolPage, PoolRow};
use leptos::prelude::*;

use crate::components::badge::{Tone, badge};
use crate::components::empty::empty;
use crate::components::facts::day;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::menu::Place;
use crate::components::states;
use crate::components::tiles::{Tile, tiles};
use crate::failure::Failure;
use crate::texts::{dates, pool, texts};
use crate::visitor;

/// The pool.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Pool, async move |caller| {
        let words = &texts().pool;
        let page = engine::reads::pool(&visitor::engine()?, caller).await?;
        let list = if page.rows.is_empty() {
            empty(Icon::Pool, words.empty_title, words.empty_text, None)
        } else {
            table(&page.rows)
        };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {overview(&page)}
            <div class="table-wrap">{list}</div>
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn overview(page: &PoolPage) -> AnyView {
    let words = &texts().pool;
    let idle: i64 = page.rows.iter().filter_map(|row| row.days_left).filter(|days| *days > 0).sum();
    let waiting = page.rows.iter().filter(|row| row.license.state != LicenseState::Free).count();
    tiles(vec![
        Tile::new(words.free_now, page.eligible),
        Tile::new(words.pooled, page.rows.len()),
        Tile::new(words.waiting, waiting),
        Tile::new(words.idle_days, idle),
    ])
}

fn table(rows: &[PoolRow]) -> AnyView {
    let words = &texts().pool;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.list_title}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.license}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.expires}</th>
                    <th scope="col" class="numeric">{words.days_left}</th>
                    <th scope="col">{words.free_since}</th>
                    <th scope="col">{words.verdict}</th>
                </tr>
            </thead>
            <tbody>{rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(row: &PoolRow) -> AnyView {
    let words = &texts().pool;
    let license = &row.license;
    view! {
        <tr>
            <td class="table__main">
                <a href=format!("/staff/licenses/{}", license.id)>{row.product.clone()} " #" {license.id.to_string()}</a>
                <small class="table__sub">{row.module.clone()} " · " {license.card.address.to_string()}</small>
            </td>
            <td data-label=words.state>{states::license(license.state)}</td>
            <td data-label=words.expires>{license.card.expires_on.map(day)}</td>
            <td class="numeric" data-label=words.days_left>{row.days_left}</td>
            <td data-label=words.free_since>{license.free_since.map(day)}</td>
            <td data-label=words.verdict><div>{verdict(row)}</div></td>
        </tr>
    }
    .into_any()
}

/// Now, from a day on, or never; and why.
fn verdict(row: &PoolRow) -> AnyView {
    let words = &texts().pool;
    let (eligible_on, if_counts) = (row.forecast.eligible_on, row.forecast.if_release_counts);
    let reasons = match &row.eligibility {
        Eligibility::Eligible => String::new(),
        Eligibility::Refused(refusals) => refusals.iter().map(pool::refusal).collect::<Vec<_>>().join("; "),
    };
    let mark = match eligible_on {
        _ if row.eligibility == Eligibility::Eligible => badge(Tone::Ok, words.now),
        Some(date) => badge(Tone::Warn, words.from(dates::day(date))),
        None => badge(Tone::Idle, words.never),
    };
    let other = (if_counts != eligible_on).then(|| match if_counts {
        Some(date) => words.if_release_counts(dates::day(date)),
        None => words.if_release_counts_never.to_owned(),
    });
    let why = (!reasons.is_empty()).then(|| view! { <small class="table__sub">{reasons}</small> });
    let other = other.map(|text| view! { <small class="table__sub">{text}</small> });
    view! { {mark} {why} {other} }.into_any()
}
