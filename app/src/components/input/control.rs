//! What a field is filled in with.

use leptos::prelude::*;

use super::{Input, Kind};

impl Input {
    pub(super) fn control(
        self,
        name: String,
        value: String,
        wrong: bool,
        described: Option<String>,
    ) -> AnyView {
        let Self { kind, unit, autocomplete, required, focus, off, .. } = self;
        let invalid = wrong.then_some("true");
        let id = name.clone();
        let control = match kind {
            Kind::Line { kind, mode } => {
                let value = (kind != "password").then_some(value);
                view! {
                    <input class="input" id=id name=name type=kind inputmode=mode autocomplete=autocomplete
                        required=required value=value autofocus=focus disabled=off aria-invalid=invalid
                        aria-describedby=described/>
                }
                .into_any()
            }
            Kind::Area { rows } => view! {
                <textarea class="input" id=id name=name rows=rows required=required autofocus=focus
                    disabled=off aria-invalid=invalid aria-describedby=described>{value}</textarea>
            }
            .into_any(),
            Kind::Select(choices) => {
                let choices = options(choices, &value);
                view! {
                    <select class="input" id=id name=name required=required autofocus=focus disabled=off
                        aria-invalid=invalid aria-describedby=described>{choices}</select>
                }
                .into_any()
            }
            Kind::Suggest(choices) => {
                let list = format!("{name}-list");
                let choices = options(choices, "");
                view! {
                    <input class="input" id=id name=name type="text" list=list.clone() required=required
                        value=value autofocus=focus disabled=off aria-invalid=invalid aria-describedby=described
                        autocomplete="off"/>
                    <datalist id=list>{choices}</datalist>
                }
                .into_any()
            }
        };
        match unit {
            Some(unit) => view! {
                <span class="input-group">{control} <span class="input-group__unit">{unit}</span></span>
            }
            .into_any(),
            None => control,
        }
    }
}

fn options(choices: Vec<(String, String)>, chosen: &str) -> AnyView {
    choices
        .into_iter()
        .map(|(value, word)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{word}</option> }
        })
        .collect_view()
        .into_any()
}
