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

fn may_register() -> bool {
    visitor::engine().is_ok_and(|engine| engine.settings().shop.registration)
}

fn to_register(next: &str) -> AnyView {
    let words = &texts().register;
    let href = visitor::with_next("/register", visitor::local_path(next));
    view! { <p class="login__foot">{words.no_account} " " <a href=href>{words.create}</a></p> }.into_any()
}

async fn form(next: String) -> AnyView {
    let words = &texts().login;
    let to_register = may_register().then(|| to_register(&next));
    let wants_to_order = visitor::local_path(&next).is_some_and(|next| next.starts_with("/order"));
    let why = wants_to_order.then(|| {
        let words = &texts().register;
        let why = if may_register() { words.to_order } else { words.to_order_log_in };
        view! { <p class="muted">{why}</p> }
    });
    let form = Editing::new("login", &[]).await;
    let again = form.is_refused();
    let login = Input::line("email", "login", words.login).autocomplete("username").required().focus(!again);
    let password =
        Input::password("password", words.password).autocomplete("current-password").required().focus(again);
    let content = view! {
        {brand("/", texts().general.product)}
        <div class="card login__card">
            <h1 class="login__title">{words.title}</h1>
            {why}
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
        {to_register}
    };
    framed("shell shell--login", ().into_any(), Page::new(words.title, content).login()).await
}
