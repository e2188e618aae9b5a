//! One value in the list, with the arrows that move it.

use domain::EnumerationId;
use engine::reads::{PriceSource, ValueLine};
use leptos::prelude::*;

use super::list::MOVES;
use crate::components::toolbar::chooser;
use crate::pages::address::{product_group, value};
use crate::texts::{texts, values};

/// Where a row stands among all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    /// The last place of the list.
    pub(super) last: i64,
    /// Whether the rows are shown in their order.
    pub(super) in_order: bool,
}

/// A row.
pub(super) fn row(list: EnumerationId, line: ValueLine, sources: &[PriceSource], order: Order) -> AnyView {
    let (words, names) = (&texts().values, &texts().fields);
    let used = match line.options {
        0 => view! { <span class="muted">{words.unused}</span> }.into_any(),
        options => words.options(options).into_any(),
    };
    let (product, addons) = match &line.product {
        Some((id, name, addons)) => {
            (view! { <a href=product_group(*id)>{name.clone()}</a> }.into_any(), values::addons(addons))
        }
        None => (texts().general.none.into_any(), texts().general.none.to_owned()),
    };
    view! {
        <tr id=format!("value-{}", line.id)>
            {chooser(line.id, &line.name, "")}
            <td data-label=words.order>{place(&line, order)}</td>
            <td class="tabular" data-label=words.number>{line.id.to_string()}</td>
            <td class="table__main"><a href=value(list, line.id)>{line.name.clone()}</a></td>
            <td data-label=names.intname>
                <div><span class="mono">{line.plan_code.to_string()}</span> {plan(&line, sources)}</div>
            </td>
            <td data-label=names.product>{product}</td>
            <td class="mono" data-label=names.addons>{addons}</td>
            <td data-label=words.used_in>{used}</td>
        </tr>
    }
    .into_any()
}

/// The place, between two arrows.
fn place(line: &ValueLine, order: Order) -> AnyView {
    let words = &texts().values;
    if !order.in_order {
        return view! { <span class="tabular">{line.sort}</span> }.into_any();
    }
    let arrow = |to: i64, label: String, sign: &'static str| {
        let is_off = to < 1 || to > order.last;
        view! {
            <button type="submit" class="button button--quiet button--small" form=MOVES name="to"
                value=format!("{}:{to}", line.id) aria-label=label disabled=is_off>{sign}</button>
        }
    };
    view! {
        <span class="order-buttons">
            {arrow(line.sort - 1, words.up(&line.name), "↑")}
            <span class="tabular">{line.sort}</span>
            {arrow(line.sort + 1, words.down(&line.name), "↓")}
        </span>
    }
    .into_any()
}

/// What the license server calls the plan, or that none sells it.
fn plan(line: &ValueLine, sources: &[PriceSource]) -> AnyView {
    let words = &texts().values;
    let name_of = |id| sources.iter().find(|source| source.id == id).map(|source| source.name.as_str());
    match &line.plan {
        _ if line.plan_code.is_no_panel() => {
            view! { <small class="table__sub">{words.no_plan}</small> }.into_any()
        }
        Some((module, plan)) => {
            // With one license server there is nothing to tell apart.
            let said = match name_of(*module) {
                Some(server) if sources.len() > 1 => words.sold_as(plan, server),
                _ => plan.clone(),
            };
            view! { <small class="table__sub">{said}</small> }.into_any()
        }
        None => {
            let read = sources.iter().filter(|source| source.read.is_some());
            let names: Vec<&str> = read.map(|source| source.name.as_str()).collect();
            if names.is_empty() {
                return ().into_any();
            }
            view! { <small class="table__sub table__sub--warn">{words.not_on(names.join(", "))}</small> }
                .into_any()
        }
    }
}
