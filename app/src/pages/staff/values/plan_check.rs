//! What the price lists say of the plan code in the form.

use engine::reads::ValueFormPage;
use leptos::prelude::*;

use crate::texts::{texts, values};

/// The sentence under the internal name: the plan, or that no license server sells it.
pub(super) fn plan_check(code: &str, page: &ValueFormPage) -> AnyView {
    let words = &texts().values;
    let Some(check) = &page.check else { return ().into_any() };
    if page.sources.is_empty() {
        return view! { <p class="field__warning">{words.no_server}</p> }.into_any();
    }
    if let Some(warning) = values::not_sold(code.trim(), check) {
        return view! { <p class="field__warning">{warning}</p> }.into_any();
    }
    if check.sellers.is_empty() {
        return view! { <p class="field__warning">{words.not_read}</p> }.into_any();
    }
    let sold: Vec<String> =
        check.sellers.iter().map(|(server, plan)| words.sold_there(server, plan)).collect();
    let silent = (!check.silent.is_empty()).then(|| words.also_not_on(check.silent.join(", ")));
    view! { <p class="field__good">{sold.join(" ")} " " {silent}</p> }.into_any()
}
