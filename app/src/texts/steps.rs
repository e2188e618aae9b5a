//! The steps of operations: each by name for staff, a few phases for a client.

use domain::OperationKind;

use super::{catalogue, texts};

catalogue! {
    /// The names of steps and phases.
    Steps {
        create_server: "Create the server",
        await_server: "Wait for the server",
        read_address: "Read its address",
        choose_license: "Choose a license",
        claim_check_card: "Check the free license",
        claim_rename: "Rename the license",
        claim_change_address: "Change its address",
        claim_new_key: "Ask for a new key",
        claim_resume: "Resume the license",
        put_back: "Put the license back",
        buy_license: "Buy a license",
        seek_license: "Look for the bought license",
        fit_license: "Give the license its name and address",
        await_key: "Wait for the key",
        deliver: "Deliver",
        prepare_recipe: "Prepare the recipe",
        run_recipe: "Run the recipe",
        seek_recipe: "Look for the recipe's task",
        await_recipe: "Wait for the recipe",
        remove_server: "Remove the server",
        await_removal: "Wait until it is gone",
        release_look: "Read its license",
        release_suspend: "Suspend the license",
        release_rename: "Rename it to free.lic",
        release_address: "Free its address",
        release_marker: "Clear its marker",
        renew_look: "Look at the server",
        renew_read: "Read the license",
        renew_send: "Renew the license",
        renew_seek: "Look for its later expiry",
        renew_resume: "Resume the license",
        stop_server: "Stop the server",
        await_stop: "Wait until it is stopped",
        mark_suspended: "Suspend the service",
        start_again: "Start the server again",
        await_start: "Wait until it runs",
        call_off_suspension: "Call the suspension off",
        resume_look: "Look at the server",
        resume_license: "Look for its license",
        start_server: "Start the server",
        mark_resumed: "Resume the service",
        phase_stopped: "Stopping the server",
        phase_started: "Starting the server",
        phase_server: "Making the server",
        phase_address: "Assigning its address",
        phase_license: "Preparing the control panel license",
        phase_installed(panel): "Installing {panel}",
        phase_ready: "Ready",
        phase_removed: "Removing the server",
        phase_renewed: "Renewing the control panel license",
        phase_closed: "Closing its license",
    }
}

/// The name of a step; one that this catalogue does not know keeps its own.
pub(crate) fn step_name(step: &str) -> String {
    let words = &texts().steps;
    let name = match step {
        "create_server" => words.create_server,
        "await_server" => words.await_server,
        "read_address" => words.read_address,
        "choose_license" => words.choose_license,
        "claim_check_card" => words.claim_check_card,
        "claim_rename" => words.claim_rename,
        "claim_change_address" => words.claim_change_address,
        "claim_new_key" => words.claim_new_key,
        "claim_resume" => words.claim_resume,
        "put_back" => words.put_back,
        "buy_license" => words.buy_license,
        "seek_license" => words.seek_license,
        "fit_license" => words.fit_license,
        "await_key" => words.await_key,
        "deliver" => words.deliver,
        "prepare_recipe" => words.prepare_recipe,
        "run_recipe" => words.run_recipe,
        "seek_recipe" => words.seek_recipe,
        "await_recipe" => words.await_recipe,
        "remove_server" => words.remove_server,
        "await_removal" => words.await_removal,
        "release_look" => words.release_look,
        "release_suspend" => words.release_suspend,
        "release_rename" => words.release_rename,
        "release_address" => words.release_address,
        "release_marker" => words.release_marker,
        "renew_look" => words.renew_look,
        "renew_read" => words.renew_read,
        "renew_send" => words.renew_send,
        "renew_seek" => words.renew_seek,
        "renew_resume" => words.renew_resume,
        "stop_server" => words.stop_server,
        "await_stop" => words.await_stop,
        "mark_suspended" => words.mark_suspended,
        "start_again" => words.start_again,
        "await_start" | "await_start_again" => words.await_start,
        "call_off_suspension" => words.call_off_suspension,
        "resume_look" => words.resume_look,
        "resume_license" => words.resume_license,
        "start_server" => words.start_server,
        "mark_resumed" => words.mark_resumed,
        "address_look" => texts().moves.step_address_look,
        "address_decide" => texts().moves.step_address_decide,
        "address_edit" => texts().moves.step_address_edit,
        "address_confirm" => texts().moves.step_address_confirm,
        "key_look" => texts().moves.step_key_look,
        "key_edit" => texts().moves.step_key_edit,
        "key_await" => texts().moves.step_key_await,
        "change_panel" => texts().panel_change.step_begin,
        "old_leaves" => texts().panel_change.step_old_leaves,
        "old_returns" => texts().panel_change.step_old_returns,
        "plan_read" => texts().panel_change.step_plan_read,
        "plan_send" => texts().panel_change.step_plan_send,
        "plan_seek" => texts().panel_change.step_plan_seek,
        "no_panel" => texts().panel_change.step_no_panel,
        "panel_changed" => texts().panel_change.step_changed,
        "key_done" => texts().moves.step_key_done,
        other => return other.replace('_', " "),
    };
    name.to_owned()
}

