//! A field with its label, its help and its error.

use leptos::prelude::*;

use crate::flash::Refused;

/// A line of text to type.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) autocomplete: &'static str,
    pub(crate) required: bool,
}

impl Field {
    /// Draws the field with what was typed and what is wrong; a password is never filled in.
    pub(crate) fn view(&self, refused: &Refused, focus: bool) -> AnyView {
        let &Self { name, label, kind, autocomplete, required } = self;
        let problem = refused.problem(name);
        let value = (kind != "password").then(|| refused.value(name).unwrap_or_default().to_owned());
        let error_id = format!("{name}-error");
        let described = problem.is_some().then(|| error_id.clone());
        let class = if problem.is_some() { "field field--error" } else { "field" };
        let invalid = problem.is_some().then_some("true");
        let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
        view! {
            <div class=class>
                <label class="field__label" for=name>{label}</label>
                <input class="input" id=name name=name type=kind autocomplete=autocomplete required=required
                    value=value autofocus=focus aria-invalid=invalid aria-describedby=described/>
                {error}
            </div>
        }
        .into_any()
    }
}
