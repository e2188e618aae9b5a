//! `/staff/services/{id}/panel`: another panel for a service, with every way to it before one is gone.

mod ways;

use domain::{ServiceId, ValueId};
use engine::reads::{PanelChangePage, PanelChoice};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash::{self, Refused};
use crate::functions::LookAtPanel;
use crate::pages::address::id_in_address;
use crate::texts::{money, per_period, period_name, refusals, texts};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    let value: Option<ValueId> =
        use_query_map().get_untracked().get("panel").and_then(|value| value.parse().ok());
    staff_page(Place::StaffServices, async move |caller| {
        let page = engine::reads::panel_change(&visitor::engine()?, caller, id?, value).await?;
        let words = &texts().panel_change;
        let refused = flash::take_refused("panel").await.unwrap_or_default();
        let name = page.card.host_name.to_string();
        let title = words.title_of(&name);
        let header = Header::new(words.title)
            .under(texts().services.title, "/staff/services")
            .under(name, format!("/staff/services/{}", page.card.id))
            .lead(words.lead(&page.card.panel_name, period_name(page.period)));
        let content = view! {
            {header.view()}
            {refusal(&refused, &[("panel", words.to)])}
            {body(&page, &refused)}
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

fn body(page: &PanelChangePage, refused: &Refused) -> AnyView {
    let words = &texts().panel_change;
    if let Some(problem) = &page.problem {
        let why = refusals::refusal(problem);
        let operation = match problem {
            engine::Refusal::OperationOpen { operation } => {
                let name = words.open(operation);
                Some(view! { " " <a href=format!("/staff/operations/{operation}")>{name}</a> })
            }
            _ => None,
        };
        return view! { <div class="note note--warn"><p>{why} {operation}</p></div> }.into_any();
    }
    if page.choices.iter().all(|choice| choice.is_current) {
        return view! { <div class="note note--warn"><p>{words.none}</p></div> }.into_any();
    }
    view! {
        {choose(page, refused)}
        {page.preview.as_ref().map(|preview| ways::view(page, preview))}
    }
    .into_any()
}

/// Asking the license server is part of choosing: what it says is what the ways cost. Nothing is chosen beforehand: the
/// first of the list may be to lose the panel.
fn choose(page: &PanelChangePage, refused: &Refused) -> AnyView {
    let words = &texts().panel_change;
    let chosen = page.preview.as_ref().map(|preview| preview.choice.value);
    let others: Vec<&PanelChoice> = page.choices.iter().filter(|choice| !choice.is_current).collect();
    let choices = others.iter().enumerate().map(|(index, choice)| {
        let id = (index == 0).then_some("panel");
        let price = format!("{} {}", money(choice.price), per_period(page.period));
        view! {
            <label class="choice">
                <input class="choice__input" type="radio" name="panel" id=id value=choice.value.to_string() required=true checked=chosen == Some(choice.value)/>
                <span class="choice__body">
                    <span class="choice__title">{choice.name.clone()}</span>
                    <span class="choice__text">{price}</span>
                </span>
            </label>
        }
    });
    let problem = refused.problem("panel");
    let described = if problem.is_some() { "panel-error panel-help" } else { "panel-help" };
    view! {
        <form class="form" method="post" action=LookAtPanel::PATH>
            <input type="hidden" name="service" value=page.card.id.to_string()/>
            <fieldset class="field" aria-describedby=described>
                <legend class="field__label">{words.to}</legend>
                <div class="choices">{choices.collect_view()}</div>
                <p class="field__help" id="panel-help">{words.ask_lead}</p>
                {problem.map(|problem| view! { <p class="field__error" id="panel-error">{problem}</p> })}
            </fieldset>
            <div class="actions">
                <button type="submit" class="button button--primary">{words.show}</button>
                <a class="button button--quiet" href=format!("/staff/services/{}", page.card.id)>{texts().renewals.back}</a>
            </div>
        </form>
    }
    .into_any()
}
