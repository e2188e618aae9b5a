//! Small drawings; each stands beside a word, so none of them is read aloud.

use leptos::prelude::*;

/// A drawing of 16 by 16.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Icon {
    Dashboard,
    Server,
    Key,
    Pool,
    Task,
    Operation,
    Module,
    Cart,
    Wallet,
    Tariff,
    List,
    Group,
    Person,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Dashboard => "M2 2.5h5v5H2zM9 2.5h5v3H9zM9 7.5h5v6H9zM2 9.5h5v4H2z",
            Self::Server => {
                "M2.5 2.5h11v4.5h-11zM2.5 9h11v4.5h-11zM5 4.75h.01M5 11.25h.01M8 4.75h3M8 11.25h3"
            }
            Self::Key => "M5.5 13a3.5 3.5 0 1 1 3.2-4.9L14 2.8M11.5 5.3l2 2M5.5 9.5h.01",
            Self::Pool => "M8 2 2 5l6 3 6-3zM2 8l6 3 6-3M2 11l6 3 6-3",
            Self::Task => "M3 2.5h10v11H3zM5.5 8l1.8 1.8L10.8 6",
            Self::Operation => "M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.5 2v3.2h-3.2M8 5v3.2l2 1.3",
            Self::Module => "M6 2v3M10 2v3M4 5h8v3a4 4 0 0 1-8 0zM8 12v2.5",
            Self::Cart => "M1.5 2.5h2l1.8 7.5h7l1.5-5.5H4.2M6 13.2h.01M11.5 13.2h.01",
            Self::Person => {
                "M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8zM2.5 13.5c.6-2.4 2.8-3.5 5.5-3.5s4.900 1.100 5.5 3.5"
            }
            Self::List => "M6 3.5h8M6 8h8M6 12.5h8M2.5 3.5h.01M2.5 8h.01M2.5 12.5h.01",
            Self::Group => "M2.5 2.5h6v6h-6zM11 5.5h2.5v8h-8V11",
            Self::Tariff => "M2.5 2.5h5l6 6-5 5-6-6zM5.5 5.5h.01",
            Self::Wallet => "M2 4.5h11.5v9H2zM2 4.5 11 2v2.5M10.5 9h3",
        }
    }
}

/// Draws an icon.
pub(crate) fn icon(icon: Icon) -> AnyView {
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=icon.path()></path></svg> }
        .into_any()
}

/// The mark and the name of the product, as a link.
pub(crate) fn brand(href: &'static str, name: &'static str) -> AnyView {
    view! {
        <a class="brand" href=href>
            <svg class="brand__mark" viewBox="0 0 24 24" aria-hidden="true">
                <circle cx="9" cy="9" r="5.5"></circle>
                <path d="M13 13l8 8M17 17l2.5-2.5M19 19"></path>
            </svg>
            <span class="brand__name">{name}</span>
        </a>
    }
    .into_any()
}
