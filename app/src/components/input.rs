//! One field of a form: its label, what is typed, its help and its error.

mod control;

use std::borrow::Cow;

use leptos::prelude::*;

use super::form::Editing;
use crate::texts::texts;

/// What a field is filled in with.
enum Kind {
    Line { kind: &'static str, mode: Option<&'static str> },
    Area { rows: u32 },
    Select(Vec<(String, String)>),
    Suggest(Vec<(String, String)>),
}

/// A field of a form.
pub(crate) struct Input {
    name: Cow<'static, str>,
    label: Cow<'static, str>,
    kind: Kind,
    help: Option<String>,
    warning: Option<String>,
    unit: Option<String>,
    autocomplete: Option<&'static str>,
    required: bool,
    optional: bool,
    short: bool,
    focus: bool,
    off: bool,
}

impl Input {
    fn new(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            kind,
            help: None,
            warning: None,
            unit: None,
            autocomplete: None,
            required: false,
            optional: false,
            short: false,
            focus: false,
            off: false,
        }
    }

    /// A line of text.
    pub(crate) fn text(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, Kind::Line { kind: "text", mode: None })
    }

    /// A line of some other type of HTML: `email`, `url`, `date`.
    pub(crate) fn line(
        kind: &'static str,
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::new(name, label, Kind::Line { kind, mode: None })
    }

    /// A whole number.
    pub(crate) fn number(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, Kind::Line { kind: "text", mode: Some("numeric") }).short()
    }

    /// An amount of money.
    pub(crate) fn amount(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, Kind::Line { kind: "text", mode: Some("decimal") }).short()
    }

    /// A password: it is never filled in.
    pub(crate) fn password(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, Kind::Line { kind: "password", mode: None })
    }

    /// A text of several lines.
    pub(crate) fn area(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        rows: u32,
    ) -> Self {
        Self::new(name, label, Kind::Area { rows })
    }

    /// One of a list: `(value, word)`.
    pub(crate) fn select(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        choices: Vec<(String, String)>,
    ) -> Self {
        Self::new(name, label, Kind::Select(choices))
    }

    /// A line of text with suggestions: `(value, word)`.
    pub(crate) fn suggest(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        choices: Vec<(String, String)>,
    ) -> Self {
        Self::new(name, label, Kind::Suggest(choices))
    }

    /// The same with a sentence of help.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same with something to notice that is no error.
    pub(crate) fn warning(self, warning: Option<String>) -> Self {
        Self { warning, ..self }
    }

    /// The same with a unit behind it.
    pub(crate) fn unit(self, unit: impl Into<String>) -> Self {
        Self { unit: Some(unit.into()), ..self }
    }

    /// The same, with what a browser may fill in.
    pub(crate) fn autocomplete(self, what: &'static str) -> Self {
        Self { autocomplete: Some(what), ..self }
    }

    /// The same, needed.
    pub(crate) fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, marked as one that may be left empty.
    pub(crate) fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// The same, as wide as a number.
    pub(crate) fn short(self) -> Self {
        Self { short: true, ..self }
    }

    /// The same, where typing begins.
    pub(crate) fn focus(self, focus: bool) -> Self {
        Self { focus, ..self }
    }

    /// The same, shown but fixed.
    pub(crate) fn off(self, off: bool) -> Self {
        Self { off, ..self }
    }

    /// Draws the field.
    pub(crate) fn view(self, form: &Editing) -> AnyView {
        let name = self.name.clone().into_owned();
        let problem = form.problem(&name);
        let value = form.value(&name);
        let (help_id, warning_id, error_id) =
            (format!("{name}-help"), format!("{name}-warning"), format!("{name}-error"));
        let described: Vec<&str> = [
            (problem.is_some(), &error_id),
            (self.warning.is_some(), &warning_id),
            (self.help.is_some(), &help_id),
        ]
        .into_iter()
        .filter_map(|(is_there, id)| is_there.then_some(id.as_str()))
        .collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let mut class = "field".to_owned();
        if problem.is_some() {
            class.push_str(" field--error");
        }
        if self.short {
            class.push_str(" field--short");
        }
        let optional = self
            .optional
            .then(|| view! { " " <span class="field__optional">{texts().forms.optional}</span> });
        let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
        let warning =
            self.warning.clone().map(|text| view! { <p class="field__warning" id=warning_id>{text}</p> });
        let help = self.help.clone().map(|help| view! { <p class="field__help" id=help_id>{help}</p> });
        let label = self.label.clone().into_owned();
        let control = self.control(name.clone(), value, error.is_some(), described);
        view! {
            <div class=class>
                <label class="field__label" for=name>{label} {optional}</label>
                {control} {error} {warning} {help}
            </div>
        }
        .into_any()
    }
}

/// A check box with its sentence of help.
pub(crate) fn switch(
    form: &Editing,
    name: impl Into<String>,
    label: impl Into<String>,
    help: impl Into<String>,
) -> AnyView {
    let name = name.into();
    let (on, problem, help) = (form.is_on(&name), form.problem(&name), help.into());
    let invalid = problem.is_some().then_some("true");
    let error_id = format!("{name}-error");
    let described = problem.is_some().then(|| error_id.clone());
    let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
    let help = (!help.is_empty()).then(|| view! { <small class="check__help">{help}</small> });
    view! {
        <div class="field">
            <label class="check">
                <input type="checkbox" id=name.clone() name=name value="on" checked=on aria-invalid=invalid
                    aria-describedby=described/>
                <span>{label.into()} {help}</span>
            </label>
            {error}
        </div>
    }
    .into_any()
}
