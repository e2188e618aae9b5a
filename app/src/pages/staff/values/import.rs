//! `/staff/products/enumerations/{id}/values/import`: plans are ticked in a price list; the second step shows what
//! will be made of them. What is ticked stands in the address.

use std::collections::BTreeSet;

use domain::{EnumerationId, ModuleId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{plan_table, planned};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::pages::address::{ENUMERATIONS, id_in_address, import_values, values};
use crate::texts::texts;
use crate::visitor;

/// What the address asks for.
struct Asked {
    module: Option<ModuleId>,
    codes: BTreeSet<String>,
    is_sent: bool,
}

impl Asked {
    fn of_address() -> Self {
        let query = use_query_map().get_untracked();
        let ticked = query.latest_values().filter_map(|(name, _)| name.strip_prefix("plan_"));
        Self {
            module: query.get("module").and_then(|id| id.parse().ok()),
            codes: ticked.map(str::to_owned).collect(),
            is_sent: query.get("step").is_some(),
        }
    }
}

/// Both steps.
pub(in crate::pages) fn page() -> AnyView {
    let (list, asked) = (id_in_address::<EnumerationId>("id"), Asked::of_address());
    staff_page(Place::Enumerations, async move |caller| {
        let (list, words) = (list?, &texts().values);
        let page = engine::reads::plan_import(&visitor::engine()?, caller, list, asked.module).await?;
        let name = page.enumeration.name.clone();
        let header = Header::new(words.import_title)
            .under(texts().enumerations.title, ENUMERATIONS)
            .under(name.clone(), values(list));
        let wanted: Vec<_> =
            page.plans.iter().filter(|plan| asked.codes.contains(plan.code.as_str())).collect();
        if !wanted.is_empty() {
            let header = header.lead(words.import_check_lead(&name));
            let body = planned::view(&page, &wanted).await;
            return Ok(Page::new(words.import_title, view! { {header.view()} {body} }));
        }
        let none = asked.is_sent.then(|| {
            view! { <p class="flash flash--danger" role="alert">{words.import_none}</p> }
        });
        let header = header.lead(words.import_lead(&name));
        let body = plan_table::view(&page, &import_values(list));
        Ok::<_, Failure>(Page::new(words.import_title, view! { {header.view()} {none} {body} }))
    })
}
