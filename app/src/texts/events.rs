//! What happened, in words: for staff all of it, for a client what concerns a client.

use domain::operation::Note;
use domain::period::alignment::PeriodChoice;
use domain::pool::{Ranked, Refusal, Standing};
use domain::{Date, Period};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::dates::day;
use super::operations::period_choice;
use super::{catalogue, notes, period_name, pool, texts};
use crate::components::badge::Tone;

catalogue! {
    /// The words of events.
    Events {
        ordered: "Ordered",
        server_requested: "The server was asked for at VMmanager",
        server_created(address): "The server was made; its address is {address}",
        server_removed: "The server was removed",
        delivered: "Delivered",
        license_reserved: "A free license was reserved",
        license_claimed: "Taken from the pool",
        license_not_as_kept: "The reserved license was not as it was last read; another one is chosen",
        license_gone: "The reserved license is no longer there; another one is chosen",
        license_put_back: "The license was refused and put back",
        license_key_kept: "The license keeps its key: a new one was refused",
        none_eligible: "No free license could be taken",
        purchase_planned(period): "A license for {period} is to be bought",
        bought(id): "Bought: license {id} at the license server",
        adopted(id): "Found by its marker and taken over: license {id} at the license server",
        purchase_refused: "The license server refused the purchase",
        purchase_unknown: "The purchase got no clear answer",
        imported(id): "License {id} was found there and taken over",
        arrived_late(id): "License {id} arrived after all: it bears the marker of an earlier purchase, and serves this service",
        return_started: "Its return to the pool was taken up again",
        key_received: "The license key arrived",
        waits_for_address(date): "Waits for its address until {date}",
        released: "Returned to the pool",
        lapses: "Expires unused: too few days are left",
        expires(date): "expires on {date}",
        said(words): "It said: {words}",
        license(id): "License #{id}",
        more(n): "and {n} more",
        deletion_planned(date): "To be deleted on {date}",
        deletion_started: "Deletion began",
        deletion_canceled: "Deletion canceled",
        needs_person: "A person is needed",
        retried: "Retried",
        given_up: "Given up",
        decided_found(id): "Decided: it is license {id}",
        decided_not_bought: "Decided: it was not bought; it is ordered again",
        decided_given_up: "Decided: the purchase is given up",
        renewed(date): "Renewed: paid until {date}",
        renewal_not_paid: "The renewal was not paid",
        auto_renewal_on(period): "Auto-renewal set to every {period}",
        auto_renewal_off: "Auto-renewal turned off",
        renewal_planned(period): "The license is to be renewed for {period}",
        license_renewed(date): "The license was renewed until {date}",
        renewal_refused: "The license server refused the renewal",
        renewal_unknown: "The renewal got no clear answer",
        license_resumed: "The license was resumed",
        license_to_replace: "The license is no longer there; another one is taken or bought for the same address",
        renewal_looked_again: "Looked at again",
        renewal_not_made: "Decided: it was not renewed; it is renewed again",
        renewal_given_up: "Decided: the renewal is given up",
        key_shown: "The license key was shown",
        password_shown: "The root password was shown",
        by(event, name): "{event} by {name}",
        client_made(address): "The server was made; its address is {address}",
        client_license: "A license was reserved for this server",
        client_key: "The license key arrived",
        client_removed: "The server was removed",
    }
}

/// An event in words: how it feels, what happened, why.
pub(crate) struct Said {
    pub(crate) tone: Tone,
    pub(crate) text: String,
    pub(crate) why: Option<String>,
}

