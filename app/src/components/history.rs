//! The timelines of services and licenses, from their events.

use engine::reads::Event;
use leptos::prelude::*;

use super::timeline::{Happened, timeline};
use crate::texts::{events, texts};

/// A timeline for staff, each event with the way to its license.
pub(crate) fn for_staff(events: &[Event]) -> AnyView {
    let words = &texts().events;
    let to_license =
        |event: &Event| event.license.map(|id| (format!("/staff/licenses/{id}"), words.license(id)));
    let items = items(events, to_license);
    timeline(texts().services.timeline, texts().services.timeline_empty, items)
}

/// A license's timeline for staff, each event with the way to the service that it was for.
pub(crate) fn of_license(events: &[Event]) -> AnyView {
    let words = &texts().licenses;
    let to_service =
        |event: &Event| event.service.map(|id| (format!("/staff/services/{id}"), words.item(id)));
    let items = items(events, to_service);
    timeline(texts().services.timeline, texts().services.timeline_empty, items)
}

/// A client's timeline for staff: what happened, but for its services.
pub(crate) fn of_client(events: &[Event]) -> AnyView {
    let words = &texts().clients;
    timeline(words.happened, words.nothing_happened, items(events, |_| None))
}

fn items(events: &[Event], link: impl Fn(&Event) -> Option<(String, String)>) -> Vec<Happened> {
    let words = &texts().events;
    events
        .iter()
        .map(|event| {
            let said = events::for_staff(&event.kind, &event.data);
            let text = match &event.actor {
                Some(actor) => words.by(said.text, actor),
                None => said.text,
            };
            let link = link(event);
            Happened {
                tone: said.tone,
                on: event.business_day,
                at_ms: event.at_ms,
                text,
                why: said.why,
                seen: events::seen(&event.data),
                link,
            }
        })
        .collect()
}

/// A timeline for a client; nothing at all while nothing has happened.
pub(crate) fn for_client(events: &[Event]) -> Option<AnyView> {
    let items: Vec<Happened> = events
        .iter()
        .filter_map(|event| {
            let said = events::for_client(&event.kind, &event.data)?;
            Some(Happened {
                tone: said.tone,
                on: event.business_day,
                at_ms: event.at_ms,
                text: said.text,
                why: said.why,
                seen: None,
                link: None,
            })
        })
        .collect();
    (!items.is_empty()).then(|| timeline(texts().services.timeline, texts().services.timeline_empty, items))
}
