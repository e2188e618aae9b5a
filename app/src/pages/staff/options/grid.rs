//! The table of a price grid: rows by periods, each with cost and setup fee, and what the license costs beside it.

use domain::Money;
use domain::price::{Cell, GridField, Margin, Part, Row};
use engine::reads::{GridCell, GridRow, Price, PricesPage, SellerCost};
use leptos::prelude::*;

use crate::components::form::Editing;
use crate::texts::{money, period_name, prices as words, texts};

/// Draws the table.
pub(super) fn table(form: &Editing, page: &PricesPage) -> AnyView {
    let own = &texts().prices;
    let count = page.periods.len().to_string();
    let names = || {
        page.periods.iter().map(|period| view! { <th scope="col">{period_name(*period)}</th> }).collect_view()
    };
    let is_list = page.option.details.choice.enumeration().is_some();
    let up = is_list.then(|| view! { <th scope="col" rowspan="2">{own.availability}</th> });
    view! {
        <div class="table-wrap">
            <table class="price-grid" id="price-grid">
                <caption class="visually-hidden">{own.title_of(&page.option.details.name)}</caption>
                <thead>
                    <tr>
                        <th scope="col" rowspan="2">{own.value}</th>
                        {up}
                        <th scope="colgroup" colspan=count.clone()>{own.cost} ", " {page.currency.to_string()}</th>
                        <th scope="colgroup" colspan=count class="price-grid__second">{own.setup}</th>
                    </tr>
                    <tr>{names()} {names()}</tr>
                </thead>
                <tbody>{page.rows.iter().map(|line| row(form, line)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(form: &Editing, line: &GridRow) -> AnyView {
    let own = &texts().prices;
    let code = line.code.as_ref().map(|code| view! { <small class="mono muted">{code.to_string()}</small> });
    let available = match line.row {
        Row::Value(id) => {
            let field = GridField::Available(id);
            let name = field.to_string();
            let on = if form.is_refused() { form.is_on(&name) } else { line.available };
            let problem = form.problem(&name).map(|problem| view! { <p class="field__error">{problem}</p> });
            Some(view! {
                <td class="price-grid__up">
                    <label class="check">
                        <input type="checkbox" id=name.clone() name=name value="on" checked=on
                            aria-label=words::label(field, &line.name)/>
                        <span class="price-grid__on" aria-hidden="true">{own.up}</span>
                        <span class="price-grid__off" aria-hidden="true">{own.down}</span>
                    </label>
                    {problem}
                </td>
            })
        }
        Row::Unit => None,
    };
    let cells = |part| line.cells.iter().map(|cell| input(form, line, cell, part)).collect_view();
    view! {
        <tr>
            <th scope="row">{line.name.clone()} " " {code}</th>
            {available}
            {cells(Part::Cost)}
            {cells(Part::Setup)}
        </tr>
    }
    .into_any()
}

/// An amount as a person would type it: a setup fee of nothing is left empty.
pub(super) fn typed(price: Option<Price>, part: Part) -> String {
    let amount = match (price, part) {
        (Some(price), Part::Cost) => Some(price.cost),
        (Some(price), Part::Setup) => Some(price.setup).filter(|setup| !setup.is_zero()),
        (None, _) => None,
    };
    let text = amount.map(|amount| amount.to_string()).unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn input(form: &Editing, line: &GridRow, cell: &GridCell, part: Part) -> AnyView {
    let field = GridField::Cell(Cell { part, row: line.row, period: cell.period });
    let name = field.to_string();
    let value = if form.is_refused() { form.value(&name) } else { typed(cell.price, part) };
    let problem = form.problem(&name);
    let invalid = problem.is_some().then_some("true");
    let described = problem.is_some().then(|| format!("{name}-error"));
    let error_id = described.clone();
    let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
    let period = period_name(cell.period);
    let (class, label, notes) = match part {
        Part::Cost => ("", period, Some(notes(cell))),
        Part::Setup => ("price-grid__second", format!("{}, {period}", texts().prices.setup), None),
    };
    view! {
        <td class=class data-label=label>
            <input class="input" type="text" inputmode="decimal" autocomplete="off" id=name.clone() name=name
                value=value data-cell="" aria-label=words::label(field, &line.name) aria-invalid=invalid
                aria-describedby=described/>
            {error} {notes}
        </td>
    }
    .into_any()
}

/// What the license costs, and what is left of the price; amounts without a currency are in the grid's own.
fn notes(cell: &GridCell) -> AnyView {
    let own = &texts().prices;
    let note = |text: String| view! { <small class="price-grid__note">{text}</small> }.into_any();
    let (paid, cost, margin) = match cell.seller {
        SellerCost::NoLicense | SellerCost::Unknown => return ().into_any(),
        SellerCost::NotSold => return note(own.not_sold_there.to_owned()),
        SellerCost::Known { paid, cost, margin } => (paid, cost.rounded(), margin),
    };
    let foreign = || match margin {
        Some(Margin::Known { rate: None, .. }) => number(cost),
        _ => money(cost),
    };
    let there = (paid != cell.period).then(|| note(own.costs_for(period_name(paid), foreign())));
    let (share, left) = match margin {
        Some(Margin::Known { cost: share, left, .. }) => (Some(number(share)), left.map(left_of)),
        Some(Margin::NotComparable { .. }) => {
            let share = (paid == cell.period).then(|| money(cost));
            (share, Some(note(own.not_comparable_cell.to_owned())))
        }
        None => (None, None),
    };
    view! { {share.map(|share| note(own.costs(share)))} {there} {left} }.into_any()
}

fn left_of(left: Money) -> AnyView {
    let own = &texts().prices;
    if left.is_negative() {
        let loss = own.loss(left.checked_neg().map_or_else(|_| number(left), number));
        view! { <strong class="price-grid__note price-grid__note--loss">{loss}</strong> }.into_any()
    } else {
        let margin = own.margin(number(left));
        view! { <small class="price-grid__note price-grid__note--margin">{margin}</small> }.into_any()
    }
}

/// An amount without its currency, which stands over the grid.
fn number(amount: Money) -> String {
    money(amount).split(' ').next().unwrap_or_default().to_owned()
}
