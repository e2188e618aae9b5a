//! A price as it was frozen in an order.

use domain::price::Quote;
use leptos::prelude::*;

use crate::texts::{money, order};

/// Draws the lines of a quote and their total.
pub(crate) fn quote_lines(quote: &Quote) -> AnyView {
    let lines = quote
        .lines()
        .iter()
        .map(|item| {
            view! {
                <div class="quote__line">
                    <dt>{order::line(item, quote.period())}</dt>
                    <dd class="money">{money(item.amount)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <dl class="quote__lines">
            {lines}
            <div class="quote__line quote__line--total">
                <dt>{order::texts().total}</dt>
                <dd class="money">{money(quote.total())}</dd>
            </div>
        </dl>
    }
    .into_any()
}