/// An event for staff; one that this catalogue does not know is shown by its name.
pub(crate) fn for_staff(kind: &str, data: &Value) -> Said {
    let words = &texts().events;
    let text_of = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let theirs = || Some(text_of("words")).filter(|words| !words.is_empty()).map(|theirs| words.said(theirs));
    let note = || Some(text_of("note")).filter(|note| !note.is_empty());
    let standing = || part::<Standing>(data, "standing").map(|standing| pool::standing(&standing));
    let choice = || part::<PeriodChoice>(data, "choice");
    let expires = || part::<Date>(data, "expires_on").map(|date| words.expires(day(date)));
    let on = |name: &str| part::<Date>(data, name).map(day).unwrap_or_default();
    let (tone, text, why) = match kind {
        "service.ordered" => (Tone::Info, words.ordered.to_owned(), None),
        "server.requested" => (Tone::Info, words.server_requested.to_owned(), None),
        "server.created" => (Tone::Ok, words.server_created(text_of("address")), None),
        "server.removed" => (Tone::Idle, words.server_removed.to_owned(), None),
        "service.delivered" => (Tone::Ok, words.delivered.to_owned(), None),
        "license.reserved" => (Tone::Info, words.license_reserved.to_owned(), standing()),
        "license.claimed" => (Tone::Ok, words.license_claimed.to_owned(), standing()),
        "license.not_as_kept" => (Tone::Warn, words.license_not_as_kept.to_owned(), refusals(data)),
        "license.gone" => (Tone::Warn, words.license_gone.to_owned(), None),
        "license.put_back" => (Tone::Warn, words.license_put_back.to_owned(), theirs()),
        "license.key_kept" => (Tone::Warn, words.license_key_kept.to_owned(), theirs()),
        "pool.none_eligible" => (Tone::Info, words.none_eligible.to_owned(), ranking(data)),
        "license.purchase_planned" => {
            let period = choice().map(|choice| period_name(choice.period)).unwrap_or_default();
            (Tone::Info, words.purchase_planned(period), choice().map(|choice| period_choice(&choice)))
        }
        "license.bought" => {
            (Tone::Ok, words.bought(text_of("remote_id")), choice().map(|choice| period_choice(&choice)))
        }
        "license.adopted" => (Tone::Ok, words.adopted(text_of("remote_id")), None),
        "license.purchase_refused" => (Tone::Danger, words.purchase_refused.to_owned(), theirs()),
        "license.purchase_unknown" => (Tone::Warn, words.purchase_unknown.to_owned(), None),
        "license.imported" => (Tone::Info, words.imported(text_of("remote_id")), None),
        "license.arrived_late" => (Tone::Ok, words.arrived_late(text_of("remote_id")), None),
        "license.return_started" => (Tone::Info, words.return_started.to_owned(), None),
        "license.key_received" => (Tone::Ok, words.key_received.to_owned(), None),
        "license.waits_for_address" => {
            let until = part::<Date>(data, "until").map(day).unwrap_or_default();
            (Tone::Warn, words.waits_for_address(until), theirs())
        }
        "license.released" => (Tone::Ok, words.released.to_owned(), expires()),
        "license.lapses" => (Tone::Idle, words.lapses.to_owned(), expires()),
        "service.deletion_scheduled" => {
            (Tone::Warn, words.deletion_planned(part::<Date>(data, "on").map(day).unwrap_or_default()), None)
        }
        "service.deletion_cancelled" => (Tone::Info, words.deletion_canceled.to_owned(), None),
        "service.deletion_started" => (Tone::Warn, words.deletion_started.to_owned(), None),
        "service.renewed" => (Tone::Ok, words.renewed(on("paid_until")), None),
        "service.renewal_not_paid" => {
            let why = part::<engine::Refusal>(data, "why").map(|why| super::refusals::refusal(&why));
            (Tone::Warn, words.renewal_not_paid.to_owned(), why)
        }
        "service.auto_renewal_set" => (Tone::Info, auto_renewal(data), None),
        "license.renewal_planned" => {
            let period = choice().map(|choice| period_name(choice.period)).unwrap_or_default();
            (Tone::Info, words.renewal_planned(period), choice().map(|choice| period_choice(&choice)))
        }
        "license.renewed" => {
            (Tone::Ok, words.license_renewed(on("expires_on")), choice().map(|choice| period_choice(&choice)))
        }
        "license.renewal_refused" => (Tone::Danger, words.renewal_refused.to_owned(), theirs()),
        "license.renewal_unknown" => (Tone::Warn, words.renewal_unknown.to_owned(), None),
        "license.resumed" => (Tone::Ok, words.license_resumed.to_owned(), None),
        "license.to_replace" => (Tone::Warn, words.license_to_replace.to_owned(), None),
        "renewal.looked_again" => (Tone::Info, words.renewal_looked_again.to_owned(), None),
        "renewal.decided_not_made" => (Tone::Info, words.renewal_not_made.to_owned(), None),
        "renewal.decided_given_up" => (Tone::Danger, words.renewal_given_up.to_owned(), note()),
        "service.key_shown" => (Tone::Idle, words.key_shown.to_owned(), None),
        "service.root_password_shown" => (Tone::Idle, words.password_shown.to_owned(), None),
        "operation.needs_person" => {
            let note = part::<Note>(data, "note").map(|note| notes::for_staff(&note));
            (Tone::Warn, words.needs_person.to_owned(), note)
        }
        "operation.retried" => (Tone::Info, words.retried.to_owned(), None),
        "operation.given_up" => (Tone::Danger, words.given_up.to_owned(), note()),
        "purchase.decided_found" => (Tone::Ok, words.decided_found(text_of("remote_id")), None),
        "purchase.decided_not_bought" => (Tone::Info, words.decided_not_bought.to_owned(), None),
        "purchase.decided_given_up" => (Tone::Danger, words.decided_given_up.to_owned(), note()),
        other => (Tone::Idle, other.replace(['.', '_'], " "), theirs()),
    };
    Said { tone, text, why }
}

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
        "service.deletion_scheduled" => {
            (Tone::Warn, words.deletion_planned(part::<Date>(data, "on").map(day).unwrap_or_default()))
        }
        "service.deletion_cancelled" => (Tone::Info, words.deletion_canceled.to_owned()),
        "service.deletion_started" => (Tone::Warn, words.deletion_started.to_owned()),
        "service.renewed" => {
            (Tone::Ok, words.renewed(part::<Date>(data, "paid_until").map(day).unwrap_or_default()))
        }
        "service.renewal_not_paid" => (Tone::Warn, words.renewal_not_paid.to_owned()),
        "service.auto_renewal_set" => (Tone::Info, auto_renewal(data)),
        "service.key_shown" => (Tone::Idle, words.key_shown.to_owned()),
        "service.root_password_shown" => (Tone::Idle, words.password_shown.to_owned()),
        _ => return None,
    };
    Some(Said { tone, text, why: None })
}

