//! `/order/{tariff}`: the form. What is chosen may stand in the address (*Update total*) or come back refused.

use std::collections::BTreeMap;

use domain::TariffId;
use domain::access::Action;
use domain::option::ValueType;
use domain::order::{Offer, OrderForm as Chosen};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::{owned, refusal_of};
use crate::components::order_fields::order_fields;
use crate::failure::Failure;
use crate::flash::{self, Refused};
use crate::functions::PlaceOrder;
use crate::islands::OrderForm;
use crate::pages::address::id_in_address;
use crate::texts::{order, refusals::tariff_problem, texts};
use crate::visitor;

/// The form's name among refused forms.
const FORM: &str = "order";

/// The form of one tariff.
pub(in crate::pages) fn page() -> AnyView {
    let tariff = id_in_address::<TariffId>("tariff");
    let asked = asked();
    let is_sent = use_query_map().get_untracked().get("hostname").is_some();
    client_page(Place::Order, Action::SeeOffer, async move |caller| {
        let tariff = tariff?;
        let page = engine::reads::order_form(&visitor::engine()?, caller, tariff).await?;
        let refused = flash::take_refused(FORM).await.unwrap_or_default();
        let name = page.tariff.name.clone();
        let header =
            Header::new(name.clone()).under(texts().plans.title, "/order").lead(page.tariff.description);
        let problem = page.problem.filter(|_| refused.about.is_empty()).map(|problem| {
            view! { <div class="note note--warn"><p>{tariff_problem(problem)}</p></div> }
        });
        let mut labels = owned(&labels());
        labels.extend(page.offer.iter().flat_map(extra_labels));
        let form = page.offer.map(|offer| {
            let chosen = chosen(&offer, asked, is_sent, &refused);
            let fields = order_fields(&offer, &chosen, &refused.problems);
            view! {
                <OrderForm offer=offer chosen=chosen problems=refused.problems.clone() balance=page.balance
                    action=PlaceOrder::PATH.to_owned() update=format!("/order/{tariff}")
                    tariff=tariff.to_string() key=Uuid::new_v4().to_string()>
                    {fields}
                </OrderForm>
            }
        });
        let content = view! { {header.view()} {refusal_of(&refused, &labels)} {problem} {form} };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

fn labels() -> [(&'static str, &'static str); 5] {
    let (words, fields) = (order::texts(), &texts().order_fields);
    [
        ("period", words.period),
        ("panel", words.panel),
        ("os", fields.os),
        ("hostname", fields.hostname),
        ("autoprolong", fields.autoprolong),
    ]
}

fn extra_labels(offer: &Offer) -> Vec<(String, String)> {
    offer.prices.extras.iter().map(|extra| (extra.field(), extra.name.clone())).collect()
}

/// The fields of the tariff's options begin with this.
const EXTRA: &str = "option_";

/// What the address says is chosen.
fn asked() -> Chosen {
    let query = use_query_map().get_untracked();
    let extras = query
        .clone()
        .into_iter()
        .filter_map(|(name, typed)| name.strip_prefix(EXTRA).map(|name| (name.to_owned(), typed)));
    let extras = extras.collect();
    let field = |name| query.get(name).unwrap_or_default();
    Chosen {
        period: field("period"),
        panel: field("panel"),
        os: field("os"),
        hostname: field("hostname"),
        autoprolong: field("autoprolong"),
        extras,
    }
}

/// What is typed into the options: as they were sent, else their defaults. A sent form always has a host name, if only
/// an empty one; in it, a box that is not there was not ticked.
fn chosen_extras(
    offer: &Offer,
    asked: BTreeMap<String, String>,
    is_sent: bool,
    refused: &Refused,
) -> BTreeMap<String, String> {
    if !refused.is_empty() {
        let typed = refused.values.iter();
        let typed = typed.filter_map(|(name, typed)| Some((name.strip_prefix(EXTRA)?, typed)));
        return typed.map(|(name, typed)| (name.to_owned(), typed.clone())).collect();
    }
    let mut extras = asked;
    for extra in offer.prices.extras.iter().filter(|extra| extra.is_on) {
        let at_first = match extra.value_type {
            ValueType::Integer => Some(extra.limits.default.to_string()),
            ValueType::Boolean | ValueType::Enumeration => {
                (!is_sent && extra.limits.default > 0).then(|| "on".to_owned())
            }
        };
        if let Some(at_first) = at_first {
            extras.entry(extra.intname.clone()).or_insert(at_first);
        }
    }
    extras
}

/// What the form shows: what was refused, else what the address says, else the first of everything.
fn chosen(offer: &Offer, asked: Chosen, is_sent: bool, refused: &Refused) -> Chosen {
    let first_period = offer.prices.periods.first().map(|price| price.period.to_string());
    let panels = offer.prices.option(offer.panel);
    let first_panel = panels.and_then(|panels| {
        panels.default_value.or(panels.values.first().map(|value| value.value)).map(|id| id.to_string())
    });
    let first_system = offer.systems.first().map(|system| system.id.to_string());
    let field = |name: &str, asked: String, first: Option<String>| {
        let typed = refused.value(name).map(str::to_owned);
        typed.or(Some(asked).filter(|asked| !asked.is_empty())).or(first).unwrap_or_default()
    };
    Chosen {
        period: field("period", asked.period, first_period),
        panel: field("panel", asked.panel, first_panel),
        os: field("os", asked.os, first_system),
        hostname: field("hostname", asked.hostname, None),
        autoprolong: field("autoprolong", asked.autoprolong, None),
        extras: chosen_extras(offer, asked.extras, is_sent, refused),
    }
}
