//! A license key or a password: hidden until asked for, and then only in the answer to that request.

use leptos::prelude::*;

use crate::islands::CopyButton;
use crate::texts::texts;

/// A secret that is not shown, with the form that shows it.
pub(crate) fn hidden(
    label: &'static str,
    button: &'static str,
    action: &'static str,
    field: &'static str,
    id: String,
) -> AnyView {
    view! {
        <div class="key-box key-box--hidden">
            <span class="key-box__label">{label}</span>
            <code class="key-box__value" aria-hidden="true">{texts().services.hidden}</code>
            <form method="post" action=action>
                <input type="hidden" name=field value=id/>
                <button type="submit" class="button button--small">{button}</button>
            </form>
        </div>
    }
    .into_any()
}

/// A secret that was asked for.
pub(crate) fn shown(label: &'static str, id: &'static str, secret: String) -> AnyView {
    let words = &texts().services;
    view! {
        <div class="key-box">
            <span class="key-box__label">{label}</span>
            <code class="key-box__value" id=id>{secret}</code>
            <CopyButton target=id.to_owned() label=words.copy.to_owned() done=words.copied.to_owned()/>
        </div>
    }
    .into_any()
}
