//! How each control panel gets onto a new server.

use engine::reads::{Panel, Run, SavedRecipe, TariffFormPage, TariffPlan};
use leptos::prelude::*;

use super::lists::saved_copy;
use crate::components::form::Editing;
use crate::components::input::Input;
use crate::texts::{tariffs, texts};

/// How many panels a form shows; a tariff sells a handful.
const MOST: usize = 40;

/// The panels that a form shows.
pub(super) fn shown(plan: &TariffPlan) -> &[Panel] {
    plan.panels.get(..MOST).unwrap_or(&plan.panels)
}

/// A part for each panel.
pub(super) fn view(form: &Editing, page: &TariffFormPage) -> AnyView {
    let words = &texts().tariff_form;
    let Some(plan) = &page.plan else { return ().into_any() };
    let panels = shown(plan);
    let more = plan.panels.len() - panels.len();
    let more = (more > 0).then(|| view! { <p class="form__hint">{words.panels_more(more)}</p> });
    let body = if panels.is_empty() {
        view! { <p class="note note--info">{words.panels_none}</p> }.into_any()
    } else {
        let parts = panels.iter().map(|panel| part(form, page, plan, panel)).collect_view();
        view! {
            <p class="form__hint">{words.panels_hint}</p>
            {saved_copy(page, |lists| (lists.recipes.read.as_ref().map(|(_, at)| *at), lists.recipes.error.clone()))}
            {parts}
            {more}
        }
        .into_any()
    };
    view! {
        <fieldset class="form__section" id="panels">
            <legend class="form__legend">{words.panels}</legend>
            {body}
        </fieldset>
    }
    .into_any()
}

fn part(form: &Editing, page: &TariffFormPage, plan: &TariffPlan, panel: &Panel) -> AnyView {
    let (words, id) = (&texts().tariff_form, panel.value_id);
    let recipe = format!("recipe_{id}");
    let kept =
        plan.recipes.iter().find(|recipe| recipe.value_id == id).and_then(|recipe| recipe.run.as_ref());
    let is_listed =
        |id: &str| page.lists.iter().flat_map(|lists| lists.recipes.items()).any(|recipe| recipe.id == id);
    let gone = kept.filter(|run| !is_listed(run.recipe_id.as_str()));
    let warning =
        gone.filter(|run| run.recipe_id.as_str() == form.value(&recipe)).map(|_| words.recipe_is_gone);
    let mut choices = vec![(String::new(), words.recipe_none.to_owned())];
    choices.extend(recipes(page, &panel.name));
    choices.extend(gone.map(|run| (run.recipe_id.to_string(), words.recipe_gone(&run.name))));
    let fields = ["install", "recipe", "params", "steps"].map(|field| format!("{field}_{id}"));
    let open = warning.is_some() || fields.iter().any(|field| form.problem(field).is_some());
    let how = how(kept, plan.recipes.iter().any(|recipe| recipe.value_id == id && !recipe.steps.is_empty()));
    view! {
        <details class="install" open=open>
            <summary class="install__summary">
                <span class="install__panel">{panel.name.clone()}</span>
                <span class="install__how">{how}</span>
            </summary>
            {ways(form, &format!("install_{id}"))}
            <div class="install__recipe stack stack--tight">
                {Input::select(recipe, words.recipe, choices)
                    .help(words.recipe_help).warning(warning.map(str::to_owned)).view(form)}
                {Input::area(format!("params_{id}"), words.params, 3)
                    .help(words.params_help(tariffs::placeholders())).optional().view(form)}
            </div>
            {Input::area(format!("steps_{id}"), words.steps, 3).help(words.steps_help).optional().view(form)}
        </details>
    }
    .into_any()
}

/// How a panel is installed now, in a line.
fn how(run: Option<&Run>, has_steps: bool) -> String {
    let words = &texts().tariff_form;
    match (run, has_steps) {
        (Some(run), _) => words.install_by(&run.name),
        (None, true) => words.install_by_client.to_owned(),
        (None, false) => words.install_by_client_bare.to_owned(),
    }
}

/// The two ways of installing a panel.
fn ways(form: &Editing, name: &str) -> AnyView {
    let words = &texts().tariff_form;
    let chosen = form.value(name);
    let way = |value: &'static str, title: &'static str, text: &'static str| {
        let class = format!("choice__input install__{value}");
        view! {
            <label class="choice">
                <input class=class type="radio" name=name.to_owned() value=value checked=chosen == value/>
                <span class="choice__body">
                    <span class="choice__title">{title}</span>
                    <span class="choice__text">{text}</span>
                </span>
            </label>
        }
    };
    let problem = form.problem(name).map(|problem| view! { <p class="field__error">{problem}</p> });
    view! {
        <div class="choices choices--grid" id=name.to_owned()>
            {way("by_client", words.by_client, words.by_client_help)}
            {way("automatic", words.automatic, words.automatic_help)}
        </div>
        {problem}
    }
    .into_any()
}

/// The recipes to choose from: those that say they are for the panel first.
fn recipes(page: &TariffFormPage, panel: &str) -> Vec<(String, String)> {
    let words = &texts().tariff_form;
    let mut all: Vec<&SavedRecipe> = Vec::new();
    for recipe in page.lists.iter().flat_map(|lists| lists.recipes.items()) {
        if all.iter().all(|known| known.id != recipe.id) {
            all.push(recipe);
        }
    }
    all.sort_by_key(|recipe| !recipe.is_for(panel));
    all.into_iter()
        .map(|recipe| {
            let name = match recipe.params_count {
                Some(count) if count > 0 => words.recipe_choice(count, &recipe.name),
                _ => recipe.name.clone(),
            };
            (recipe.id.clone(), name)
        })
        .collect()
}

/// The labels of these fields.
pub(super) fn labels(page: &TariffFormPage) -> Vec<(String, String)> {
    let words = &texts().tariff_form;
    let part = |panel: &Panel| {
        let (id, of) = (panel.value_id, |what: &str| format!("{}: {what}", panel.name));
        [
            (format!("install_{id}"), of(words.install)),
            (format!("recipe_{id}"), of(words.recipe)),
            (format!("params_{id}"), of(words.params)),
            (format!("steps_{id}"), of(words.steps)),
        ]
    };
    page.plan.iter().flat_map(|plan| shown(plan).iter().flat_map(part)).collect()
}
