//! `/staff/products/tariff-plans/{id}/options/{option}/restore/{change}`: what bringing old prices back would change,
//! cell by cell.

use domain::{OptionId, TariffId};
use engine::actions::{Obstacle, RestoredField};
use engine::reads::RestorePage;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::empty::empty;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::RestorePrices;
use crate::pages::address::{TARIFFS, id_in_address, option, options, tariff};
use crate::texts::{dates, prices as words, texts};
use crate::visitor;

/// The preview.
pub(in crate::pages) fn page() -> AnyView {
    let (id, option_id) = (id_in_address::<TariffId>("id"), id_in_address::<OptionId>("option"));
    let change = id_in_address::<i64>("change");
    staff_page(Place::Tariffs, async move |caller| {
        let (id, option_id, change) = (id?, option_id?, change?);
        let engine = visitor::engine()?;
        let page = engine::reads::price_restoration(&engine, caller, id, option_id, change).await?;
        let refused = flash::take_refused(&format!("restore.{option_id}")).await.unwrap_or_default();
        let words = &texts().prices;
        let address = option(id, option_id);
        let who = page.change.actor.clone().unwrap_or_else(|| texts().changes.operator.to_owned());
        let header = Header::new(words.restore_title)
            .under(texts().tariffs.title, TARIFFS)
            .under(page.tariff_name.clone(), tariff(id))
            .under(texts().options.title, options(id))
            .under(page.option_name.clone(), address.clone())
            .lead(words.restore_lead(dates::moment(page.change.at_ms), who));
        let possible = page.fields.iter().filter(|field| field.obstacle.is_none()).count();
        let body = if possible == 0 {
            let nothing = empty(Icon::Tariff, words.restore_nothing, words.restore_nothing_text, None);
            view! { <div class="table-wrap">{nothing}</div> }.into_any()
        } else {
            confirm(option_id, &page, possible, &address)
        };
        let table = (!page.fields.is_empty()).then(|| table(&page.fields));
        let content = view! { {header.view()} {refusal(&refused, &[])} {table} {body} };
        Ok::<_, Failure>(Page::new(words.restore_title, content))
    })
}

fn table(fields: &[RestoredField]) -> AnyView {
    let words = &texts().prices;
    view! {
        <div class="table-wrap">
            <table class="table">
                <caption class="visually-hidden">{words.restore_title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.field}</th>
                        <th scope="col">{words.now}</th>
                        <th scope="col">{words.then}</th>
                    </tr>
                </thead>
                <tbody>{fields.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(field: &RestoredField) -> AnyView {
    let own = &texts().prices;
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| texts().general.none.to_owned());
    let obstacle = field.obstacle.map(|obstacle| match obstacle {
        Obstacle::RowGone => own.row_gone,
        Obstacle::OtherCurrency => own.other_currency,
    });
    let class = if obstacle.is_some() { "table__row--off" } else { "" };
    let obstacle = obstacle.map(|words| view! { <small class="table__sub">{words}</small> });
    view! {
        <tr class=class>
            <td class="table__main"><span>{words::told(field.field, &field.name)}</span> {obstacle}</td>
            <td class="tabular" data-label=own.now>{side(&field.now)}</td>
            <td class="tabular" data-label=own.then>{side(&field.then)}</td>
        </tr>
    }
    .into_any()
}

fn confirm(id: OptionId, page: &RestorePage, possible: usize, address: &str) -> AnyView {
    let words = &texts().prices;
    let form = view! {
        <form class="actions" method="post" action=RestorePrices::PATH>
            <input type="hidden" name="option" value=id.to_string()/>
            <input type="hidden" name="change" value=page.change.id.to_string()/>
            <input type="hidden" name="version" value=page.version.to_string()/>
            <button type="submit" class="button button--primary">{words.restore_button}</button>
            <a class="button button--quiet" href=format!("{address}/history")>{words.back}</a>
        </form>
    };
    let effects = vec![words.restore_orders.to_owned(), words.restore_history.to_owned()];
    let title = words.restore_question(possible);
    Confirm { id: "restore-title", dangerous: false, title, effects, cost: None }.around(form)
}
