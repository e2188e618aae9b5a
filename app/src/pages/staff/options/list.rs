//! `/staff/products/tariff-plans/{id}/options`: what clients choose with a plan.

use domain::TariffId;
use domain::option::BillingType;
use engine::reads::OptionLine;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::badge::{Tone, badge};
use crate::components::empty::empty_at;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::menu::Place;
use crate::components::toolbar::{Toolbar, chooser, chooser_head};
use crate::failure::Failure;
use crate::functions::{DisableOption, EnableOption};
use crate::pages::address::{TARIFFS, id_in_address, option, options, tariff};
use crate::texts::{options as words, texts};
use crate::visitor;

const ENABLED: &str = "enabled";
const DISABLED: &str = "disabled";

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<TariffId>("id");
    staff_page(Place::Tariffs, async move |caller| {
        let (id, words) = (id?, &texts().options);
        let page = engine::reads::options(&visitor::engine()?, caller, id).await?;
        let list = if page.options.is_empty() {
            let step = (format!("{}/add", options(id)), texts().forms.add);
            empty_at(Icon::Tariff, words.none_yet, words.none_yet_text, step)
        } else {
            table(id, page.options)
        };
        let header = Header::new(words.title)
            .under(texts().tariffs.title, TARIFFS)
            .under(page.tariff_name.clone(), tariff(id))
            .lead(words.lead);
        let toolbar = Toolbar::new(options(id))
            .add(texts().forms.add)
            .open("", words.edit)
            .open("prices", words.prices)
            .divider()
            .act(EnableOption::PATH, words.enable, DISABLED)
            .act(DisableOption::PATH, words.disable, ENABLED)
            .divider()
            .open("history", words.history)
            .delete(words.delete);
        let content = view! { {header.view()} {toolbar.view()} <div class="table-wrap">{list}</div> };
        Ok::<_, Failure>(Page::new(words.title_of(page.tariff_name), content).wide())
    })
}

fn table(id: TariffId, lines: Vec<OptionLine>) -> AnyView {
    let (words, fields) = (&texts().options, &texts().fields);
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    <th scope="col">{words.id}</th>
                    <th scope="col">{fields.name}</th>
                    <th scope="col">{fields.intname}</th>
                    <th scope="col">{words.kind}</th>
                    <th scope="col">{words.value_type}</th>
                    <th scope="col">{words.prices}</th>
                    <th scope="col">{fields.sort}</th>
                    <th scope="col">{words.status}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(|line| row(id, line)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(id: TariffId, line: OptionLine) -> AnyView {
    let (own, fields) = (&texts().options, &texts().fields);
    let details = &line.option.details;
    let (class, fits) = if line.option.enabled { ("", ENABLED) } else { ("table__row--off", DISABLED) };
    let value_type = details.choice.value_type();
    let address = option(id, line.option.id);
    view! {
        <tr class=class>
            {chooser(line.option.id, &details.name, fits)}
            <td class="tabular" data-label=own.id>{line.option.id.to_string()}</td>
            <td class="table__main"><a href=address.clone()>{details.name.clone()}</a></td>
            <td class="mono" data-label=fields.intname>{details.intname.clone()}</td>
            <td data-label=own.kind>{words::kind(details.kind)}</td>
            <td data-label=own.value_type>{words::value_type(value_type)}</td>
            <td data-label=own.prices><a href=format!("{address}/prices")>{prices(&line)}</a></td>
            <td class="tabular" data-label=fields.sort>{details.sort}</td>
            <td data-label=own.status>{state(line.option.enabled)}</td>
        </tr>
    }
    .into_any()
}

fn prices(line: &OptionLine) -> String {
    let own = &texts().options;
    let details = &line.option.details;
    if details.billing == BillingType::NotCharged {
        return own.not_charged.to_owned();
    }
    let prices = if line.prices == 0 { own.no_prices.to_owned() } else { own.prices_set(line.prices) };
    match details.choice.enumeration() {
        Some(_) => format!("{prices}, {}", own.values_up(line.available)),
        None => prices,
    }
}

/// The badge of an option's state.
pub(super) fn state(enabled: bool) -> AnyView {
    let words = &texts().options;
    if enabled { badge(Tone::Ok, words.enabled) } else { badge(Tone::Idle, words.disabled) }
}
