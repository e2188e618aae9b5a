//! The periods for which a plan is sold: a table, and a row for one that is not in it.

use domain::Period;
use engine::reads::TariffFormPage;
use leptos::prelude::*;

use crate::components::form::Editing;
use crate::texts::{period_name, texts};

/// The periods that every form shows.
const SHOWN: [Period; 9] = [
    Period::TRIAL,
    Period::DAILY,
    Period::ONE_TIME,
    Period::months(1),
    Period::months(3),
    Period::months(6),
    Period::months(12),
    Period::months(24),
    Period::months(36),
];

/// The periods that a plan's form shows: months first, then what is none.
pub(super) fn shown(page: &TariffFormPage) -> Vec<Period> {
    let sold = page.plan.iter().flat_map(|plan| plan.periods.iter().map(|price| price.period));
    let mut periods: Vec<Period> = SHOWN.into_iter().chain(sold).collect();
    periods.sort_by_key(|period| (period.as_months().is_none(), *period));
    periods.dedup();
    periods
}

/// The table.
pub(super) fn view(form: &Editing, page: &TariffFormPage) -> AnyView {
    let words = &texts().tariff_form;
    let currency = form.value("currency");
    let rows = shown(page).into_iter().map(|period| row(form, period)).collect_view();
    view! {
        <fieldset class="form__section" id="periods">
            <legend class="form__legend">{words.periods}</legend>
            <p class="form__hint">{words.periods_hint}</p>
            <div class="table-wrap">
                <table class="entries">
                    <thead>
                        <tr>
                            <th scope="col">{words.period}</th>
                            <th scope="col">{words.period_cost} " " <span class="muted">{currency.clone()}</span></th>
                            <th scope="col">{words.period_setup} " " <span class="muted">{currency}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows}
                        <tr>
                            <th scope="row">
                                {cell(form, "other_months", words.other_months.to_owned(), "numeric", words.other_placeholder)}
                            </th>
                            {amount(form, "cost_other", words.period_cost, words.other_cost.to_owned())}
                            {amount(form, "setup_other", words.period_setup, words.other_setup.to_owned())}
                        </tr>
                    </tbody>
                </table>
            </div>
        </fieldset>
    }
    .into_any()
}

fn row(form: &Editing, period: Period) -> AnyView {
    let (words, name) = (&texts().tariff_form, period_name(period));
    let (cost, setup) = (words.cost_of(&name), words.setup_of(&name));
    view! {
        <tr>
            <th scope="row">{name}</th>
            {amount(form, &format!("cost_{period}"), words.period_cost, cost)}
            {amount(form, &format!("setup_{period}"), words.period_setup, setup)}
        </tr>
    }
    .into_any()
}

fn amount(form: &Editing, name: &str, column: &'static str, label: String) -> AnyView {
    let field = cell(form, name, label, "decimal", "");
    view! { <td class="entries__amount" data-label=column>{field}</td> }.into_any()
}

/// A field whose label is its row and column.
fn cell(form: &Editing, name: &str, label: String, mode: &'static str, placeholder: &'static str) -> AnyView {
    let problem = form.problem(name);
    let invalid = problem.is_some().then_some("true");
    let error_id = format!("{name}-error");
    let described = problem.is_some().then(|| error_id.clone());
    let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
    view! {
        <input class="input" type="text" inputmode=mode id=name.to_owned() name=name.to_owned()
            value=form.value(name) aria-label=label placeholder=placeholder aria-invalid=invalid
            aria-describedby=described autocomplete="off"/>
        {error}
    }
    .into_any()
}

/// The labels of these fields.
pub(super) fn labels(page: &TariffFormPage) -> Vec<(String, String)> {
    let words = &texts().tariff_form;
    let mut labels = Vec::new();
    for period in shown(page) {
        let name = period_name(period);
        labels.push((format!("cost_{period}"), words.cost_of(&name)));
        labels.push((format!("setup_{period}"), words.setup_of(&name)));
    }
    labels.push(("other_months".to_owned(), words.other_months.to_owned()));
    labels.push(("cost_other".to_owned(), words.other_cost.to_owned()));
    labels.push(("setup_other".to_owned(), words.other_setup.to_owned()));
    labels
}
