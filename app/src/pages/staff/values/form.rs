//! The form of a value: its names, its product group, which may be a new one, and its place.

use domain::EnumerationId;
use domain::form::addons_text;
use engine::actions::NEW_GROUP;
use engine::reads::{Product, ValueFormPage};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::plan_check::plan_check;
use crate::components::form::Editing;
use crate::components::input::Input;
use crate::components::price_source::price_sources;
use crate::islands::FormPreview;
use crate::pages::address::values;
use crate::pages::staff::product_groups::form::sold_by;
use crate::texts::texts;

/// The fields, as the form sends them.
const FIELDS: [&str; 8] =
    ["name", "intname", "product", "product_name", "function_prefix", "addons", "sort", "sort_was"];

/// What the address asks to be checked before it is saved.
pub(super) struct Asked {
    /// The fields as they were typed.
    pub(super) fields: Vec<(String, String)>,
    /// The version of the value that the form was opened with.
    pub(super) version: Option<i64>,
}

/// What the address asks for, if it does.
pub(super) fn asked_for() -> Option<Asked> {
    let query = use_query_map().get_untracked();
    query.get("intname")?;
    let value = |name: &str| (name.to_owned(), query.get(name).unwrap_or_default());
    let version = query.get("version").and_then(|version| version.parse().ok());
    Some(Asked { fields: FIELDS.into_iter().map(value).collect(), version })
}

/// Draws the form around its fields. `identity` is what tells the server which value it is; `here` is the page.
pub(super) fn view(
    list: EnumerationId,
    page: &ValueFormPage,
    form: &Editing,
    (action, here): (&'static str, String),
    (identity, save): (AnyView, &'static str),
) -> AnyView {
    let (words, names, forms) = (&texts().values, &texts().fields, &texts().forms);
    let plans = page.plans.iter().map(|(code, name)| (code.to_string(), name.clone())).collect();
    let code = form.value("intname");
    let sources = price_sources(&page.sources, &here);
    view! {
        {form.summary(&labels())}
        <form class="form" method="post" action=action data-preview>
            <input type="hidden" name="enumeration" value=list.to_string()/>
            {identity}
            {Input::text("name", names.name).help(words.name_help).required().focus(page.value.is_none() && !form.is_refused()).view(form)}
            <div class="field">
                {Input::suggest("intname", names.intname, plans).help(words.intname_help).required().view(form)}
                <div id="plan-check" data-live aria-live="polite">{plan_check(&code, page)}</div>
            </div>
            {Input::select("product", names.product, groups(&page.products)).help(words.product_help).view(form)}
            <fieldset class="form__section depends-on-new">
                <legend class="form__legend">{words.group_legend}</legend>
                {Input::text("product_name", words.group_name).help(words.group_name_help).view(form)}
                {sold_by(form)}
            </fieldset>
            {Input::number("sort", names.order).help(words.sort_help(page.count)).optional().view(form)}
            <input type="hidden" name="sort_was" value=form.value("sort_was")/>
            <div class="actions">
                <button type="submit" class="button button--primary">{save}</button>
                <button type="submit" class="button" formmethod="get" formaction=here formnovalidate>
                    {words.check}
                </button>
                <a class="button button--quiet" href=values(list)>{forms.cancel}</a>
            </div>
        </form>
        <div class="stack stack--tight">{sources}</div>
        <FormPreview/>
    }
    .into_any()
}

/// The groups to choose from, each with its add-ons, and a new one.
fn groups(products: &[Product]) -> Vec<(String, String)> {
    let words = &texts().values;
    let mut groups = vec![(String::new(), words.choose.to_owned())];
    groups.extend(products.iter().map(|product| {
        let word = if product.addons.is_empty() {
            product.name.clone()
        } else {
            format!("{} ({})", product.name, addons_text(&product.addons))
        };
        (product.id.to_string(), word)
    }));
    groups.push((NEW_GROUP.to_owned(), words.new_group.to_owned()));
    groups
}

fn labels() -> [(&'static str, &'static str); 7] {
    let (words, names) = (&texts().values, &texts().fields);
    [
        ("name", names.name),
        ("intname", names.intname),
        ("product", names.product),
        ("product_name", words.group_name),
        ("function_prefix", names.function_prefix),
        ("addons", names.addons),
        ("sort", names.order),
    ]
}
