//! Working through what failed: filters, letting many go on, notes for colleagues, tasks that somebody has.

use domain::operation::bulk::Left;
use domain::retry::Schedule;
use domain::{OperationState, StepOutcome};
use engine::actions::Retried;
use engine::reads::Operation;

use super::dates::{clock_seconds, day, moment};
use super::{catalogue, texts};

catalogue! {
    /// Words of working through operations and tasks.
    Work {
        kind: "Operation",
        module: "Processing module",
        reason: "Reason",
        age: "Age",
        age_hour: "An hour or more",
        age_day: "A day or more",
        age_week: "A week or more",
        holder: "Who has it",
        holder_me: "I",
        holder_nobody: "Nobody",
        choose(name): "Choose {name}",
        chosen_button: "Retry the chosen",
        matching_button(n): "Retry the {n} that matches|Retry all {n} that match",
        toolbar: "Retry several at once",
        retry_title: "Retry several operations",
        retry_lead: "After an outage what failed or waits can go on together. Each goes on at its own step; finished steps are not repeated.",
        retry_ask(n): "Let {n} operation go on?|Let {n} operations go on?",
        retry_nothing: "None of them can go on together",
        retry_none_chosen: "No operation was chosen. Choose some in the list, or filter the list and retry all that match.",
        retry_left: "Left as they are",
        retry_cost: "An operation that still needs a license takes a free one, or buys one; one that renews pays for the renewal. Whatever was bought already is not bought again.",
        retry_of(n, kind): "{kind}: {n}",
        retry_button(n): "Let {n} go on|Let {n} go on",
        retry_back: "Back to the list",
        retried(n): "{n} operation goes on.|{n} operations go on.",
        retried_before(n): "This was sent before; {n} operation went on by it.|This was sent before; {n} operations went on by it.",
        retried_left(n, list): "{n} is left as it is: {list}.|{n} are left as they are: {list}.",
        retried_more(n): "{n} more was not looked at yet: press again.|{n} more were not looked at yet: press again.",
        left(n, why): "{n} {why}",
        left_undecided: "undecided: a person says first what happened",
        left_alone: "to be looked at alone: going on needs somebody's consent",
        left_at_work: "at work already",
        left_goes_on: "about to go on anyway",
        left_another: "behind another operation of the same service",
        left_over: "over",
        notes: "Notes for colleagues",
        notes_none: "No note yet.",
        note_label: "Note",
        note_help: "What the next person should know. Notes are added, never changed; clients do not see them.",
        note_button: "Leave the note",
        note_left: "The note is left.",
        note_by(name, when): "{name}, {when}",
        note_operator: "Operator",
        note_mark(n): "{n} note|{n} notes",
        take: "I'm on it",
        take_over: "Take over",
        hand_back: "Hand back",
        taken: "You have the task now.",
        handed_back: "The task is handed back.",
        has_since(name, when): "{name}, since {when}",
        nobody: "nobody",
        next: "Next step",
        next_decide: "Decide",
        next_failed: "Retry or give up",
        next_waiting: "Look at the wait",
        tasks_count(n): "{n} task|{n} tasks",
        tasks_no_match: "No task matches",
        tasks_none: "No task",
        also: "Beside tasks, this needs a person too:",
        also_gaps(n): "{n} license that will be missing and that nobody works on|{n} licenses that will be missing and that nobody works on",
        also_charges(n): "{n} charge that nothing explains|{n} charges that nothing explains",
        oldest(age): "oldest {age}",
        minutes(n): "{n} min",
        hours(n): "{n} h",
        days(n): "{n} day|{n} days",
        group_open: "Show them",
        outcome: "Outcome",
        outcome_done: "Done",
        outcome_given_up: "Given up by a person",
        outcome_failed: "Refused: it stands until a person lets it go on",
        outcome_unknown: "Unknown: a person decides",
        outcome_running: "At work",
        outcome_queued(when): "Next at {when}",
        outcome_retry(when, n, most): "Retry at {when}: attempt {n} of {most}",
        outcome_again(when, n): "Looks again at {when} (look {n}); it goes on until it is there",
        outcome_day(date): "Waits until {date}",
        run_started: "Started",
        run_took: "Took",
        run_outcome: "Outcome",
        run_attempt: "Attempt",
        run_done: "done",
        run_waiting: "not yet there",
        run_transient: "retry",
        run_permanent: "refused",
        run_unknown: "unknown",
        run_started_only: "begun, no end recorded",
        retry_calls(list): "This step calls {list}.",
        calls_order_again: "Calls: soft (the list, now and before it is sent), soft.order.param once, soft.edit (the card) until the key is there. If a license of the pool may serve by now, that one is taken instead: soft.edit and soft.resume, and nothing is bought.",
        calls_it_is: "Calls: soft (the list, now), soft.edit (the card, then the name and the address if they differ), soft.resume if it is suspended.",
        there_now: "What is there now",
        calls_give_up: "Nothing is called at the license server.",
        calls_renew_again: "Calls: soft (the list, now and after it), GET /vm/v3/host (is the server still there?), service.prolong once, soft.resume if it is still suspended.",
        calls_was_changed: "Calls: soft (the list, now), soft.edit (the card) until the key is there. Nothing is spent.",
        calls_change_again: "Calls: soft (the list, now and after it), GET /vm/v3/host (is the server still there?), service.changepricelist once after what it takes was read.",
        calls_look_again: "Calls: soft (the list). Nothing is spent.",
        balance_title: "Balance at the license server",
        balance_there(amounts, when): "{amounts}, as of {when}",
        saw(what): "Seen before deciding: {what}.",
        saw_expected(amount): "expected price {amount}",
        saw_balance(amounts, when): "balance there {amounts} as of {when}",
        event_note: "A note for colleagues",
        event_taken: "The task was taken",
        event_handed_back: "The task was handed back",
        event_together(n): "{n} operation was let go on together|{n} operations were let go on together",
        event_retried_together: "Retried together with others",
    }
}

