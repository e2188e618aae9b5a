//! `/login`: one page for staff and clients.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::failed;
use crate::components::{
    field::Field,
    frame::{Page, framed},
    icon::brand,
    notice::refusal,
};
use crate::flash;
use crate::functions::LogIn;
use crate::texts::texts;
use crate::visitor;

/// The form; who is logged in already is led on.
pub(super) fn page() -> AnyView {
    let next = use_query_map().get_untracked().get("next").unwrap_or_default();
    Suspend::new(async move {
        match visitor::visitor().await {
            Ok(Some(visitor)) => {
                leptos_axum::redirect(
                    visitor::local_path(&next).unwrap_or(visitor::home(visitor.caller.role())),
                );
                ().into_any()
            }
            Ok(None) => form(next).await,
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}

async fn form(next: String) -> AnyView {
    let words = &texts().login;
    let refused = flash::take_refused("login").await.unwrap_or_default();
    let login =
        Field { name: "login", label: words.login, kind: "email", autocomplete: "username", required: true };
    let password = Field {
        name: "password",
        label: words.password,
        kind: "password",
        autocomplete: "current-password",
        required: true,
    };
    let again = refused.value("login").is_some();
    let content = view! {
        {brand("/", texts().general.product)}
        <div class="card login__card">
            <h1 class="login__title">{words.title}</h1>
            <form class="form" method="post" action=LogIn::PATH>
                {refusal(&refused, &[])}
                {login.view(&refused, !again)}
                {password.view(&refused, again)}
                <input type="hidden" name="next" value=next/>
                <div class="actions">
                    <button type="submit" class="button button--primary button--block">{words.button}</button>
                </div>
            </form>
        </div>
    };
    framed("shell shell--login", ().into_any(), Page::new(words.title, content).login()).await
}
