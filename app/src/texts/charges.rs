//! Charges at the license servers.

use domain::{ChargeKind, ChargeState};
use engine::reads::{ChargeLine, ChargeSums};

use super::{catalogue, dates, money, texts};

catalogue! {
    /// Words of the list of charges.
    Charges {
        title: "Purchases",
        lead: "Every charge at the license servers with its cause here. What nothing here explains stands on top.",
        day: "Date",
        what: "What for",
        cost: "Cost",
        cost_expected: "expected",
        state: "Status",
        server: "License server",
        license: "License",
        service: "Service",
        cause: "Cause",
        operation(id): "Operation #{id}",
        remote(id): "#{id} there",
        no_license: "none named",
        no_cause: "none here",
        day_unknown: "not shown",
        purchase: "Purchase",
        renewal: "Renewal",
        plan_change: "Change of plan",
        unknown: "Not said",
        unexplained: "Unexplained",
        open: "Cannot be told",
        undecided: "No answer: check",
        expected: "Not seen yet",
        explained: "Recorded",
        acknowledged: "Acknowledged",
        acknowledge: "Acknowledge",
        charge: "Charge",
        its_words: "Its words",
        acknowledge_lead: "Nothing that Keypool did is the cause of this charge. Note what you found out: it stays in the list with your note, and no longer counts as needing a person.",
        acknowledge_done: "The charge is acknowledged.",
        acknowledge_note: "Note",
        acknowledge_note_help: "What the charge was for, or who caused it: for colleagues, and for the history.",
        acknowledged_by(who, when, note): "Acknowledged by {who} on {when}: {note}",
        operator: "the operator",
        circle: "What was taken, and what has a cause here",
        taken: "Taken there",
        with_cause: "With a cause here",
        looked_into: "Acknowledged",
        difference: "Difference",
        no_difference: "none",
        circle_open: "Show its rows",
        recorded: "Recorded as costs",
        recorded_differs(amount): "{amount}, which is not what has a cause: a fault of Keypool.",
        said(words): "It says: {words}",
        why_unexplained: "Nothing that Keypool did is its cause: somebody bought or renewed there by hand, the license renews itself, or it was charged twice.",
        why_open: "Several things of ours may be its cause, or one whose outcome is not decided. Nothing is guessed.",
        count(n): "{n} charge|{n} charges",
        empty: "No charge matches",
        empty_text: "Change the search or the filter, or clear them.",
        none_yet: "Nothing was bought yet",
        none_yet_text: "What is bought or renewed at a license server is listed here with what it cost.",
        of_license: "What it cost",
        of_license_none: "Nothing was charged for it that Keypool knows of.",
    }
}

/// What it was taken for.
pub(crate) fn kind(kind: ChargeKind) -> &'static str {
    let words = &texts().charges;
    match kind {
        ChargeKind::Purchase => words.purchase,
        ChargeKind::Renewal => words.renewal,
        ChargeKind::PlanChange => words.plan_change,
        ChargeKind::Unknown => words.unknown,
    }
}

/// What is known of it.
pub(crate) fn state(state: ChargeState) -> &'static str {
    let words = &texts().charges;
    match state {
        ChargeState::Unexplained => words.unexplained,
        ChargeState::Open => words.open,
        ChargeState::Undecided => words.undecided,
        ChargeState::Expected => words.expected,
        ChargeState::Acknowledged => words.acknowledged,
        ChargeState::Explained => words.explained,
    }
}

/// What the license server says of it, and why it has no cause.
pub(crate) fn notes(line: &ChargeLine) -> Vec<String> {
    let words = &texts().charges;
    let why = match line.state {
        ChargeState::Unexplained => Some(words.why_unexplained.to_owned()),
        ChargeState::Open => Some(words.why_open.to_owned()),
        ChargeState::Undecided
        | ChargeState::Expected
        | ChargeState::Acknowledged
        | ChargeState::Explained => None,
    };
    // What we know of our own needs no words of theirs.
    let is_theirs = why.is_some() || line.acknowledged.is_some();
    let theirs = line.words.as_ref().filter(|_| is_theirs).map(|theirs| words.said(theirs));
    let looked_into =
        line.acknowledged.as_ref().filter(|_| line.state == ChargeState::Acknowledged).map(|it| {
            let who = it.by.clone().unwrap_or_else(|| words.operator.to_owned());
            words.acknowledged_by(who, dates::moment(it.at_ms), &it.note)
        });
    theirs.into_iter().chain(why).chain(looked_into).collect()
}

/// What is recorded as costs, where it is not what has a cause: that must not be.
pub(crate) fn fault(sums: &ChargeSums) -> Option<String> {
    (sums.recorded != sums.explained).then(|| texts().charges.recorded_differs(money(sums.recorded)))
}
