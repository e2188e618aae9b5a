//! `/register`: how a stranger becomes a client.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::failed;
use crate::components::form::Editing;
use crate::components::frame::{Page, framed};
use crate::components::icon::brand;
use crate::components::input::Input;
use crate::failure::Failure;
use crate::functions::Register;
use crate::texts::texts;
use crate::visitor;

/// The form's name among refused forms.
const FORM: &str = "register";

/// The form; who is logged in already is led on.
pub(super) fn page() -> AnyView {
    let next = use_query_map().get_untracked().get("next").unwrap_or_default();
    Suspend::new(async move {
        match visitor::visitor().await {
            Ok(Some(visitor)) => {
                leptos_axum::redirect(visitor::home(visitor.caller.role()));
                ().into_any()
            }
            Ok(None) => match visitor::engine() {
                Ok(engine) if engine.settings().shop.registration => form(next).await,
                Ok(_) => off().await,
                Err(failure) => failed::page(failure).await,
            },
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}

async fn form(next: String) -> AnyView {
    let words = &texts().register;
    let form = Editing::new(FORM, &[]).await;
    let labels = [("name", words.name), ("email", words.email), ("password", words.password)];
    let name = Input::text("name", words.name).help(words.name_help).autocomplete("name").required();
    let email =
        Input::line("email", "email", words.email).help(words.email_help).autocomplete("username").required();
    let password = Input::password("password", words.password)
        .help(words.password_help(engine::SHORTEST_PASSWORD))
        .autocomplete("new-password")
        .required();
    let login = visitor::with_next("/login", visitor::local_path(&next));
    let content = view! {
        {brand("/", texts().general.product)}
        <div class="card login__card">
            <h1 class="login__title">{words.title}</h1>
            <p class="muted">{words.lead}</p>
            <form class="form" method="post" action=Register::PATH>
                {form.summary(&labels)}
                {name.focus(!form.is_refused()).view(&form)}
                {email.view(&form)}
                {password.view(&form)}
                <input type="hidden" name="next" value=next/>
                <div class="actions">
                    <button type="submit" class="button button--primary button--block">{words.button}</button>
                </div>
            </form>
        </div>
        <p class="login__foot">{words.have_one} " " <a href=login>{words.log_in}</a></p>
    };
    framed("shell shell--login", ().into_any(), Page::new(words.title, content).login()).await
}

async fn off() -> AnyView {
    let words = &texts().register;
    Failure::NotFound.set_status();
    let content = view! {
        {brand("/", texts().general.product)}
        <div class="card login__card">
            <h1 class="login__title">{words.off}</h1>
            <p class="muted">{words.off_text}</p>
            <div class="actions"><a class="button button--primary" href="/login">{words.log_in}</a></div>
        </div>
    };
    framed("shell shell--login", ().into_any(), Page::new(words.off, content).login()).await
}
