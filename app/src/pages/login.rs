//! `/login`: one page for staff and clients.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::failed;
use crate::components::{
    form::Editing,
    frame::{Page, framed},
    icon::brand,
    input::Input,
};
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
    let form = Editing::new("login", &[]).await;
    let again = form.is_refused();
    let login = Input::line("email", "login", words.login).autocomplete("username").required().focus(!again);
    let password =
        Input::password("password", words.password).autocomplete("current-password").required().focus(again);
    let content = view! {
        {brand("/", texts().general.product)}
        <div class="card login__card">
            <h1 class="login__title">{words.title}</h1>
            <form class="form" method="post" action=LogIn::PATH>
                {form.summary(&[])}
                {login.view(&form)}
                {password.view(&form)}
                <input type="hidden" name="next" value=next/>
                <div class="actions">
                    <button type="submit" class="button button--primary button--block">{words.button}</button>
                </div>
            </form>
        </div>
    };
    framed("shell shell--login", ().into_any(), Page::new(words.title, content).login()).await
}
