//! What every step of the wizard has: where it stands, the choices, the buttons.

use domain::ModuleStep;
use leptos::prelude::*;

use crate::components::form::Editing;
use crate::components::header::Header;
use crate::pages::address::MODULES;
use crate::texts::{modules, texts};

/// The head of a step: the wizard's name, and which step it is.
pub(super) fn head(here: ModuleStep) -> AnyView {
    let words = &texts().modules;
    let steps = ModuleStep::ALL.iter().map(|&step| {
        let class = if step < here { "wizard__step wizard__step--done" } else { "wizard__step" };
        let current = (step == here).then_some("step");
        view! { <li class=class aria-current=current>{modules::step(step)}</li> }
    });
    view! {
        {Header::new(words.add).under(words.title, MODULES).view()}
        <ol class="wizard">{steps.collect_view()}</ol>
        <p>{modules::lead(here)}</p>
    }
    .into_any()
}

/// One of a few, as cards: value, title, sentence.
pub(super) fn choices(
    form: &Editing,
    name: &'static str,
    label: &'static str,
    all: Vec<(&'static str, &'static str, &'static str)>,
) -> AnyView {
    let chosen = form.value(name);
    let problem = form.problem(name);
    let error_id = format!("{name}-error");
    let described = problem.is_some().then(|| error_id.clone());
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let cards = all.into_iter().enumerate().map(|(place, (value, title, text))| {
        // A summary's link leads to the first card.
        let id = if place == 0 { name.to_owned() } else { format!("{name}-{value}") };
        let is_chosen = value == chosen;
        view! {
            <label class="choice">
                <input class="choice__input" type="radio" id=id name=name value=value checked=is_chosen required/>
                <span class="choice__body">
                    <span class="choice__title">{title}</span> <span class="choice__text">{text}</span>
                </span>
            </label>
        }
    });
    let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{label}</legend>
            <div class="choices">{cards.collect_view()}</div>
            {error}
        </fieldset>
    }
    .into_any()
}

/// The buttons of a step: on, back, and away. The first one is what Enter presses.
pub(super) fn buttons(here: ModuleStep) -> AnyView {
    let words = &texts().modules;
    let (on, label) = match here {
        ModuleStep::Parameters => ("finish", words.finish),
        _ => ("next", words.next),
    };
    let back = here.previous().map(|_| {
        view! {
            <button type="submit" class="button" name="go" value="back" formnovalidate>{words.back}</button>
        }
    });
    view! {
        <div class="actions">
            <button type="submit" class="button button--primary" name="go" value=on>{label}</button>
            {back}
            <a class="button button--quiet" href=MODULES>{texts().forms.cancel}</a>
        </div>
        <p class="muted">{words.kept_for}</p>
    }
    .into_any()
}
