//! The toolbar over a list, as in BILLmanager: choose a row, then what to do with it.
//!
//! Without a script the chosen row's number is sent with the button. With it a click or ↑ ↓ chooses, Enter opens,
//! `/` searches, and a button that the chosen row cannot have is off.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::functions::ChooseRow;
use crate::islands::RowKeys;
use crate::texts::texts;

/// The id of the toolbar's form: the rows' radio buttons belong to it.
const FORM: &str = "list-actions";

/// The toolbar of a list.
pub(crate) struct Toolbar {
    base: String,
    add: Option<(String, &'static str)>,
    buttons: Vec<AnyView>,
}

impl Toolbar {
    /// Over the list at `base`: a row's pages stand at `{base}/{id}/…`.
    pub(crate) fn new(base: impl Into<String>) -> Self {
        Self { base: base.into(), add: None, buttons: Vec::new() }
    }

    /// With a link that adds a row.
    pub(crate) fn add(self, label: &'static str) -> Self {
        let href = format!("{}/add", self.base);
        Self { add: Some((href, label)), ..self }
    }

    /// With a button that opens a page of the chosen row: `{base}/{id}`, or `{base}/{id}/{page}`.
    pub(crate) fn open(mut self, page: &'static str, label: &'static str) -> Self {
        let button = view! { <button type="submit" class="button" name="go" value=page data-row-go=page>{label}</button> };
        self.buttons.push(button.into_any());
        self
    }

    /// With a button that does something to the chosen row: it posts `id` to a server function. A row is fit for it
    /// when its `fits` (see [`chooser`]) has this word; an empty word fits every row.
    pub(crate) fn act(mut self, path: &'static str, label: &'static str, fits: &'static str) -> Self {
        let button = view! {
            <button type="submit" class="button" formaction=path data-row-fits=fits>{label}</button>
        };
        self.buttons.push(button.into_any());
        self
    }

    /// With a line between two groups of buttons.
    pub(crate) fn divider(mut self) -> Self {
        let line = view! { <span class="toolbar__divider" aria-hidden="true"></span> };
        self.buttons.push(line.into_any());
        self
    }

    /// With the button of the page that deletes the chosen row, after confirming.
    pub(crate) fn delete(mut self, label: &'static str) -> Self {
        let button = view! {
            <span class="toolbar__spacer"></span>
            <button type="submit" class="button button--danger" name="go" value="delete" data-row-go="delete">
                {label}
            </button>
        };
        self.buttons.push(button.into_any());
        self
    }

    /// Draws the toolbar.
    pub(crate) fn view(self) -> AnyView {
        let add = self.add.map(|(href, label)| {
            view! {
                <a class="button button--primary" href=href>{label}</a>
                <span class="toolbar__divider" aria-hidden="true"></span>
            }
        });
        view! {
            <form class="toolbar" id=FORM method="post" action=ChooseRow::PATH aria-label=texts().forms.toolbar>
                <input type="hidden" name="base" value=self.base/>
                {add} {self.buttons}
            </form>
            <RowKeys/>
        }
        .into_any()
    }
}

/// The head of the column of radio buttons.
pub(crate) fn chooser_head() -> AnyView {
    view! {
        <th scope="col" class="table__select"><span class="visually-hidden">{texts().forms.choose}</span></th>
    }
    .into_any()
}

/// The radio button of a row; `fits` are the words of the buttons that this row can have, with spaces between.
pub(crate) fn chooser(id: impl ToString, name: &str, fits: &'static str) -> AnyView {
    let label = texts().forms.choose_row(name);
    view! {
        <td class="table__select">
            <input type="radio" name="id" value=id.to_string() form=FORM aria-label=label data-fits=fits/>
        </td>
    }
    .into_any()
}