fn part<T: DeserializeOwned>(data: &Value, name: &str) -> Option<T> {
    data.get(name).and_then(|value| T::deserialize(value).ok())
}

fn auto_renewal(data: &Value) -> String {
    let words = &texts().events;
    match part::<Period>(data, "period") {
        Some(period) => words.auto_renewal_on(period_name(period)),
        None => words.auto_renewal_off.to_owned(),
    }
}

fn refusals(data: &Value) -> Option<String> {
    let refusals = part::<Vec<Refusal>>(data, "refusals")?;
    Some(refusals.iter().map(pool::refusal).collect::<Vec<_>>().join("; "))
}

/// The first licenses of a ranking with why each could not be taken.
fn ranking(data: &Value) -> Option<String> {
    const SHOWN: usize = 3;
    let words = &texts().events;
    let ranking = part::<Vec<Ranked>>(data, "ranking")?;
    let mut lines: Vec<String> = ranking
        .iter()
        .take(SHOWN)
        .map(|place| format!("{}: {}", words.license(place.id), pool::standing(&place.standing)))
        .collect();
    if ranking.len() > SHOWN {
        lines.push(words.more(ranking.len() - SHOWN));
    }
    Some(lines.join(". ")).filter(|text| !text.is_empty())
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

    #[test]
    fn staff_read_why_a_license_was_taken() {
        let data = json!({ "standing": { "pooled": { "latest_expiry": { "expires_on": "2027-08-03" } } } });
        let said = for_staff("license.claimed", &data);
        assert_eq!(said.text, "Taken from the pool");
        assert_eq!(said.why.as_deref(), Some("latest expiry, 3 Aug 2027"));
    }
}
