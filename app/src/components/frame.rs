//! The frame of a page: who may see it, its title, its menu, what just happened, and the right status.

use domain::access::Action;
use leptos::prelude::*;
use leptos_meta::{Body, Title};

use super::menu::{Place, client_menu, staff_menu};
use super::notice::notice;
use crate::failure::Failure;
use crate::flash;
use crate::pages::failed;
use crate::texts::{money, texts};
use crate::visitor::{self, Client, Staff};

/// A page without its frame.
pub(crate) struct Page {
    title: String,
    class: &'static str,
    content: AnyView,
}

impl Page {
    /// A page with a title.
    pub(crate) fn new(title: impl Into<String>, content: impl IntoAny) -> Self {
        Self { title: title.into(), class: "page", content: content.into_any() }
    }

    /// The same, as wide as the screen: for lists of many columns.
    pub(crate) fn wide(self) -> Self {
        Self { class: "page page--wide", ..self }
    }

    /// The same, as narrow as one form.
    pub(crate) fn narrow(self) -> Self {
        Self { class: "page page--narrow", ..self }
    }

    /// The same, as one card in the middle of the screen.
    pub(crate) fn login(self) -> Self {
        Self { class: "login", ..self }
    }
}

/// A page for staff.
pub(crate) fn staff_page<F>(here: Place, page: impl FnOnce(Staff) -> F + Send + 'static) -> AnyView
where
    F: Future<Output = Result<Page, Failure>> + Send + 'static,
{
    Suspend::new(async move {
        let staff = match visitor::require_staff(Action::SeeStaffPages).await {
            Ok(staff) => staff,
            Err(failure) => return failed::page(failure).await,
        };
        let login = staff.login.clone();
        match page(staff).await {
            Ok(page) => {
                let tasks = match visitor::engine() {
                    Ok(engine) => engine::reads::open_tasks(&engine).await.unwrap_or_default(),
                    Err(_) => 0,
                };
                framed("shell shell--staff", staff_menu(Some(here), login, tasks), page).await
            }
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}

/// A page for clients.
pub(crate) fn client_page<F>(
    here: Place,
    action: Action,
    page: impl FnOnce(Client) -> F + Send + 'static,
) -> AnyView
where
    F: Future<Output = Result<Page, Failure>> + Send + 'static,
{
    Suspend::new(async move {
        let client = match visitor::require_client(action).await {
            Ok(client) => client,
            Err(failure) => return failed::page(failure).await,
        };
        match page(client).await {
            Ok(page) => {
                framed("shell shell--client", client_menu(Some(here), balance(client).await), page).await
            }
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}

async fn balance(client: Client) -> Option<String> {
    let engine = visitor::engine().ok()?;
    engine::reads::balance(&engine, client.id).await.ok().map(money)
}

/// Puts a page into its frame.
pub(crate) async fn framed(shell: &'static str, menu: AnyView, page: Page) -> AnyView {
    let happened = notice(flash::take_notice().await);
    view! {
        <Title text=texts().general.page_title(&page.title)/>
        <Body attr:class=shell/>
        <a class="skip-link" href="#main">{texts().general.skip}</a>
        {menu}
        <main class=page.class id="main">{happened} {page.content}</main>
    }
    .into_any()
}
