//! The second step of an import: what will be made, with names and groups to change.

use std::collections::BTreeSet;

use engine::reads::{PlanImportPage, PlanOnSale};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::form::Editing;
use crate::components::input::Input;
use crate::functions::ImportValues;
use crate::pages::address::import_values;
use crate::pages::staff::product_groups::form::prefixes;
use crate::texts::texts;

/// The form. Plans that the list has already are said and left out.
pub(super) async fn view(page: &PlanImportPage, wanted: &[&PlanOnSale]) -> AnyView {
    let (words, names) = (&texts().values, &texts().fields);
    let list = page.enumeration.id;
    let new: Vec<&PlanOnSale> = wanted.iter().copied().filter(|plan| !plan.is_known).collect();
    let begin = new.iter().flat_map(|plan| {
        let field = |kind: &str| (format!("{kind}_{}", plan.code), plan.name.clone());
        [field("name"), field("group")]
    });
    let begin: Vec<_> = begin.chain([("function_prefix".to_owned(), "soft".to_owned())]).collect();
    let form = Editing::over(&format!("import_values.{list}"), begin).await;
    let labels: Vec<(String, String)> = new
        .iter()
        .flat_map(|plan| {
            let label = |kind: &str, label: &str| {
                (format!("{kind}_{}", plan.code), format!("{label} · {}", plan.code))
            };
            [label("name", names.name), label("group", names.product)]
        })
        .collect();
    let plans = new.iter().map(|plan| fields(&form, page, plan)).collect_view();
    let module = page.source.as_ref().map(|source| source.id.to_string());
    let back = format!("{}?module={}", import_values(list), module.clone().unwrap_or_default());
    let prefix = Input::select("function_prefix", names.function_prefix, prefixes())
        .short()
        .help(words.import_prefix_help);
    let add = (!new.is_empty()).then(|| {
        view! {
            <button type="submit" class="button button--primary">{words.import_button(new.len())}</button>
        }
    });
    view! {
        {form.summary_of(&labels)}
        {summary(&form, page, &new, wanted.len() - new.len())}
        <form class="form" method="post" action=ImportValues::PATH>
            <input type="hidden" name="enumeration" value=list.to_string()/>
            <input type="hidden" name="module" value=module/>
            {plans}
            {(!new.is_empty()).then(|| prefix.view(&form))}
            <div class="actions">
                {add}
                <a class="button button--quiet" href=back>{words.import_back}</a>
            </div>
        </form>
    }
    .into_any()
}

/// One plan: its value's name, and its group's.
fn fields(form: &Editing, page: &PlanImportPage, plan: &PlanOnSale) -> AnyView {
    let (words, names) = (&texts().values, &texts().fields);
    let groups = page.groups.iter().map(|name| (name.clone(), String::new())).collect();
    let group = format!("group_{}", plan.code);
    let is_there = page.groups.contains(&form.value(&group).trim().to_owned());
    let help = if is_there { words.import_group_there } else { words.import_group_new };
    view! {
        <fieldset class="form__section">
            <legend class="form__legend">{plan.name.clone()} " " <span class="mono muted">{plan.code.to_string()}</span></legend>
            <input type="hidden" name=format!("plan_{}", plan.code) value="on"/>
            <div class="form__pair">
                {Input::text(format!("name_{}", plan.code), names.name).required().view(form)}
                {Input::suggest(group, names.product, groups).help(help).required().view(form)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// How many values and which groups will be new.
fn summary(form: &Editing, page: &PlanImportPage, new: &[&PlanOnSale], known: usize) -> AnyView {
    let words = &texts().values;
    let groups: BTreeSet<String> = new
        .iter()
        .map(|plan| form.value(&format!("group_{}", plan.code)).trim().to_owned())
        .filter(|group| !group.is_empty() && !page.groups.contains(group))
        .collect();
    let groups = if groups.is_empty() {
        words.import_no_groups.to_owned()
    } else {
        words.import_groups(groups.into_iter().collect::<Vec<_>>().join(", "))
    };
    let skipped = (known > 0).then(|| view! { <p>{words.import_skipped(known)}</p> });
    view! {
        <div class="note note--info">
            <p><strong>{words.import_summary(new.len())}</strong> " " {groups}</p>
            {skipped}
        </div>
    }
    .into_any()
}