/// Why operations are left as they are.
pub(crate) fn left(left: Left) -> &'static str {
    let words = &texts().work;
    match left {
        Left::Undecided => words.left_undecided,
        Left::LookedAtAlone => words.left_alone,
        Left::AtWork => words.left_at_work,
        Left::GoesOn => words.left_goes_on,
        Left::Another => words.left_another,
        Left::Over => words.left_over,
    }
}

/// What one press of the button did.
pub(crate) fn retried(retried: &Retried) -> String {
    let words = &texts().work;
    if retried.repeated {
        return words.retried_before(retried.let_go);
    }
    let mut said = vec![words.retried(retried.let_go)];
    let total: i64 = retried.left.values().sum();
    if total > 0 {
        let list: Vec<String> =
            retried.left.iter().map(|(why, count)| words.left(count, left(*why))).collect();
        said.push(words.retried_left(total, list.join(", ")));
    }
    if retried.more > 0 {
        said.push(words.retried_more(retried.more));
    }
    said.join(" ")
}

/// How long ago something was.
pub(crate) fn age(ms: i64) -> String {
    let words = &texts().work;
    let minutes = ms.max(0) / 60_000;
    match minutes {
        0..120 => words.minutes(minutes),
        120..2_880 => words.hours(minutes / 60),
        _ => words.days(minutes / 1_440),
    }
}

/// How it stands and when it goes on, by which schedule.
pub(crate) fn outcome(operation: &Operation, last: Option<StepOutcome>) -> String {
    let words = &texts().work;
    match operation.state {
        OperationState::Done => words.outcome_done.to_owned(),
        OperationState::GivenUp => words.outcome_given_up.to_owned(),
        OperationState::Failed => words.outcome_failed.to_owned(),
        OperationState::Unknown => words.outcome_unknown.to_owned(),
        OperationState::Running => words.outcome_running.to_owned(),
        OperationState::Ready => {
            if let Some(date) = operation.not_before {
                return words.outcome_day(day(date));
            }
            let at = clock_seconds(operation.run_at_ms);
            match (last, Schedule::TRANSIENT.attempts()) {
                (Some(StepOutcome::Transient), Some(most)) => {
                    words.outcome_retry(at, operation.failures + 1, most)
                }
                (Some(StepOutcome::Waiting), _) => words.outcome_again(at, operation.failures + 1),
                _ => words.outcome_queued(moment(operation.run_at_ms)),
            }
        }
    }
}

/// How one run of a step ended.
pub(crate) fn run(outcome: StepOutcome) -> &'static str {
    let words = &texts().work;
    match outcome {
        StepOutcome::Started => words.run_started_only,
        StepOutcome::Done => words.run_done,
        StepOutcome::Waiting => words.run_waiting,
        StepOutcome::Transient => words.run_transient,
        StepOutcome::Permanent => words.run_permanent,
        StepOutcome::Unknown => words.run_unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_press_did_says_how_many_go_on_and_why_the_others_do_not() {
        let said = retried(&Retried {
            let_go: 5,
            left: [(Left::Undecided, 1), (Left::Over, 2)].into(),
            more: 0,
            repeated: false,
        });
        assert_eq!(
            said,
            "5 operations go on. 3 are left as they are: 1 undecided: a person says first what happened, 2 over."
        );
    }

    #[test]
    fn an_age_has_the_unit_that_suits_it() {
        assert_eq!(
            (age(90_000), age(3 * 3_600_000), age(3 * 86_400_000)),
            ("1 min".into(), "3 h".into(), "3 days".into())
        );
    }
}
