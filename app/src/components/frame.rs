//! The frame of a page: who may see it, its title, its menu, what just happened, and the right status.

use domain::access::Action;
use engine::Caller;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos_meta::{Body, Title};

use super::looking::looking;
use super::menu::{Place, client_menu, staff_menu};
use super::notice::notice;
use crate::failure::Failure;
use crate::flash;
use crate::pages::failed;
use crate::texts::{money, texts};
use crate::visitor;

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
pub(crate) fn staff_page<F>(here: Place, page: impl FnOnce(Caller) -> F + Send + 'static) -> AnyView
where
    F: Future<Output = Result<Page, Failure>> + Send + 'static,
{
    Suspend::new(async move {
        let loaded = async {
            let visitor = visitor::require(Action::SeeStaffPages).await?;
            let page = page(visitor.caller).await?;
            let waiting = engine::reads::needs_person(&visitor::engine()?, visitor.caller).await?;
            let menu = staff_menu(Some(here), visitor.name, waiting.total());
            Ok((menu, page))
        };
        match loaded.await {
            Ok((menu, page)) => framed("shell shell--staff", menu, page).await,
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}

/// A page for clients who may do this.
pub(crate) fn client_page<F>(
    here: Place,
    action: Action,
    page: impl FnOnce(Caller) -> F + Send + 'static,
) -> AnyView
where
    F: Future<Output = Result<Page, Failure>> + Send + 'static,
{
    Suspend::new(async move {
        let loaded = async {
            let visitor = visitor::require(action).await?;
            let page = page(visitor.caller).await?;
            let account = engine::reads::account(&visitor::engine()?, visitor.caller, 1).await?;
            let looking = match visitor.caller {
                Caller::Onlooker { .. } => Some(looking(&visitor.name)),
                _ => None,
            };
            let menu = client_menu(Some(here), money(account.balance), looking.is_none());
            Ok((view! { {looking} {menu} }.into_any(), page))
        };
        match loaded.await {
            Ok((menu, page)) => framed("shell shell--client", menu, page).await,
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}

/// Puts a page into its frame.
///
/// `<Body>` finds the document only under its owner, which is gone by the time that an awaited page is written.
pub(crate) async fn framed(shell: &'static str, menu: AnyView, page: Page) -> AnyView {
    let happened = notice(flash::take_notice().await);
    view! {
        <Title text=escaped(&texts().general.page_title(&page.title))/>
        {OwnedView::new(view! { <Body attr:class=shell/> })}
        <a class="skip-link" href="#main">{texts().general.skip}</a>
        {menu}
        <main class=page.class id="main">{happened} {page.content}</main>
    }
    .into_any()
}

/// The title is written into the document as it is: a name in it must not end it.
fn escaped(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}
