//! The first step of an import: the price list, to tick plans in.

use domain::form::plan_codes_text;
use engine::reads::{PlanImportPage, PlanOnSale, PriceSource};
use leptos::prelude::*;

use crate::components::badge::{Tone, badge};
use crate::components::empty::empty;
use crate::components::icon::Icon;
use crate::components::price_source::price_source;
use crate::pages::address::{MODULES, values};
use crate::texts::{money, period_name, texts};

/// The choice of the license server, the age of its price list, and its plans.
pub(super) fn view(page: &PlanImportPage, here: &str) -> AnyView {
    let words = &texts().values;
    let Some(source) = &page.source else {
        let step = Some((MODULES, texts().modules.title));
        let nothing = empty(Icon::Module, words.import_no_server, words.import_no_server_text, step);
        return view! { <div class="table-wrap">{nothing}</div> }.into_any();
    };
    let back = format!("{here}?module={}", source.id);
    let plans = if page.plans.is_empty() {
        let nothing = empty(Icon::List, words.import_unread, words.import_unread_text, None);
        view! { <div class="table-wrap">{nothing}</div> }.into_any()
    } else {
        table(page, source)
    };
    view! {
        {servers(page, source)}
        {price_source(source, &back)}
        {plans}
    }
    .into_any()
}

/// Which license server; nothing to choose where there is one.
fn servers(page: &PlanImportPage, chosen: &PriceSource) -> Option<AnyView> {
    let words = &texts().values;
    let options = page.sources.iter().map(|source| {
        let selected = source.id == chosen.id;
        view! { <option value=source.id.to_string() selected=selected>{source.name.clone()}</option> }
    });
    (page.sources.len() > 1).then(|| {
        view! {
            <form class="filters" method="get">
                <select class="input" name="module" aria-label=words.import_server>{options.collect_view()}</select>
                <button type="submit" class="button">{words.import_show}</button>
            </form>
        }
        .into_any()
    })
}

fn table(page: &PlanImportPage, source: &PriceSource) -> AnyView {
    let words = &texts().values;
    view! {
        <form class="stack" method="get">
            <input type="hidden" name="module" value=source.id.to_string()/>
            <input type="hidden" name="step" value="check"/>
            <div class="table-wrap">
                <table class="table">
                    <caption class="visually-hidden">{words.import_title}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="table__select">
                                <span class="visually-hidden">{words.import}</span>
                            </th>
                            <th scope="col">{words.import_plan}</th>
                            <th scope="col">{words.import_code}</th>
                            <th scope="col">{words.import_costs}</th>
                            <th scope="col">{words.import_state}</th>
                        </tr>
                    </thead>
                    <tbody>{page.plans.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <div class="actions">
                <button type="submit" class="button button--primary">{words.import_next}</button>
                <a class="button button--quiet" href=values(page.enumeration.id)>{texts().forms.cancel}</a>
            </div>
        </form>
    }
    .into_any()
}

fn row(plan: &PlanOnSale) -> AnyView {
    let words = &texts().values;
    let prices = plan.prices.iter().map(|(period, cost)| {
        view! { <li>{period_name(*period)} ": " <span class="money">{money(cost)}</span></li> }
    });
    let prices = prices.collect_view();
    let code = plan_codes_text(std::slice::from_ref(&plan.code));
    let (tick, state) = if plan.is_known {
        (().into_any(), badge(Tone::Idle, words.import_known))
    } else {
        let (label, name) = (words.import_tick(&plan.name), format!("plan_{code}"));
        let tick = view! { <input type="checkbox" id=name.clone() name=name value="on" aria-label=label/> };
        (tick.into_any(), texts().general.none.into_any())
    };
    let name = if plan.is_known {
        view! { <span>{plan.name.clone()}</span> }.into_any()
    } else {
        view! { <label for=format!("plan_{code}")>{plan.name.clone()}</label> }.into_any()
    };
    let class = if plan.is_known { "table__row--off" } else { "" };
    view! {
        <tr class=class>
            <td class="table__select">{tick}</td>
            <td class="table__main">{name}</td>
            <td class="mono" data-label=words.import_code>{code}</td>
            <td data-label=words.import_costs><ul class="changes">{prices}</ul></td>
            <td data-label=words.import_state>{state}</td>
        </tr>
    }
    .into_any()
}
