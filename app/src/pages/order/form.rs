//! `/order/{tariff}`: the form. What is chosen may stand in the address (*Update total*) or come back refused.

use domain::TariffId;
use domain::access::Action;
use domain::order::{Offer, OrderForm as Chosen};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
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
    client_page(Place::Order, Action::PlaceOrder, async move |caller| {
        let tariff = tariff?;
        let page = engine::reads::order_form(&visitor::engine()?, caller, tariff).await?;
        let refused = flash::take_refused(FORM).await.unwrap_or_default();
        let name = page.tariff.name.clone();
        let header =
            Header::new(name.clone()).under(texts().plans.title, "/order").lead(page.tariff.description);
        let problem = page.problem.filter(|_| refused.about.is_empty()).map(|problem| {
            view! { <div class="note note--warn"><p>{tariff_problem(problem)}</p></div> }
        });
        let form = page.offer.map(|offer| {
            let chosen = chosen(&offer, asked, &refused);
            view! {
                <OrderForm offer=offer chosen=chosen problems=refused.problems.clone() balance=page.balance
                    action=PlaceOrder::PATH.to_owned() update=format!("/order/{tariff}")
                    tariff=tariff.to_string() key=Uuid::new_v4().to_string()/>
            }
        });
        let content = view! { {header.view()} {refusal(&refused, &labels())} {problem} {form} };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

fn labels() -> [(&'static str, &'static str); 5] {
    let words = order::texts();
    [
        ("period", words.period),
        ("panel", words.panel),
        ("os", words.os),
        ("hostname", words.hostname),
        ("autoprolong", words.autoprolong),
    ]
}

/// What the address says is chosen.
fn asked() -> Chosen {
    let query = use_query_map().get_untracked();
    let field = |name| query.get(name).unwrap_or_default();
    Chosen {
        period: field("period"),
        panel: field("panel"),
        os: field("os"),
        hostname: field("hostname"),
        autoprolong: field("autoprolong"),
    }
}

/// What the form shows: what was refused, else what the address says, else the first of everything.
fn chosen(offer: &Offer, asked: Chosen, refused: &Refused) -> Chosen {
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
    }
}
