//! The saved price list of a license server, with its age and the button that reads it again.

use engine::reads::PriceSource;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::functions::RefreshPriceList;
use crate::texts::{dates, texts, values};

/// The price lists; `back` is where a refresh leads to.
pub(crate) fn price_sources(sources: &[PriceSource], back: &str) -> AnyView {
    sources.iter().map(|source| price_source(source, back)).collect_view().into_any()
}

/// One price list.
pub(crate) fn price_source(source: &PriceSource, back: &str) -> AnyView {
    let failed = source.error.as_ref().map(|(words, at_ms)| {
        view! { <span class="muted">" " {texts().values.prices_failed(dates::moment(*at_ms), words)}</span> }
    });
    view! {
        <form class="saved-copy" method="post" action=RefreshPriceList::PATH>
            <input type="hidden" name="module" value=source.id.to_string()/>
            <input type="hidden" name="back" value=back.to_owned()/>
            {values::price_list_age(source)} " · "
            <button type="submit" class="link-button">{texts().general.refresh}</button>
            {failed}
        </form>
    }
    .into_any()
}
