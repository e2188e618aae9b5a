//! `/staff/products/configuration-check`: what is wrong with each tariff plan.

use domain::readiness::Severity;
use engine::reads::CheckedTariff;
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::faults::faults;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address;
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 25;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::ConfigurationCheck, async move |caller| {
        let words = &texts().readiness;
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let engine = visitor::engine()?;
        let check = engine::reads::configuration_check(&engine, caller, offset, PER_PAGE.into()).await?;
        let wrong: Vec<_> = check.tariffs.iter().filter(|tariff| !tariff.faults.is_empty()).collect();
        let list = if check.total == 0 {
            let add = (words.to_tariff, "/staff/products/tariff-plans/add");
            view! { <div class="table-wrap">{empty(Icon::Task, words.no_tariffs, words.no_tariffs_text, Some(add))}</div> }
                .into_any()
        } else if wrong.is_empty() {
            view! { <div class="table-wrap">{empty(Icon::Task, words.ready, words.ready_text, None)}</div> }
                .into_any()
        } else {
            wrong.into_iter().map(card).collect_view().into_any()
        };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            <div class="stack">{list}</div>
            {pages(&wish, PER_PAGE, check.total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content))
    })
}

fn card(tariff: &CheckedTariff) -> AnyView {
    let words = &texts().readiness;
    let errors = tariff.faults.iter().filter(|fault| fault.severity() == Severity::Error).count();
    let warnings = tariff.faults.len() - errors;
    let counts = [(errors, words.errors(errors)), (warnings, words.warnings(warnings))];
    let counts: Vec<String> = counts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
    view! {
        <section class="card card--flush">
            <header class="card__header">
                <h2 class="card__title"><a href=address::tariff(tariff.id)>{tariff.name.clone()}</a></h2>
                <span class="muted">{counts.join(", ")}</span>
            </header>
            {faults(tariff.id, &tariff.faults)}
        </section>
    }
    .into_any()
}
