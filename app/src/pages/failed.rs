//! What is shown instead of a page that cannot be.

use leptos::prelude::*;

use crate::components::{
    frame::{Page, framed},
    icon::brand,
};
use crate::failure::Failure;
use crate::texts::texts;
use crate::visitor;

/// The page for an address that is none.
pub(crate) fn missing() -> AnyView {
    Suspend::new(async { page(Failure::NotFound).await }).into_any()
}

/// `/failed`: what a form is answered with when it went wrong on our side.
pub(super) fn broken() -> AnyView {
    Suspend::new(async {
        let failure = match visitor::visitor().await {
            Ok(None) => Failure::Stranger,
            Ok(Some(_)) | Err(_) => Failure::Broken,
        };
        page(failure).await
    })
    .into_any()
}

/// A failure as a page with its status; a stranger is led to the login page and back.
pub(crate) async fn page(failure: Failure) -> AnyView {
    if failure == Failure::Stranger {
        leptos_axum::redirect(&visitor::login_for(&visitor::asked_for()));
        return ().into_any();
    }
    failure.set_status();
    let general = &texts().general;
    let (title, text) = match failure {
        Failure::Forbidden => (general.forbidden, general.forbidden_text),
        Failure::NotFound | Failure::Stranger => (general.not_found, general.not_found_text),
        Failure::Broken => (general.broken, general.broken_text),
    };
    let content = view! {
        {brand("/", general.product)}
        <div class="card login__card">
            <h1 class="login__title">{title}</h1>
            <p class="muted">{text}</p>
            <div class="actions"><a class="button button--primary" href="/">{general.go_home}</a></div>
        </div>
    };
    framed("shell shell--login", ().into_any(), Page::new(title, content).login()).await
}
