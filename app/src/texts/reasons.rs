//! Kinds of notes in two or three words, for filters and groups, and the calls that a step makes.

use super::{catalogue, texts};

catalogue! {
    /// Short names of reasons.
    Reasons {
        server_being_made: "Server being made",
        server_being_removed: "Server being removed",
        address_busy: "Address busy",
        key_being_made: "Key being made",
        turn_not_come: "Rate limit",
        module_suspended: "Module suspended",
        purchases_off: "Purchases off",
        renewals_off: "Renewals off",
        waiting_for_funds: "No money there",
        funds_kept: "Money kept for renewals",
        address_change_not_before: "Address change not yet allowed",
        remote_fault: "Remote system down",
        refused: "Refused",
        no_access: "No access",
        session_refused: "Session turned away",
        function_closed: "Function closed",
        platform_unpaid: "VMmanager unpaid",
        price_risen: "Price higher than agreed",
        address_refused: "Address refused",
        purchase_limit: "Purchase limit",
        purchase_undecided: "Purchase undecided",
        renewal_undecided: "Renewal undecided",
        plan_change_undecided: "Change of plan undecided",
        our_fault: "Fault of Keypool",
        person: "Closed by a person",
    }
}

/// The short name of a kind of note; one that this catalogue does not know is called by its own name.
pub(crate) fn reason(kind: &str) -> String {
    let words = &texts().reasons;
    let name = match kind {
        "server_being_made" => words.server_being_made,
        "server_being_removed" => words.server_being_removed,
        "address_busy" => words.address_busy,
        "key_being_made" => words.key_being_made,
        "turn_not_come" => words.turn_not_come,
        "module_suspended" => words.module_suspended,
        "purchases_off" => words.purchases_off,
        "renewals_off" => words.renewals_off,
        "waiting_for_funds" => words.waiting_for_funds,
        "funds_kept" => words.funds_kept,
        "address_change_not_before" => words.address_change_not_before,
        "remote_fault" => words.remote_fault,
        "refused" => words.refused,
        "no_access" => words.no_access,
        "session_refused" => words.session_refused,
        "function_closed" => words.function_closed,
        "platform_unpaid" => words.platform_unpaid,
        "price_risen" => words.price_risen,
        "address_refused" => words.address_refused,
        "purchase_limit" => words.purchase_limit,
        "purchase_undecided" => words.purchase_undecided,
        "renewal_undecided" => words.renewal_undecided,
        "plan_change_undecided" => words.plan_change_undecided,
        "our_fault" => words.our_fault,
        "person" => words.person,
        other => return sentence(other),
    };
    name.to_owned()
}

fn sentence(kind: &str) -> String {
    let words = kind.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a step calls, by the names of the remote functions; none for one that this table does not know.
pub(crate) fn calls(step: &str) -> Option<&'static str> {
    Some(match step {
        "create_server" => {
            "GET /vm/v3/host, GET /vm/v3/task, GET /vm/v3/account, POST /vm/v3/account, POST /vm/v3/host"
        }
        "await_server" | "await_stop" | "await_start" | "await_start_again" => {
            "GET /vm/v3/task, GET /vm/v3/host"
        }
        "read_address" => "GET /vm/v3/host/{id}/ipv4",
        "address_look" => "GET /vm/v3/host, GET /vm/v3/host/{id}/ipv4",
        "choose_license" | "seek_license" | "renew_read" | "renew_seek" | "plan_seek" | "address_decide"
        | "release_look" => "soft (the list)",
        "claim_check_card" | "await_key" | "address_confirm" | "key_await" => "soft.edit (the card)",
        "key_look" => "soft (the list), soft.edit (the card)",
        "claim_rename" | "claim_new_key" | "release_rename" | "old_returns" => {
            "soft.edit (a change, or the card)"
        }
        "claim_change_address" | "address_edit" | "put_back" => {
            "soft.edit (a change, or the card), soft.checkip"
        }
        "key_edit" | "release_address" | "release_marker" | "old_leaves" => {
            "soft.edit (a change, or the card), soft (the list)"
        }
        "fit_license" => "soft.edit (the card, and a change of what differs), soft.resume",
        "claim_resume" | "renew_resume" => "soft.resume, soft.edit (the card)",
        "buy_license" => "soft (the list), soft.order.param once",
        "renew_send" => "service.prolong once",
        "plan_read" => "soft (the list), service.changepricelist (what it takes; nothing is sent)",
        "plan_send" => "service.changepricelist once",
        "release_suspend" => "soft.suspend",
        "remove_server" => "GET /vm/v3/host, DELETE /vm/v3/host/{id}",
        "await_removal" | "renew_look" | "resume_look" | "change_panel" => "GET /vm/v3/host",
        "stop_server" => "GET /vm/v3/host, POST /vm/v3/host/{id}/stop",
        "start_server" | "start_again" => "GET /vm/v3/host, POST /vm/v3/host/{id}/start",
        "prepare_recipe" | "seek_recipe" | "await_recipe" => "GET /vm/v3/task",
        "run_recipe" => "POST /vm/v3/host/{id}/runrecipe once",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_nobody_named_is_called_by_its_own_name() {
        assert_eq!(
            (reason("remote_fault"), reason("pool_ran_out")),
            ("Remote system down".into(), "Pool ran out".into())
        );
    }
}
