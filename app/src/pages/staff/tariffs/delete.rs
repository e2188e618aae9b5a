//! `/staff/products/tariff-plans/{id}/delete`: what goes with a plan, or what keeps it.

use domain::{ModuleId, TariffId};
use engine::{Use, UsedBy};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::{DeleteTariff, DisableTariff};
use crate::pages::address::{TARIFFS, id_in_address, module, tariff};
use crate::texts::{refusals, texts};
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<TariffId>("id");
    staff_page(Place::Tariffs, async move |caller| {
        let (id, words) = (id?, &texts().tariffs);
        let page = engine::reads::tariff_deletion(&visitor::engine()?, caller, id).await?;
        let refused = flash::take_refused("delete_tariff").await.unwrap_or_default();
        let details = page.plan.tariff.details;
        let header =
            Header::new(words.delete).under(words.title, TARIFFS).under(details.name.clone(), tariff(id));
        let (title, body) = if page.uses.is_empty() {
            let title = words.delete_title(&details.name);
            (title.clone(), confirm(id, title))
        } else {
            let title = words.cannot_delete(&details.name);
            (title.clone(), in_use(id, title, details.enabled, page.uses, page.more))
        };
        let content = view! { {header.view()} {refusal(&refused, &[])} {body} };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

fn confirm(id: TariffId, title: String) -> AnyView {
    let words = &texts().tariffs;
    let form = view! {
        <form class="actions" method="post" action=DeleteTariff::PATH>
            <input type="hidden" name="id" value=id.to_string()/>
            <button type="submit" class="button button--danger">{words.delete_button}</button>
            <a class="button button--quiet" href=tariff(id)>{words.keep}</a>
        </form>
    };
    let effects = vec![words.delete_parts.to_owned(), words.delete_history.to_owned()];
    Confirm { id: "delete-title", dangerous: true, title, effects, cost: None }.around(form)
}

fn in_use(id: TariffId, title: String, enabled: bool, uses: Vec<Use>, more: u64) -> AnyView {
    let words = &texts().tariffs;
    let uses = uses
        .into_iter()
        .map(|used_by| view! { <li><a href=used_at(&used_by)>{refusals::used_by(&used_by)}</a></li> })
        .collect_view();
    let more = (more > 0).then(|| view! { <li>{texts().refusals.more(more)}</li> });
    let disable = enabled.then(|| {
        view! {
            <form class="actions" method="post" action=DisableTariff::PATH>
                <input type="hidden" name="id" value=id.to_string()/>
                <button type="submit" class="button">{words.disable}</button>
                <a class="button button--quiet" href=tariff(id)>{words.keep}</a>
            </form>
        }
    });
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2></header>
            <p>{words.cannot_delete_text}</p>
            <p><strong>{words.used_by}</strong></p>
            <ul class="prose">{uses} {more}</ul>
            {disable}
        </section>
    }
    .into_any()
}

/// Where to see what uses a plan: a rule stands under its module, anything else is a service.
fn used_at(used_by: &Use) -> String {
    match used_by.what {
        UsedBy::Rule => format!("{}/parameters", module(ModuleId::new(used_by.id))),
        _ => format!("/staff/services/{}", used_by.id),
    }
}
