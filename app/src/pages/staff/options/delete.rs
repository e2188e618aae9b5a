//! `/staff/products/tariff-plans/{id}/options/{option}/delete`: what goes with an option, or what keeps it.

use domain::option::OptionKind;
use domain::{OptionId, TariffId};
use engine::Use;
use engine::reads::OptionLine;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::{DeleteOption, DisableOption};
use crate::pages::address::{TARIFFS, id_in_address, option, options, tariff};
use crate::texts::{refusals, texts};
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let (id, option_id) = (id_in_address::<TariffId>("id"), id_in_address::<OptionId>("option"));
    staff_page(Place::Tariffs, async move |caller| {
        let (id, option_id, words) = (id?, option_id?, &texts().options);
        let page = engine::reads::option(&visitor::engine()?, caller, id, Some(option_id)).await?;
        let line = page.option.ok_or(Failure::NotFound)?;
        let refused = flash::take_refused(&format!("delete_option.{option_id}")).await.unwrap_or_default();
        let name = line.option.details.name.clone();
        let header = Header::new(words.delete)
            .under(texts().tariffs.title, TARIFFS)
            .under(page.tariff_name, tariff(id))
            .under(words.title, options(id))
            .under(name.clone(), option(id, option_id));
        let (title, body) = if page.uses.is_empty() {
            let title = words.delete_title(&name);
            (title.clone(), confirm(id, &line, title))
        } else {
            let title = words.cannot_delete(&name);
            (title.clone(), in_use(id, &line, title, page.uses, page.more))
        };
        let content = view! { {header.view()} {refusal(&refused, &[])} {body} };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

fn confirm(id: TariffId, line: &OptionLine, title: String) -> AnyView {
    let words = &texts().options;
    let form = view! {
        <form class="actions" method="post" action=DeleteOption::PATH>
            <input type="hidden" name="id" value=line.option.id.to_string()/>
            <input type="hidden" name="tariff" value=id.to_string()/>
            <button type="submit" class="button button--danger">{words.delete_button}</button>
            <a class="button button--quiet" href=options(id)>{words.keep}</a>
        </form>
    };
    let is_panel = line.option.details.kind == OptionKind::PanelLicense;
    let effects = [
        Some(words.delete_choice.to_owned()),
        (line.prices > 0).then(|| words.delete_prices(line.prices)),
        is_panel.then(|| words.delete_panel.to_owned()),
        Some(words.delete_history.to_owned()),
    ];
    let effects = effects.into_iter().flatten().collect();
    Confirm { id: "delete-title", dangerous: true, title, effects, cost: None }.around(form)
}

fn in_use(id: TariffId, line: &OptionLine, title: String, uses: Vec<Use>, more: u64) -> AnyView {
    let words = &texts().options;
    let uses = uses
        .into_iter()
        .map(|used| {
            let href = format!("/staff/services/{}", used.id);
            view! { <li><a href=href>{refusals::used_by(&used)}</a></li> }
        })
        .collect_view();
    let more = (more > 0).then(|| view! { <li>{texts().refusals.more(more)}</li> });
    let disable = line.option.enabled.then(|| {
        view! {
            <form class="actions" method="post" action=DisableOption::PATH>
                <input type="hidden" name="id" value=line.option.id.to_string()/>
                <button type="submit" class="button">{words.disable}</button>
                <a class="button button--quiet" href=options(id)>{words.keep}</a>
            </form>
        }
    });
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2></header>
            <p>{words.cannot_delete_text}</p>
            <ul class="prose">{uses} {more}</ul>
            {disable}
        </section>
    }
    .into_any()
}
