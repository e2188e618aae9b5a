//! The timelines of services and licenses, from their events.

use engine::reads::Event;
use leptos::prelude::*;

use super::timeline::{Happened, timeline};
use crate::texts::{events, texts};

/// A timeline for staff.
pub(crate) fn for_staff(events: &[Event]) -> AnyView {
    let words = &texts().events;
    let items = events
        .iter()
        .map(|event| {
            let said = events::for_staff(&event.kind, &event.data);
            let text = match &event.actor {
                Some(actor) => words.by(said.text, actor),
                None => said.text,
            };
            let link = event.license.map(|id| (format!("/staff/licenses/{id}"), words.license(id)));
            Happened {
                tone: said.tone,
                on: event.business_day,
                at_ms: event.at_ms,
                text,
                why: said.why,
                link,
            }
        })
        .collect();
    timeline(texts().services.timeline, texts().services.timeline_empty, items)
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
                link: None,
            })
        })
        .collect();
    (!items.is_empty()).then(|| timeline(texts().services.timeline, texts().services.timeline_empty, items))
}
