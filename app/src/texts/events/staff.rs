//! What staff read of an event.

use domain::operation::Note;
use domain::panel_change::PanelWay;
use domain::period::alignment::PeriodChoice;
use domain::pool::{Ranked, Refusal, Standing};
use domain::{Date, Money, RemoteMoney};
use serde_json::Value;

use super::{Said, auto_renewal, part};
use crate::components::badge::Tone;
use crate::texts::dates::{day, moment};
use crate::texts::operations::period_choice;
use crate::texts::{money, notes, panel_change, period_name, pool, refusals, texts};

/// An event for staff; one that this catalogue does not know is shown by its name.
pub(crate) fn for_staff(kind: &str, data: &Value) -> Said {
    let words = &texts().events;
    let text_of = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let theirs = || Some(text_of("words")).filter(|words| !words.is_empty()).map(|theirs| words.said(theirs));
    let note = || Some(text_of("note")).filter(|note| !note.is_empty());
    let reason = || Some(text_of("reason")).filter(|reason| !reason.is_empty());
    let standing = || part::<Standing>(data, "standing").map(|standing| pool::standing(&standing));
    let choice = || part::<PeriodChoice>(data, "choice");
    let expires = || part::<Date>(data, "expires_on").map(|date| words.expires(day(date)));
    let amount = || part::<Money>(data, "amount").map(money).unwrap_or_default();
    let way = || part::<PanelWay>(data, "way").map(|way| panel_change::way(way).to_owned());
    let on = |name: &str| part::<Date>(data, name).map(day).unwrap_or_default();
    let (tone, text, why) = match kind {
        "service.ordered" => (Tone::Info, words.ordered.to_owned(), None),
        "server.requested" => (Tone::Info, words.server_requested.to_owned(), None),
        "server.created" => (Tone::Ok, words.server_created(text_of("address")), None),
        "server.removed" => (Tone::Idle, words.server_removed.to_owned(), None),
        "service.delivered" => (Tone::Ok, words.delivered.to_owned(), None),
        "license.reserved" => (Tone::Info, words.license_reserved.to_owned(), standing()),
        "license.claimed" => (Tone::Ok, words.license_claimed.to_owned(), standing()),
        "license.not_as_kept" => (Tone::Warn, words.license_not_as_kept.to_owned(), reasons(data)),
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
        "license.ordered_again" => (Tone::Warn, words.ordered_again.to_owned(), None),
        "license.purchase_unknown" => (Tone::Warn, words.purchase_unknown.to_owned(), None),
        "license.imported" => (Tone::Info, words.imported(text_of("remote_id")), None),
        "license.arrived_late" => (Tone::Ok, words.arrived_late(text_of("remote_id")), None),
        "license.return_started" => (Tone::Info, words.return_started.to_owned(), None),
        "license.key_received" => (Tone::Ok, words.key_received.to_owned(), None),
        "panel.install_started" => (Tone::Info, words.install_started(text_of("panel")), None),
        "panel.installed" => (Tone::Ok, words.installed(text_of("panel")), None),
        "panel.install_failed" => {
            let note = part::<Note>(data, "note").map(|note| notes::for_staff(&note));
            (Tone::Danger, words.install_failed(text_of("panel")), note)
        }
        "license.waits_for_address" => {
            let until = part::<Date>(data, "until").map(day).unwrap_or_default();
            (Tone::Warn, words.waits_for_address(until), theirs())
        }
        "license.released" => (Tone::Ok, words.released.to_owned(), expires()),
        "license.not_paid" => (Tone::Warn, words.not_paid_there.to_owned(), None),
        "license.lapses" => (Tone::Idle, words.lapses.to_owned(), expires()),
        "service.deletion_scheduled" => {
            (Tone::Warn, words.deletion_planned(part::<Date>(data, "on").map(day).unwrap_or_default()), None)
        }
        "service.deletion_cancelled" => (Tone::Info, words.deletion_canceled.to_owned(), None),
        "service.deletion_started" => (Tone::Warn, words.deletion_started.to_owned(), None),
        "service.renewed" => (Tone::Ok, words.renewed(on("paid_until")), None),
        "service.renewal_not_paid" => {
            let why = part::<engine::Refusal>(data, "why").map(|why| refusals::refusal(&why));
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
        "service.suspension_started" => (Tone::Warn, words.suspension_started.to_owned(), reason()),
        "service.suspended" => {
            let text =
                if text_of("cause") == "staff" { words.suspended_by_staff } else { words.suspended_not_paid };
            (Tone::Warn, text.to_owned(), reason())
        }
        "service.suspension_called_off" => (Tone::Info, words.suspension_called_off.to_owned(), None),
        "service.resume_started" => (Tone::Info, words.resume_started.to_owned(), None),
        "service.resume_not_paid" => (Tone::Warn, words.resume_not_paid.to_owned(), None),
        "service.resumed" => (Tone::Ok, words.resumed.to_owned(), None),
        "license.release_started" => (Tone::Info, words.release_started.to_owned(), None),
        "panel.change_started" => {
            (Tone::Info, texts().panel_change.event_started(text_of("from"), text_of("to")), way())
        }
        "panel.changed" => {
            (Tone::Ok, texts().panel_change.event_changed(text_of("from"), text_of("to")), way())
        }
        "panel.not_changed" => {
            let note = part::<Note>(data, "note").map(|note| notes::for_staff(&note));
            (Tone::Warn, texts().panel_change.event_not_changed.to_owned(), note)
        }
        "license.set_aside" => (Tone::Info, texts().panel_change.event_set_aside.to_owned(), None),
        "license.returned" => (Tone::Warn, texts().panel_change.event_returned.to_owned(), None),
        "license.plan_change_planned" => {
            (Tone::Info, texts().panel_change.event_planned(text_of("from"), text_of("to")), theirs())
        }
        "license.plan_changed" => {
            (Tone::Ok, texts().panel_change.event_plan_changed(text_of("from"), text_of("to")), None)
        }
        "license.plan_change_refused" => {
            (Tone::Danger, texts().panel_change.event_plan_refused.to_owned(), theirs())
        }
        "license.plan_change_unknown" => {
            (Tone::Warn, texts().panel_change.event_plan_unknown.to_owned(), None)
        }
        "plan_change.looked_again" => (Tone::Info, texts().panel_change.event_looked_again.to_owned(), None),
        "plan_change.decided_made" => (Tone::Ok, texts().panel_change.event_decided_made.to_owned(), None),
        "plan_change.decided_not_made" => {
            (Tone::Info, texts().panel_change.event_decided_not_made.to_owned(), None)
        }
        "plan_change.decided_given_up" => {
            (Tone::Danger, texts().panel_change.event_decided_given_up.to_owned(), note())
        }
        "server.address_confirmed" => {
            (Tone::Info, texts().moves.event_confirmed(text_of("from"), text_of("to")), None)
        }
        "server.address_changed" => {
            (Tone::Ok, texts().moves.event_followed(text_of("from"), text_of("to")), None)
        }
        "server.address_differs" => {
            (Tone::Warn, texts().moves.event_differs(text_of("known"), text_of("shown")), None)
        }
        "license.address_changed" => {
            (Tone::Ok, texts().moves.event_license(text_of("from"), text_of("to")), None)
        }
        "license.left_behind" => {
            let until = part::<Date>(data, "until").map(|date| texts().moves.event_left_until(day(date)));
            let there =
                || part::<bool>(data, "on_address").map(|_| texts().moves.event_left_on_address.to_owned());
            (Tone::Warn, texts().moves.event_left(text_of("from")), until.or_else(theirs).or_else(there))
        }
        "service.key_change_started" => (Tone::Info, texts().moves.event_key_started.to_owned(), None),
        "license.key_asked_for" => (Tone::Info, texts().moves.event_key_asked.to_owned(), None),
        "license.key_changed" => (Tone::Ok, texts().moves.event_key_changed.to_owned(), None),
        "license.key_too_soon" => (Tone::Warn, texts().moves.event_key_too_soon(on("until")), None),
        "license.taken_back" => (Tone::Info, words.license_taken_back.to_owned(), expires()),
        "license.to_replace" => (Tone::Warn, words.license_to_replace.to_owned(), None),
        "renewal.looked_again" => (Tone::Info, words.renewal_looked_again.to_owned(), None),
        "renewal.decided_not_made" => (Tone::Info, words.renewal_not_made.to_owned(), None),
        "renewal.decided_given_up" => (Tone::Danger, words.renewal_given_up.to_owned(), note()),
        "client.registered" => (Tone::Ok, words.client_registered.to_owned(), None),
        "client.funds_added" => (Tone::Ok, words.funds_added(amount()), note()),
        "client.balance_corrected" => (Tone::Warn, words.balance_corrected(amount()), note()),
        "client.looked_at" => (Tone::Idle, words.looked_at.to_owned(), None),
        "charge.acknowledged" => {
            let amount = part::<RemoteMoney>(data, "amount").map(money).unwrap_or_default();
            (Tone::Info, words.charge_acknowledged(amount, text_of("module")), note())
        }
        "charge.unexplained" => {
            let amount = part::<RemoteMoney>(data, "amount").map(money).unwrap_or_default();
            (Tone::Danger, words.charge_unexplained(amount, text_of("module")), theirs())
        }
        "service.key_shown" => (Tone::Idle, words.key_shown.to_owned(), None),
        "service.root_password_shown" => (Tone::Idle, words.password_shown.to_owned(), None),
        "operation.needs_person" => {
            let note = part::<Note>(data, "note").map(|note| notes::for_staff(&note));
            (Tone::Warn, words.needs_person.to_owned(), note)
        }
        "operation.retried" if data.get("together").is_some() => {
            (Tone::Info, texts().work.event_retried_together.to_owned(), None)
        }
        "operation.note_left" => (Tone::Idle, texts().work.event_note.to_owned(), note()),
        "task.taken" => (Tone::Info, texts().work.event_taken.to_owned(), None),
        "task.handed_back" => (Tone::Idle, texts().work.event_handed_back.to_owned(), None),
        "operations.retried" => {
            (Tone::Info, texts().work.event_together(part::<i64>(data, "let_go").unwrap_or_default()), None)
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

/// What somebody who decided about money had seen: the price to expect, and the balance with its age.
pub(crate) fn seen(data: &Value) -> Option<String> {
    let words = &texts().work;
    let balance = data.get("balance")?;
    let at_ms = part::<i64>(balance, "as_of_ms")?;
    let amounts = part::<Vec<RemoteMoney>>(balance, "amounts")?.into_iter().map(money);
    let expected = part::<RemoteMoney>(data, "expected").map(|amount| words.saw_expected(money(amount)));
    let balance = words.saw_balance(amounts.collect::<Vec<_>>().join(", "), moment(at_ms));
    Some(words.saw(expected.into_iter().chain([balance]).collect::<Vec<_>>().join(", ")))
}

fn reasons(data: &Value) -> Option<String> {
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
    fn staff_read_why_a_license_was_taken() {
        let data = json!({ "standing": { "pooled": { "latest_expiry": { "expires_on": "2027-08-03" } } } });
        let said = for_staff("license.claimed", &data);
        assert_eq!(said.text, "Taken from the pool");
        assert_eq!(said.why.as_deref(), Some("latest expiry, 3 Aug 2027"));
    }
}
