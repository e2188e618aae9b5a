//! Keeps the moving parts of a page fresh.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomParser, Element, EventSource, Response, SupportedType};

/// Listens to an event stream and, at each event, fetches a page and puts its `data-live` parts in place of the ones
/// here, by their ids. The server renders them: there is one drawing of the progress, not two.
///
/// A tab that nobody looks at listens to nothing: a browser opens few connections to one server, and many tabs must
/// not use them up. The stream tells at once what was missed.
#[island]
pub fn LivePage(
    /// The address of the event stream.
    events: String,
    /// The address of the page to fetch; this page where it is empty.
    from: String,
) -> impl IntoView {
    Effect::new(move || {
        let from = from.clone();
        let changed = Closure::<dyn FnMut()>::new(move || leptos::task::spawn_local(refresh(from.clone())));
        let (events, mut source) = (events.clone(), None::<EventSource>);
        let mut listen = move || {
            if document().hidden() {
                if let Some(source) = source.take() {
                    source.close();
                }
            } else if source.is_none() {
                source = EventSource::new(&events).ok();
                if let Some(source) = &source {
                    let listener = changed.as_ref().unchecked_ref();
                    let _ = source.add_event_listener_with_callback("change", listener);
                }
            }
        };
        listen();
        let seen = Closure::<dyn FnMut()>::new(listen);
        let _ =
            document().add_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
        // It lives as long as the page.
        seen.forget();
    });
}

async fn refresh(from: String) {
    let address = if from.is_empty() { window().location().href() } else { Ok(from) };
    if let Ok(address) = address {
        show_parts_of(address).await;
    }
}

/// Puts the `data-live` parts of the page at an address in place of this page's, by their ids.
pub(super) async fn show_parts_of(address: String) {
    let Some(fresh) = fetch_page(&address).await else { return };
    let Ok(parts) = document().query_selector_all("[data-live]") else { return };
    for index in 0..parts.length() {
        let Some(old) = parts.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        if let Some(new) = fresh.get_element_by_id(&old.id())
            && new.inner_html() != old.inner_html()
            && !is_typed_into(&old)
        {
            keep_open(&old, &new);
            old.set_inner_html(&new.inner_html());
        }
    }
}

/// Nobody loses what they are typing to news.
fn is_typed_into(part: &Element) -> bool {
    part.query_selector("textarea:not(:placeholder-shown), textarea:focus, input:focus")
        .is_ok_and(|field| field.is_some())
}

/// What a person has unfolded stays unfolded.
fn keep_open(old: &Element, new: &Element) {
    let Ok(open) = old.query_selector_all("details[open][id]") else { return };
    for index in 0..open.length() {
        let details = open.get(index).and_then(|node| node.dyn_into::<Element>().ok());
        let same =
            details.and_then(|details| new.query_selector(&format!("#{}", details.id())).ok().flatten());
        if let Some(same) = same {
            let _ = same.set_attribute("open", "");
        }
    }
}

async fn fetch_page(address: &str) -> Option<web_sys::Document> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
}
