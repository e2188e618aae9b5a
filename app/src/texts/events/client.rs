//! What a client reads of an event.

use domain::Date;
use serde_json::Value;

use super::{Said, auto_renewal, part};
use crate::components::badge::Tone;
use crate::texts::dates::day;
use crate::texts::texts;

/// An event for a client; `None` for what does not concern one.
pub(crate) fn for_client(kind: &str, data: &Value) -> Option<Said> {
    let words = &texts().events;
    let text_of = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default();
    let (tone, text) = match kind {
        "service.ordered" => (Tone::Info, words.ordered.to_owned()),
        "server.created" => (Tone::Ok, words.client_made(text_of("address"))),
        "server.removed" => (Tone::Idle, words.client_removed.to_owned()),
        "service.delivered" => (Tone::Ok, words.delivered.to_owned()),
        "license.claimed" | "license.bought" | "license.adopted" => {
            (Tone::Ok, words.client_license.to_owned())
        }
        "license.key_received" => (Tone::Ok, words.client_key.to_owned()),
        "panel.install_started" => (Tone::Info, words.install_started(text_of("panel"))),
        "panel.installed" => (Tone::Ok, words.installed(text_of("panel"))),
        "panel.install_failed" => (Tone::Warn, words.install_failed(text_of("panel"))),
        "service.deletion_scheduled" => {
            (Tone::Warn, words.deletion_planned(part::<Date>(data, "on").map(day).unwrap_or_default()))
        }
        "service.deletion_cancelled" => (Tone::Info, words.deletion_canceled.to_owned()),
        "service.deletion_started" => (Tone::Warn, words.deletion_started.to_owned()),
        "service.renewed" => {
            (Tone::Ok, words.renewed(part::<Date>(data, "paid_until").map(day).unwrap_or_default()))
        }
        "service.renewal_not_paid" => (Tone::Warn, words.renewal_not_paid.to_owned()),
        "service.suspended" if text_of("cause") == "staff" => {
            (Tone::Warn, words.client_suspended_by_staff.to_owned())
        }
        "service.suspended" => (Tone::Warn, words.client_suspended.to_owned()),
        "service.resumed" => (Tone::Ok, words.resumed.to_owned()),
        "service.auto_renewal_set" => (Tone::Info, auto_renewal(data)),
        "panel.changed" => {
            (Tone::Ok, texts().panel_change.event_changed_client(text_of("from"), text_of("to")))
        }
        "server.address_changed" => (Tone::Info, texts().moves.client_address(text_of("to"))),
        "license.left_behind" => (Tone::Info, texts().moves.client_license_left.to_owned()),
        "service.key_change_started" => (Tone::Info, texts().moves.client_key_started.to_owned()),
        "license.key_changed" => (Tone::Ok, texts().moves.client_key_changed.to_owned()),
        "license.key_too_soon" => {
            let until = part::<Date>(data, "until").map(day).unwrap_or_default();
            (Tone::Warn, texts().moves.client_key_too_soon(until))
        }
        "service.key_shown" => (Tone::Idle, words.key_shown.to_owned()),
        "service.root_password_shown" => (Tone::Idle, words.password_shown.to_owned()),
        _ => return None,
    };
    Some(Said { tone, text, why: None })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_client_never_reads_of_the_pool() {
        for kind in ["license.claimed", "license.released", "pool.none_eligible", "license.put_back"] {
            let said = for_client(kind, &json!({}));
            assert!(said.is_none_or(|said| !said.text.to_lowercase().contains("pool")), "{kind}");
        }
    }
}
