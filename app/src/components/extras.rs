//! What a service has beside its panel.

use engine::reads::ServiceOption;
use leptos::prelude::*;

use crate::texts::texts;

/// A card of options with how many; staff read which of them nobody but they set up. Nothing for none.
pub(crate) fn extras_card(options: &[ServiceOption], for_staff: bool) -> Option<AnyView> {
    let words = &texts().options;
    if options.is_empty() {
        return None;
    }
    let rows = options
        .iter()
        .map(|option| {
            let amount = if option.unit.is_empty() && option.amount == 1 {
                words.yes.to_owned()
            } else {
                format!("{} {}", option.amount, option.unit)
            };
            let by_hand = (for_staff && option.kind.is_by_hand())
                .then(|| view! { " " <span class="muted">{words.by_hand}</span> });
            view! {
                <div class="facts__row"><dt>{option.name.clone()}</dt><dd>{amount} {by_hand}</dd></div>
            }
        })
        .collect_view();
    let card = view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{words.title}</h2></header>
            <dl class="facts">{rows}</dl>
        </section>
    };
    Some(card.into_any())
}
