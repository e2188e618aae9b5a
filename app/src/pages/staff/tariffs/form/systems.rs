//! The operating systems that a plan offers: what VMmanager has, and what it has no longer.

use engine::reads::TariffFormPage;
use leptos::prelude::*;

use super::lists::saved_copy;
use crate::components::badge::{Tone, badge};
use crate::components::form::Editing;
use crate::texts::texts;

/// An operating system that the form shows.
pub(super) struct Shown {
    /// Its id at VMmanager.
    pub(super) id: String,
    /// Its name there, or the one that is kept where it is gone.
    pub(super) name: String,
    /// What is said beside it: not everywhere, another thing elsewhere, gone.
    notes: Vec<(Tone, String)>,
}

/// What the plan offers in its order, then what else there is.
pub(super) fn shown(page: &TariffFormPage) -> Vec<Shown> {
    let words = &texts().tariff_form;
    let mut all: Vec<Shown> = Vec::new();
    let kept = page.plan.iter().flat_map(|plan| &plan.systems);
    for (id, kept_name) in kept
        .map(|system| (&system.code, Some(&system.name)))
        .chain(page.lists.iter().flat_map(|lists| lists.systems.items()).map(|system| (&system.id, None)))
    {
        if all.iter().any(|shown| shown.id == *id) {
            continue;
        }
        let found = page
            .lists
            .iter()
            .filter(|lists| lists.systems.read.is_some())
            .map(|lists| (&lists.module, lists.systems.items().iter().find(|system| system.id == *id)));
        let found: Vec<_> = found.collect();
        let name = found.iter().find_map(|(_, system)| system.map(|system| system.name.clone()));
        let mut notes = Vec::new();
        if let Some(name) = &name {
            for (module, system) in &found {
                match system {
                    None => notes.push((Tone::Warn, words.system_missing_at(&module.name))),
                    Some(system) if system.name != *name => {
                        notes.push((Tone::Warn, words.system_differs_at(&module.name, &system.name)));
                    }
                    Some(_) => {}
                }
            }
        } else if !found.is_empty() {
            notes.push((Tone::Danger, words.system_gone.to_owned()));
        }
        let name = name.or_else(|| kept_name.cloned()).unwrap_or_else(|| id.clone());
        all.push(Shown { id: id.clone(), name, notes });
    }
    all
}

/// The table.
pub(super) fn view(form: &Editing, page: &TariffFormPage) -> AnyView {
    let words = &texts().tariff_form;
    let systems = shown(page);
    let body = if systems.is_empty() {
        view! { <p class="note note--info">{words.systems_none}</p> }.into_any()
    } else {
        let rows = systems.into_iter().map(|system| row(form, system)).collect_view();
        view! {
            <div class="table-wrap">
                <table class="entries">
                    <thead>
                        <tr>
                            <th scope="col">{words.system}</th>
                            <th scope="col">{words.system_shown}</th>
                            <th scope="col" class="entries__short">{words.system_sort}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <fieldset class="form__section" id="systems">
            <legend class="form__legend">{words.systems}</legend>
            <p class="form__hint">{words.systems_hint}</p>
            {saved_copy(page, |lists| (lists.systems.read.as_ref().map(|(_, at)| *at), lists.systems.error.clone()))}
            {body}
        </fieldset>
    }
    .into_any()
}

fn row(form: &Editing, system: Shown) -> AnyView {
    let (words, id) = (&texts().tariff_form, &system.id);
    let (tick, name, sort) = (format!("os_{id}"), format!("os_name_{id}"), format!("os_sort_{id}"));
    let problems = [&tick, &name, &sort].into_iter().filter_map(|field| form.problem(field));
    let problems = problems.map(|problem| view! { <p class="field__error">{problem}</p> }).collect_view();
    let wrong = |field: &str| form.problem(field).is_some().then_some("true");
    let (name_wrong, sort_wrong) = (wrong(&name), wrong(&sort));
    let notes =
        system.notes.into_iter().map(|(tone, note)| view! { <div>{badge(tone, note)}</div> }).collect_view();
    view! {
        <tr>
            <th scope="row">
                <label class="check">
                    <input type="checkbox" id=tick.clone() name=tick.clone() value="on" checked=form.is_on(&tick)
                        aria-label=words.offer(&system.name)/>
                    <span>{system.name.clone()}</span>
                </label>
                {notes} {problems}
            </th>
            <td data-label=words.system_shown>
                <input class="input" type="text" id=name.clone() name=name.clone() value=form.value(&name)
                    aria-label=words.shown_as(&system.name) aria-invalid=name_wrong/>
            </td>
            <td class="entries__amount entries__short" data-label=words.system_sort>
                <input class="input" type="text" inputmode="numeric" id=sort.clone() name=sort.clone()
                    value=form.value(&sort) aria-label=words.place_of(&system.name) aria-invalid=sort_wrong/>
            </td>
        </tr>
    }
    .into_any()
}

/// The labels of these fields.
pub(super) fn labels(page: &TariffFormPage) -> Vec<(String, String)> {
    let words = &texts().tariff_form;
    let system = |system: Shown| {
        [
            (format!("os_{}", system.id), system.name.clone()),
            (format!("os_name_{}", system.id), words.shown_as(&system.name)),
            (format!("os_sort_{}", system.id), words.place_of(&system.name)),
        ]
    };
    shown(page).into_iter().flat_map(system).collect()
}
