//! `/staff/currencies`: every rate, the latest day first.

use domain::Date;
use engine::reads::DatedRate;
use leptos::prelude::*;

use crate::components::badge::{Tone, badge};
use crate::components::empty::empty;
use crate::components::facts::day;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages, search};
use crate::components::menu::Place;
use crate::components::toolbar::{Toolbar, chooser, chooser_head};
use crate::failure::Failure;
use crate::pages::address::CURRENCIES;
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;
/// Where a rate is added.
const ADD: &str = "/staff/currencies/add";

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Currencies, async move |caller| {
        let words = &texts().rates;
        let offset = wish.offset(PER_PAGE);
        let found =
            engine::reads::currency_rates(&visitor::engine()?, caller, &wish.search, offset, PER_PAGE)
                .await?;
        let history = view! { <a class="button" href=format!("{CURRENCIES}/history")>{words.history}</a> };
        let list = if found.rates.is_empty() { nothing(&wish) } else { table(found.rates, found.today) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).actions(history).view()}
            {Toolbar::new(CURRENCIES).add(texts().forms.add).open("", words.edit).delete(words.delete).view()}
            {search(&wish, words.count(found.total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content))
    })
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().rates;
    if wish.is_plain() {
        empty(Icon::Wallet, words.none_yet, words.none_yet_text, Some((ADD, texts().forms.add)))
    } else {
        empty(Icon::Wallet, words.list_empty, words.list_empty_text, None)
    }
}

fn table(rates: Vec<(DatedRate, bool)>, today: Date) -> AnyView {
    let words = &texts().rates;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    <th scope="col">{words.day}</th>
                    <th scope="col">{words.from}</th>
                    <th scope="col">{words.to}</th>
                    <th scope="col" class="numeric">{words.rate}</th>
                    <th scope="col">{words.state}</th>
                </tr>
            </thead>
            <tbody>{rates.into_iter().map(|(rate, in_use)| row(rate, in_use, today)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(dated: DatedRate, in_use: bool, today: Date) -> AnyView {
    let (words, rate) = (&texts().rates, dated.rate);
    let state = if in_use {
        badge(Tone::Ok, words.in_use)
    } else if rate.on() > today {
        badge(Tone::Info, words.later)
    } else {
        badge(Tone::Idle, words.replaced)
    };
    view! {
        <tr>
            {chooser(dated.id, &rate.to_string(), "")}
            <td class="table__main"><a href=format!("{CURRENCIES}/{}", dated.id)>{day(rate.on())}</a></td>
            <td data-label=words.from>{rate.from().to_string()}</td>
            <td data-label=words.to>{rate.to().to_string()}</td>
            <td class="numeric tabular" data-label=words.rate>{rate.number()}</td>
            <td data-label=words.state>{state}</td>
        </tr>
    }
    .into_any()
}
