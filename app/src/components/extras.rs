//! What a service has beside its panel.

use domain::IpAddress;
use domain::option::OptionKind;
use engine::reads::ServicePage;
use leptos::prelude::*;

use crate::texts::texts;

/// A card of options with how many; staff read which of them nobody but they set up. Nothing for none.
pub(crate) fn extras_card(page: &ServicePage, for_staff: bool) -> Option<AnyView> {
    let words = &texts().options;
    if page.options.is_empty() {
        return None;
    }
    let rows = page
        .options
        .iter()
        .map(|option| {
            let amount = if option.unit.is_empty() && option.amount == 1 {
                words.yes.to_owned()
            } else {
                format!("{} {}", option.amount, option.unit)
            };
            let by_hand = (for_staff && option.kind.is_by_hand())
                .then(|| view! { " " <span class="muted">{words.by_hand}</span> });
            let addresses = (option.kind == OptionKind::ExtraAddresses).then(|| {
                let each = |address: &IpAddress| {
                    view! { " " <span class="facts__line mono">{address.to_string()}</span> }
                };
                page.more_addresses.iter().map(each).collect_view()
            });
            view! {
                <div class="facts__row">
                    <dt>{option.name.clone()}</dt>
                    <dd>{amount} {by_hand} {addresses}</dd>
                </div>
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
