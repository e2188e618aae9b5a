//! Operations, tasks and the dashboard.

use domain::RemoteMoney;
use domain::period::alignment::{PeriodChoice, PeriodReason, SkipReason};

use super::dates::day;
use super::{catalogue, money, period_name, texts};

catalogue! {
    /// Words of the pages of operations.
    Operations {
        title: "Operations",
        lead: "What Keypool is doing, did, and could not finish.",
        what: "Operation",
        service: "Service",
        step: "Step",
        state: "Status",
        since: "Started",
        ended: "Ended",
        count(n): "{n} operation|{n} operations",
        empty: "No operation matches",
        empty_text: "Change the filter, or clear it.",
        none_yet: "No operations yet",
        none_yet_text: "Orders and deletions become operations; each shows its steps here.",
        name(what, id): "{what} #{id}",
        steps: "Steps",
        step_pending: "To do",
        step_running: "Running",
        step_done: "Done",
        step_waiting: "Waiting",
        step_failed: "Failed",
        step_unknown: "No answer",
        runs(n): "{n} run|{n} runs",
        call_ok: "Answered",
        call_refused: "Refused",
        call_unsent: "Not sent",
        call_unknown: "No clear answer",
        answer: "Answer",
        note: "What it says",
        known: "What is known",
        retry: "Retry",
        look_again: "Look again now",
        look_again_title: "Look again now?",
        retry_title: "Retry now?",
        retry_text(step): "It goes on at “{step}”. Finished steps are not repeated.",
        retry_cost: "If it still needs a license and none is free, one is bought from the license server.",
        retry_recipe: "A recipe that failed is run again; one that still runs is waited for. Nothing is bought.",
        give_up_recipe: "The server and its license stay. The client reads how to install the control panel by hand.",
        give_up_more: "Give up instead",
        give_up_refund: "If the server was never made, the client gets the price of the order back.",
        retried: "The operation goes on.",
        give_up: "Give up",
        give_up_title: "Give up this operation?",
        give_up_text: "It ends here; nothing more is sent to any remote system. What it has made so far stays.",
        give_up_note: "Note",
        give_up_help: "Why; the next person reads it.",
        given_up: "The operation is given up.",
        decide: "Decide the purchase",
        decide_lead: "A license was ordered and no clear answer came. Look at the license server, then say what happened.",
        purchase: "Purchase",
        marker: "Marker",
        plan: "Plan",
        period: "Period",
        period_why: "Why this period",
        expected: "Expected price",
        cost: "Cost",
        not_known: "not known",
        sent_at: "Sent",
        candidates: "Licenses that it may be",
        other: "It is another license",
        other_title: "Which license is it?",
        other_label: "Id at the license server",
        other_button: "It is this license",
        no_candidates: "The license server shows no license that was not there before.",
        candidate(id): "License #{id}",
        it_is(id): "It is license #{id}",
        it_is_effect: "It is taken for this service; nothing is bought.",
        it_is_calls: "The license is read, then renamed and given the service's address if they differ.",
        not_bought: "It was not bought: order again",
        not_bought_title: "Order again?",
        not_bought_effect: "Another license is ordered from the license server, once, with a new marker.",
        not_bought_risk: "If the first order did take effect, two licenses are paid for.",
        not_bought_cost: "Cost",
        give_up_purchase: "Give up",
        give_up_purchase_effect: "Nothing is ordered. The server stays as it is, without a license.",
        decided: "Decided; the operation goes on.",
        reason_tariff_rule(source, into): "a rule for this plan: {source} is ordered as {into}",
        reason_general_rule(source, into): "a rule: {source} is ordered as {into}",
        reason_same: "the service's own period; no rule applies",
        reason_shortest(wanted): "the shortest sold: the plan is not sold for {wanted}",
        reason_longest_paid(date): "no rule applies; the longest sold that ends by {date}, to which the service is paid",
        reason_shortest_set: "the shortest sold: the license server is set so",
        reason_shortest_paid(date): "no rule applies; the shortest sold: none ends by {date}, to which the service is paid",
        skipped_not_sold(into): "a rule asks for {into}, for which the plan is not sold",
        skipped_trial: "a rule asks for a trial, which does not serve a paid service",
        tasks: "Tasks",
        tasks_lead: "What waits for a person. Each is closed by deciding its operation.",
        tasks_empty: "Nothing waits for you",
        tasks_empty_text: "When a remote system refuses or gives no clear answer, it is listed here.",
        task_reason: "Why",
        dashboard: "Dashboard",
        needs_person: "Needs a person",
        all_tasks: "All tasks",
        all_operations: "All operations",
        recent: "Latest operations",
        pool_tile: "Free licenses",
        pool_note(n): "{n} can be taken now",
        open_tile: "Operations under way",
        tasks_tile: "Tasks",
        nothing_waits: "nothing waits",
        looks_needed: "someone should look",
    }
}

/// Why this period was ordered at the license server.
pub(crate) fn period_choice(choice: &PeriodChoice) -> String {
    let words = &texts().operations;
    let reason = match choice.reason {
        PeriodReason::TariffRule { source, change_into, .. } => {
            words.reason_tariff_rule(period_name(source), period_name(change_into))
        }
        PeriodReason::GeneralRule { source, change_into, .. } => {
            words.reason_general_rule(period_name(source), period_name(change_into))
        }
        PeriodReason::SameAsService => words.reason_same.to_owned(),
        PeriodReason::ShortestSold { wanted } => words.reason_shortest(period_name(wanted)),
        PeriodReason::LongestPaid { paid_until } => words.reason_longest_paid(day(paid_until)),
        PeriodReason::ShortestBySetting => words.reason_shortest_set.to_owned(),
        PeriodReason::ShortestPaid { paid_until } => words.reason_shortest_paid(day(paid_until)),
    };
    let skipped = choice.skipped.iter().map(|rule| match rule.reason {
        SkipReason::NotSold => words.skipped_not_sold(period_name(rule.change_into)),
        SkipReason::TrialForPaidService => words.skipped_trial.to_owned(),
    });
    std::iter::once(reason).chain(skipped).collect::<Vec<_>>().join("; ")
}

/// An amount at the license server, kept in 10⁻⁴ of its currency.
pub(crate) fn cost(e4: Option<i64>, currency: &str) -> Option<String> {
    Some(money(RemoteMoney::new(e4?, currency.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use domain::Period;

    use super::*;

    #[test]
    fn a_period_that_differs_from_the_services_says_why() {
        let choice = PeriodChoice {
            period: Period::months(1),
            reason: PeriodReason::ShortestSold { wanted: Period::months(3) },
            skipped: Vec::new(),
        };
        assert_eq!(period_choice(&choice), "the shortest sold: the plan is not sold for 3 months");
    }
}
