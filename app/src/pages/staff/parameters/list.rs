//! `/staff/integration/processing-modules/{id}/parameters`: the rules of a license server.

use domain::ModuleId;
use engine::reads::StoredRule;
use leptos::prelude::*;

use super::address;
use crate::components::empty::empty;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::menu::Place;
use crate::components::toolbar::{Toolbar, chooser, chooser_head};
use crate::failure::Failure;
use crate::pages::address::id_in_address;
use crate::texts::{period_name, texts};
use crate::visitor;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ModuleId>("id");
    staff_page(Place::Modules, async move |caller| {
        let (id, words, forms) = (id?, &texts().parameters, &texts().forms);
        let page = engine::reads::parameters(&visitor::engine()?, caller, id).await?;
        let header = Header::new(words.title)
            .under(texts().modules.title, "/staff/integration/processing-modules")
            .under(page.name.clone(), format!("/staff/integration/processing-modules/{id}"))
            .lead(words.lead);
        let toolbar = Toolbar::new(address(id)).add(forms.add).open("", forms.edit).delete(forms.delete);
        let list = if page.rules.is_empty() {
            empty(Icon::Module, words.empty, words.empty_text, None)
        } else {
            table(id, page.rules)
        };
        let content = view! {
            {header.view()}
            {toolbar.view()}
            <div class="table-wrap">{list}</div>
        };
        Ok::<_, Failure>(Page::new(words.title_of(page.name), content))
    })
}

fn table(module: ModuleId, rules: Vec<StoredRule>) -> AnyView {
    let words = &texts().parameters;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    <th scope="col">{words.number}</th>
                    <th scope="col">{words.parameter}</th>
                    <th scope="col">{words.value}</th>
                </tr>
            </thead>
            <tbody>{rules.into_iter().map(|rule| row(module, rule)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(module: ModuleId, stored: StoredRule) -> AnyView {
    let words = &texts().parameters;
    let rule = stored.rule;
    let value = value(&stored);
    let scope = match stored.tariff_name {
        Some(name) => words.one_tariff(name),
        None => words.all_tariffs.to_owned(),
    };
    view! {
        <tr>
            {chooser(rule.id, &value, "")}
            <td class="tabular" data-label=words.number>{rule.id.to_string()}</td>
            <td data-label=words.parameter>{words.period_alignment}</td>
            <td class="table__main">
                <a href=format!("{}/{}", address(module), rule.id)>{value}</a>
                <small class="table__sub">{scope}</small>
            </td>
        </tr>
    }
    .into_any()
}

/// "1 month → 12 months".
pub(super) fn value(stored: &StoredRule) -> String {
    let (source, change_into) = (period_name(stored.rule.source), period_name(stored.rule.change_into));
    texts().parameters.rule(source, change_into)
}
