//! What the order costs, line by line, and what it leaves on the balance.

use domain::Money;
use domain::order::Offer;
use domain::price::Quote;
use leptos::prelude::*;

use super::Price;
use crate::texts::money;
use crate::texts::order::{line, no_total, texts};

/// Draws the quote and the button.
pub(super) fn view(
    offer: StoredValue<Offer>,
    period: RwSignal<String>,
    price: Memo<Price>,
    balance: Money,
    update: String,
    live: RwSignal<bool>,
) -> AnyView {
    let words = texts();
    let problem = move || match &*price.read() {
        Ok(_) => String::new(),
        Err(reason) => offer.with_value(|offer| {
            let panels = offer.prices.option(offer.panel);
            no_total(reason, &offer.prices, panels, period.read().parse().ok())
        }),
    };
    let total = move || price.read().as_ref().ok().map(Quote::total);
    // Without a script the total stays as it came while the choice moves on: the button must not promise a price.
    let button = move || match total() {
        Some(total) if live.get() => words.button(money(total)),
        _ => words.order.to_owned(),
    };
    view! {
        <section class="quote" aria-live="polite">
            <h2 class="quote__title">{words.quote}</h2>
            <dl class="quote__lines">{move || price.read().as_ref().map(lines).unwrap_or_default()}</dl>
            <p class="quote__note" hidden=move || price.read().is_ok()>{problem}</p>
            <p class="quote__note">{words.balance} ": " <span class="money">{money(balance)}</span></p>
            <div class="note note--warn" hidden=move || missing(balance, total()).is_none()>
                <p>
                    {move || missing(balance, total()).map(|amount| words.missing(money(amount)))}
                    " " {words.add_funds}
                </p>
            </div>
            <p class="quote__note" hidden=move || live.get()>{words.as_it_came}</p>
            <button type="submit" class="button button--primary button--block">{button}</button>
            <button type="submit" class="button button--block" formmethod="get" formaction=update formnovalidate=true
                hidden=move || live.get()>{words.update}</button>
        </section>
    }
    .into_any()
}

fn lines(quote: &Quote) -> Vec<AnyView> {
    let total = view! {
        <div class="quote__line quote__line--total">
            <dt>{texts().total}</dt>
            <dd class="money">{money(quote.total())}</dd>
        </div>
    };
    quote
        .lines()
        .iter()
        .map(|item| {
            view! {
                <div class="quote__line"><dt>{line(item, quote.period())}</dt><dd class="money">{money(item.amount)}</dd></div>
            }
            .into_any()
        })
        .chain([total.into_any()])
        .collect()
}

/// How much is missing for a total.
fn missing(balance: Money, total: Option<Money>) -> Option<Money> {
    total?.checked_sub(balance).ok().filter(|amount| amount.minor() > 0)
}
