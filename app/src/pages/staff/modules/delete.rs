//! `/staff/integration/processing-modules/{id}/delete`: what deleting would do, or what stands in the way.

use domain::{ModuleId, ModuleState};
use engine::reads::ModuleDeletionPage;
use engine::{Use, UsedBy};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::{DeleteModule, SuspendModule};
use crate::pages::address::{self, MODULES, id_in_address};
use crate::texts::{refusals, texts};
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ModuleId>("id");
    staff_page(Place::Modules, async move |caller| {
        let page = engine::reads::module_deletion(&visitor::engine()?, caller, id?).await?;
        let words = &texts().modules;
        let name = page.name.clone();
        let header =
            Header::new(words.delete).under(words.title, MODULES).under(name, address::module(page.id));
        let title = words.delete_title(&page.name);
        let body = if page.uses.is_empty() { confirm(&page) } else { used(page) };
        Ok::<_, Failure>(Page::new(title, view! { {header.view()} {body} }).narrow())
    })
}

fn confirm(page: &ModuleDeletionPage) -> AnyView {
    let words = &texts().modules;
    let mut effects = vec![words.delete_settings.to_owned()];
    if page.parameters > 0 {
        effects.push(words.delete_parameters(page.parameters));
    }
    effects.push(words.delete_nothing_there.to_owned());
    let title = words.delete_title(&page.name);
    let form = view! {
        <form class="actions" method="post" action=DeleteModule::PATH>
            <input type="hidden" name="id" value=page.id.to_string()/>
            <button type="submit" class="button button--danger">{words.delete_now}</button>
            <a class="button button--quiet" href=address::module(page.id)>{words.keep}</a>
        </form>
    };
    Confirm { id: "delete-title", dangerous: true, title, effects, cost: None }.around(form)
}

fn used(page: ModuleDeletionPage) -> AnyView {
    let words = &texts().modules;
    let uses = page.uses.iter().map(one).collect_view();
    let suspend = (page.state == ModuleState::Active)
        .then(|| view! { <button type="submit" class="button">{words.suspend}</button> });
    let more = (page.more > 0).then(|| view! { <li>{texts().refusals.more(page.more)}</li> });
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{words.cannot_delete(&page.name)}</h2></header>
            <p>{words.cannot_delete_text}</p>
            <ul>{uses} {more}</ul>
            <footer class="card__footer">
                <form class="actions" method="post" action=SuspendModule::PATH>
                    <input type="hidden" name="id" value=page.id.to_string()/>
                    <input type="hidden" name="from" value="module"/>
                    {suspend}
                    <a class="button button--quiet" href=address::module(page.id)>{words.keep}</a>
                </form>
            </footer>
        </section>
    }
    .into_any()
}

fn one(used: &Use) -> AnyView {
    let href = match used.what {
        UsedBy::Module => Some(address::module(ModuleId::new(used.id))),
        UsedBy::Service => Some(format!("/staff/services/{}", used.id)),
        UsedBy::License => Some(format!("/staff/licenses/{}", used.id)),
        UsedBy::Tariff => Some(format!("/staff/products/tariff-plans/{}", used.id)),
        _ => None,
    };
    let words = refusals::used_by(used);
    match href {
        Some(href) => view! { <li><a href=href>{words}</a></li> }.into_any(),
        None => view! { <li>{words}</li> }.into_any(),
    }
}