/// What of a service's panel an operation has to do with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel<'a> {
    /// There is none.
    None,
    /// It gets its license, and the client installs it.
    ByClient,
    /// It gets its license, and a recipe installs it: its name.
    ByRecipe(&'a str),
}

/// The phases that a client sees of an operation, and which of them a step belongs to.
pub(crate) fn phases(kind: OperationKind, panel: Panel<'_>, step: &str) -> (Vec<String>, usize) {
    let words = &texts().steps;
    match kind {
        OperationKind::ProvisionService => {
            let mut names = vec![words.phase_server.to_owned(), words.phase_address.to_owned()];
            if panel != Panel::None {
                names.push(words.phase_license.to_owned());
            }
            if let Panel::ByRecipe(panel) = panel {
                names.push(words.phase_installed(panel));
            }
            names.push(words.phase_ready.to_owned());
            let current = match step {
                "create_server" | "await_server" => 0,
                "read_address" => 1,
                "deliver" | "prepare_recipe" | "run_recipe" | "seek_recipe" | "await_recipe" => {
                    if panel == Panel::None { 2 } else { 3 }
                }
                _ => 2,
            };
            (names, current)
        }
        OperationKind::RenewLicense => (vec![words.phase_renewed.to_owned()], 0),
        OperationKind::SuspendService => (vec![words.phase_stopped.to_owned()], 0),
        OperationKind::ReleaseLicense | OperationKind::ReturnLicense => {
            (vec![words.phase_closed.to_owned()], 0)
        }
        OperationKind::ChangeAddress => (vec![texts().moves.phase_address.to_owned()], 0),
        OperationKind::ChangePanel => (vec![texts().panel_change.phase.to_owned()], 0),
        OperationKind::ChangeKey => (vec![texts().moves.phase_key.to_owned()], 0),
        OperationKind::ResumeService => {
            let with_panel = panel != Panel::None;
            let mut names = Vec::new();
            names.extend(with_panel.then(|| words.phase_license.to_owned()));
            names.push(words.phase_started.to_owned());
            let starts = matches!(step, "start_server" | "await_start" | "mark_resumed");
            (names, usize::from(with_panel && starts))
        }
        OperationKind::DeleteService => {
            let with_panel = panel != Panel::None;
            let mut names = vec![words.phase_removed.to_owned()];
            names.extend(with_panel.then(|| words.phase_closed.to_owned()));
            let current = usize::from(with_panel && !matches!(step, "remove_server" | "await_removal"));
            (names, current)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_sees_a_phase_for_every_step_and_never_the_pool() {
        let (names, current) = phases(OperationKind::ProvisionService, Panel::ByClient, "claim_rename");
        assert_eq!(names[current], "Preparing the control panel license");
        assert!(names.iter().all(|name| !name.to_lowercase().contains("pool")));
        let (names, current) = phases(OperationKind::ProvisionService, Panel::None, "deliver");
        assert_eq!((names.len(), current), (3, 2));
        let (names, current) =
            phases(OperationKind::ProvisionService, Panel::ByRecipe("ispmanager"), "run_recipe");
        assert_eq!((names.len(), names[current].as_str()), (5, "Installing ispmanager"));
    }

    #[test]
    fn an_unknown_step_keeps_its_own_name() {
        assert_eq!(step_name("paint_server"), "paint server");
    }
}
