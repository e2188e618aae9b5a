//! What uses an object and keeps it from being deleted, with links.

use domain::{EnumerationId, ModuleId, TariffId};
use engine::{Use, UsedBy};
use leptos::prelude::*;

use crate::pages::address;
use crate::texts::{refusals, texts};

/// A card that says what has to go first.
pub(crate) fn in_use(
    title: String,
    text: &'static str,
    uses: &[Use],
    more: u64,
    back: (&'static str, String),
) -> AnyView {
    let uses = uses.iter().map(one).collect_view();
    let more = (more > 0).then(|| view! { <li>{texts().refusals.more(more)}</li> });
    let (label, href) = back;
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2></header>
            <p>{text}</p>
            <ul>{uses} {more}</ul>
            <footer class="card__footer"><a class="button" href=href>{label}</a></footer>
        </section>
    }
    .into_any()
}

fn one(used: &Use) -> AnyView {
    let id = used.id;
    let href = match used.what {
        UsedBy::Module | UsedBy::Rule => address::module(ModuleId::new(id)),
        UsedBy::Tariff => address::tariff(TariffId::new(id)),
        UsedBy::Option => format!("{}/options", address::tariff(TariffId::new(id))),
        UsedBy::Enumeration => address::values(EnumerationId::new(id)),
        UsedBy::Service => format!("/staff/services/{id}"),
        UsedBy::License => format!("/staff/licenses/{id}"),
        UsedBy::Order => format!("/staff/orders/{id}"),
    };
    view! { <li><a href=href>{refusals::used_by(used)}</a></li> }.into_any()
}
