//! The head of a page.

use leptos::prelude::*;

use crate::texts::texts;

/// The head of a page: where it belongs, its name, what can be done.
pub(crate) struct Header {
    crumbs: Vec<(String, String)>,
    title: String,
    beside: AnyView,
    actions: AnyView,
    lead: AnyView,
}

impl Header {
    /// A head with a name.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            crumbs: Vec::new(),
            title: title.into(),
            beside: ().into_any(),
            actions: ().into_any(),
            lead: ().into_any(),
        }
    }

    /// The same under another page.
    pub(crate) fn under(mut self, name: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push((name.into(), href.into()));
        self
    }

    /// The same with something beside the name: a badge.
    pub(crate) fn beside(self, beside: impl IntoAny) -> Self {
        Self { beside: beside.into_any(), ..self }
    }

    /// The same with what can be done.
    pub(crate) fn actions(self, actions: impl IntoAny) -> Self {
        Self { actions: view! { <div class="page__actions">{actions.into_any()}</div> }.into_any(), ..self }
    }

    /// The same with a sentence that says what the page is for.
    pub(crate) fn lead(self, lead: impl IntoAny) -> Self {
        Self { lead: view! { <p class="page__lead">{lead.into_any()}</p> }.into_any(), ..self }
    }

    /// Draws the head.
    pub(crate) fn view(self) -> AnyView {
        let Self { crumbs, title, beside, actions, lead } = self;
        let crumbs = (!crumbs.is_empty()).then(|| {
            view! {
                <nav class="breadcrumbs" aria-label=texts().general.breadcrumbs>
                    <ol>
                        {crumbs
                            .into_iter()
                            .map(|(name, href)| view! { <li><a href=href>{name}</a></li> })
                            .collect_view()}
                        <li aria-current="page">{title.clone()}</li>
                    </ol>
                </nav>
            }
        });
        view! {
            <header class="page__header">
                {crumbs}
                <div class="page__heading">
                    <h1 class="page__title">{title} " " {beside}</h1>
                    {actions}
                </div>
                {lead}
            </header>
        }
        .into_any()
    }
}
