//! `/staff/products/tariff-plans/{id}/options/{option}/prices`: the price grid of an option.

use domain::option::{BillingType, ValueType};
use domain::price::{Cell, GridField, Margin, Part, Row};
use domain::{OptionId, TariffId};
use engine::reads::{PricesPage, PricesWanted, SellerCost};
use leptos::{prelude::*, server_fn::ServerFn};

use super::grid;
use crate::components::empty::{empty, empty_at};
use crate::components::form::Editing;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::SavePrices;
use crate::islands::PriceGrid;
use crate::pages::address::{CURRENCIES, TARIFFS, id_in_address, module, option, options, tariff};
use crate::texts::{dates, period_name, prices as words, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;
/// The words of the filter in the address.
const UP: &str = "up";
const DOWN: &str = "down";

/// The grid.
pub(in crate::pages) fn page() -> AnyView {
    let (id, option_id) = (id_in_address::<TariffId>("id"), id_in_address::<OptionId>("option"));
    let wish = Wish::of_address();
    staff_page(Place::Tariffs, async move |caller| {
        let (id, option_id, words) = (id?, option_id?, &texts().prices);
        let wanted = PricesWanted {
            search: wish.search.clone(),
            available: match wish.state.as_str() {
                UP => Some(true),
                DOWN => Some(false),
                _ => None,
            },
            offset: wish.offset(PER_PAGE),
            limit: PER_PAGE,
        };
        let page = engine::reads::option_prices(&visitor::engine()?, caller, id, option_id, &wanted).await?;
        let form = Editing::over(&format!("prices.{option_id}"), stored(&page)).await;
        let name = page.option.details.name.clone();
        let is_list = page.option.details.choice.enumeration().is_some();
        let header = Header::new(words.title_of(&name))
            .under(texts().tariffs.title, TARIFFS)
            .under(page.tariff_name.clone(), tariff(id))
            .under(texts().options.title, options(id))
            .under(name.clone(), option(id, option_id))
            .lead(lead(&page));
        let states = vec![(UP.to_owned(), words.up), (DOWN.to_owned(), words.down)];
        let bar = is_list.then(|| filters(&wish, (words.availability, states), words.count(page.total)));
        let body = if page.periods.is_empty() {
            let step = (tariff(id), words.to_tariff);
            let nothing = empty_at(Icon::Tariff, words.no_periods, words.no_periods_text, step);
            view! { <div class="table-wrap">{nothing}</div> }.into_any()
        } else if page.rows.is_empty() {
            let (title, text) =
                if wish.is_plain() { (words.empty, words.empty_text) } else { (words.none, words.none_text) };
            view! { <div class="table-wrap">{empty(Icon::Tariff, title, text, None)}</div> }.into_any()
        } else {
            sheet(&form, &page, &wish, options(id))
        };
        let content = view! {
            {header.view()}
            {form.summary_of(&labels(&form, &page))}
            {notes(&page)}
            {bar}
            {body}
            {pages(&wish, PER_PAGE, page.total)}
        };
        Ok::<_, Failure>(Page::new(words.title_of(name), content).wide())
    })
}

fn lead(page: &PricesPage) -> String {
    let words = &texts().prices;
    match page.option.details.choice.value_type() {
        ValueType::Enumeration => words.lead_values(page.currency),
        ValueType::Boolean => words.lead_yes(page.currency),
        ValueType::Integer => words.lead_unit(page.currency),
    }
}

/// What to know of the costs that stand beside the prices.
fn notes(page: &PricesPage) -> AnyView {
    let words = &texts().prices;
    let is_list = page.option.details.choice.enumeration().is_some();
    let source = is_list.then(|| match &page.source {
        Some(source) => {
            let text = match source.read_at_ms {
                Some(at) => words.source(&source.name, dates::moment(at)),
                None => words.source_unread(&source.name),
            };
            let link = view! { <a href=module(source.id)>{words.source_link}</a> };
            view! { <p class="muted">{text} " " {by_rate(page)} " " {link}</p> }.into_any()
        }
        None => view! { <p class="muted">{words.no_source}</p> }.into_any(),
    });
    let not_comparable = page.not_comparable.iter().map(|from| {
        view! {
            <div class="note note--warn">
                <p>
                    {words.not_comparable(from, page.currency)} " "
                    <a href=format!("{CURRENCIES}/add")>{words.add_rate}</a>
                </p>
            </div>
        }
    });
    let free = (page.option.details.billing == BillingType::NotCharged)
        .then(|| view! { <div class="note note--info"><p>{words.not_charged}</p></div> });
    view! { {free} {not_comparable.collect_view()} {source} }.into_any()
}

fn by_rate(page: &PricesPage) -> Option<String> {
    let cells = page.rows.iter().flat_map(|row| &row.cells);
    let rate = cells.filter_map(|cell| match cell.seller {
        SellerCost::Known { margin: Some(Margin::Known { rate, .. }), .. } => rate,
        _ => None,
    });
    rate.max_by_key(|rate| rate.on()).map(|rate| texts().prices.by_rate(rate, dates::day(rate.on())))
}

/// The rows of a page as its form would send them.
fn stored(page: &PricesPage) -> Vec<(String, String)> {
    let mut stored = Vec::new();
    for row in &page.rows {
        for cell in &row.cells {
            for part in Part::ALL {
                let name = Cell { part, row: row.row, period: cell.period }.to_string();
                stored.push((name, grid::typed(cell.price, part)));
            }
        }
        if let Row::Value(id) = row.row {
            let on = if row.available { "on" } else { "" };
            stored.push((GridField::Available(id).to_string(), on.to_owned()));
        }
    }
    stored
}

/// The names of the fields, for the summary of what is wrong: as many as there are are only made where it is shown.
fn labels(form: &Editing, page: &PricesPage) -> Vec<(String, String)> {
    if !form.is_refused() {
        return Vec::new();
    }
    let mut labels = Vec::new();
    for row in &page.rows {
        let mut label = |field: GridField| labels.push((field.to_string(), words::label(field, &row.name)));
        for part in Part::ALL {
            for cell in &row.cells {
                label(GridField::Cell(Cell { part, row: row.row, period: cell.period }));
            }
        }
        if let Row::Value(id) = row.row {
            label(GridField::Available(id));
        }
    }
    labels.push(("table".to_owned(), texts().prices.table.to_owned()));
    labels
}

fn sheet(form: &Editing, page: &PricesPage, wish: &Wish, back: String) -> AnyView {
    let words = &texts().prices;
    let rows: Vec<String> = page.rows.iter().map(|row| row.row.to_string()).collect();
    view! {
        <form class="stack stack--tight" method="post" action=SavePrices::PATH>
            <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name="option" value=page.option.id.to_string()/>
            <input type="hidden" name="rows" value=rows.join(",")/>
            <input type="hidden" name="back" value=wish.address()/>
            {form.version(page.version)}
            <PriceGrid/>
            <div class="toolbar" id="price-tools" hidden>
                <button type="button" class="button button--small" data-fill="right">{words.fill_right}</button>
                <button type="button" class="button button--small" data-fill="down">{words.fill_down}</button>
                <span class="muted only-wide">{words.keys}</span>
            </div>
            {grid::table(form, page)}
            {paste(form, page)}
            <div class="actions actions--foot">
                <button type="submit" class="button button--primary">{words.save}</button>
                <a class="button button--quiet" href=back>{texts().forms.cancel}</a>
            </div>
        </form>
    }
    .into_any()
}

fn paste(form: &Editing, page: &PricesPage) -> AnyView {
    let words = &texts().prices;
    let columns = std::iter::once(words.table_name.to_owned())
        .chain(page.periods.iter().map(|period| period_name(*period)))
        .collect::<Vec<_>>()
        .join(" | ");
    let is_open = form.problem("table").is_some();
    let problem = form.problem("table");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let invalid = problem.is_some().then_some("true");
    view! {
        <details class="disclosure" open=is_open>
            <summary>{words.table_open}</summary>
            <div class=class>
                <label class="field__label" for="table">{words.table}</label>
                <textarea class="input mono" id="table" name="table" rows="6" spellcheck="false"
                    aria-invalid=invalid aria-describedby="table-help">{form.value("table")}</textarea>
                {problem.map(|problem| view! { <p class="field__error" id="table-error">{problem}</p> })}
                <p class="field__help" id="table-help">{words.table_help(columns)}</p>
            </div>
        </details>
    }
    .into_any()
}
