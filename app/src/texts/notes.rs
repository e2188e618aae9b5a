//! What an operation has to say, for staff in full and for a client without the machinery.

use domain::funds::Kept;
use domain::operation::Note;

use super::dates::day;
use super::{catalogue, money, server_notes, states, texts};

catalogue! {
    /// The words of an operation's notes.
    Notes {
        server_being_made: "VMmanager is making the server.",
        server_being_removed: "VMmanager is removing the server.",
        server_being_stopped: "VMmanager is stopping the server.",
        server_being_started: "VMmanager is starting the server.",
        server_sought: "VMmanager did not answer when asked to make the server; it is looked for by its name.",
        address_not_assigned: "The server has no address yet.",
        address_busy(address): "Another operation works on {address}; this one follows it.",
        key_being_made: "The license server has not made the key yet. It is looked for again by itself; if it takes long, look at the license there and have its key made there.",
        key_not_made(license): "The license server has made no key for license #{license} within an hour. Have its key made there, then Retry: it is looked for again. Giving up, or deleting the service, keeps the license.",
        license_stopped(license): "License #{license} is stopped at the license server, and no key comes while it is. Activate it there, then Retry.",
        license_expired(license, date): "License #{license} was over on {date} at the license server, and no key comes any more. Renew it there, then Retry; or give this up.",
        license_moved(license, address, server): "License #{license} is on address {address} at the license server, but its server has {server}; nothing is renewed. Put it back on {server} there, then Retry. Or, if the server is to have {address}: give this up, change the server's address at VMmanager, and follow it on the service's page.",
        not_paid_there(license): "License #{license} was ordered at the license server and waits there for a payment; nothing was charged. Pay its bill there, then it goes on by itself.",
        turn_not_come(system): "Waiting for a turn at {system}: its rate limit.",
        module_suspended(system): "The processing module of {system} is suspended; nothing is sent to it.",
        renewals_off: "Renewals are switched off at the license server.",
        purchases_off: "Purchases are switched off at the license server.",
        waiting_for_funds(words): "Waiting for money on the license server's account. It said: {words}",
        funds_kept(available, cost, ahead): "Money is short on the license server's account: {available} is there, this costs {cost}, and {ahead}. It goes on by itself when the balance rises.",
        funds_kept_for(n, amount): "{amount} is kept for {n} renewal that comes first|{amount} is kept for {n} renewals that come first",
        funds_kept_until(kept, date): "{kept}; the earliest license is over on {date}",
        purchase_sought: "The purchase got no clear answer; the license that it may have made is looked for.",
        address_change_not_before(date): "The license returns to the pool on {date}, when its address may be changed.",
        address_may_not_change(date, words): "The license server does not let the license leave its address yet, and shows no day from which it may. It said: {words} It is tried again every day, next on {date}.",
        address_not_left(license, words): "License #{license} may not leave its address. The license server said: {words} Take it off its address there, then Retry; or give this up: the license is held until somebody returns it.",
        remote_fault(system, words): "{system} could not be reached or failed: {words} It is tried again by itself.",
        refused(system, words): "{system} refused. It said: {words}",
        no_access(system, words): "{system} does not let us in. It said: {words} Check the login of its processing module.",
        several_servers(count): "VMmanager has {count} servers of the name that only this service's may have. Remove those that should not be there, then let it go on.",
        address_occupied(address, license): "License #{license} is on {address} at the license server and cannot be used for this service; nothing is bought beside it. Move it off the address there, then let it go on.",
        not_as_confirmed(license): "The license server confirmed a change of license #{license} and does not show it. Look at the license there, then let it go on.",
        recipe_running: "VMmanager runs the recipe that installs the control panel.",
        recipe_sought: "VMmanager gave no clear answer when asked to run the recipe; its task is looked for.",
        recipe_undecided: "VMmanager gave no clear answer when asked to run the recipe, and its tasks do not show whether it does. Look at the server: Retry runs the recipe (again); giving up leaves the installation to the client.",
        recipe_failed: "The recipe that installs the control panel failed. Retry runs it again; giving up leaves the installation to the client.",
        recipe_failed_saying(words): "The recipe that installs the control panel failed. VMmanager said: {words} Retry runs it again; giving up leaves the installation to the client.",
        recipe_too_long: "VMmanager has been running the recipe for more than three hours. Look at it there: Retry goes on waiting; giving up leaves the installation to the client.",
        recipes_off: "The control panel is to be installed by a recipe, and the processing module of VMmanager is set to use none. Switch Use recipes on and retry; giving up leaves the installation to the client.",
        our_fault: "Keypool could not go on because of a fault of its own; the log has the cause.",
        address_refused(address, words): "The license server refuses the address {address}. It said: {words}",
        plan_not_sold(plan): "The license server sells plan {plan} for no period that is known here.",
        purchase_limit(limit): "The client bought this plan {limit} time in 30 days already; a person should look before another purchase.|The client bought this plan {limit} times in 30 days already; a person should look before another purchase.",
        server_task_failed: "VMmanager says that its task failed.",
        account_is_administrator: "VMmanager's account for this client is an administrator; no server is made for it.",
        no_license_server: "The service's processing module names no license server.",
        renewal_sought: "The renewal got no clear answer; it is watched whether the expiry moves.",
        renewal_undecided: "The renewal got no clear answer and the expiry has not moved. A person decides.",
        server_gone: "VMmanager has the server no longer; nothing is renewed for it.",
        expiry_not_shown(license): "The license server does not show when license {license} expires; nothing is bought on a guess.",
        purchase_undecided: "The purchase got no clear answer and its license was not found. A person decides.",
        person(words): "{words}",
        client_busy: "This takes a moment.",
        client_wait: "This takes longer than usual. It goes on by itself; you need not do anything.",
        client_installing: "This takes some minutes. The server can be used meanwhile.",
        client_person: "Our staff have been told and look into it. You need not do anything.",
        client_address(date): "The rest follows by itself on {date}.",
    }
}

/// A note in full, for staff.
pub(crate) fn for_staff(note: &Note) -> String {
    let words = &texts().notes;
    match note {
        Note::ServerBeingMade => words.server_being_made.to_owned(),
        Note::ServerBeingRemoved => words.server_being_removed.to_owned(),
        Note::ServerBeingStopped => words.server_being_stopped.to_owned(),
        Note::ServerBeingStarted => words.server_being_started.to_owned(),
        Note::ServerSought => words.server_sought.to_owned(),
        Note::AddressNotAssigned => words.address_not_assigned.to_owned(),
        Note::AddressBusy { address } => words.address_busy(address),
        Note::KeyBeingMade => words.key_being_made.to_owned(),
        Note::NotPaidThere { license } => words.not_paid_there(license),
        Note::TurnNotCome { system } => words.turn_not_come(states::module_kind(*system)),
        Note::ModuleSuspended { system } => words.module_suspended(states::module_kind(*system)),
        Note::RenewalsOff => words.renewals_off.to_owned(),
        Note::RenewalSought => words.renewal_sought.to_owned(),
        Note::RenewalUndecided => words.renewal_undecided.to_owned(),
        Note::PlanChangeSought => texts().panel_change.note_sought.to_owned(),
        Note::PlanChangeUndecided => texts().panel_change.note_undecided.to_owned(),
        Note::OldMayNotLeave { date } => texts().panel_change.note_old_stays(day(*date)),
        Note::PoolRanOut => texts().panel_change.note_ran_out.to_owned(),
        Note::PriceRisen { agreed, now } => texts().panel_change.note_price_risen(money(now), money(agreed)),
        Note::ServerGone => words.server_gone.to_owned(),
        Note::ExpiryNotShown { license } => words.expiry_not_shown(license),
        Note::PurchasesOff => words.purchases_off.to_owned(),
        Note::WaitingForFunds { words: theirs } => words.waiting_for_funds(sentence(theirs)),
        Note::FundsKept { kept } => funds_kept(kept),
        Note::PurchaseSought => words.purchase_sought.to_owned(),
        Note::AddressChangeNotBefore { date } => words.address_change_not_before(day(*date)),
        Note::RemoteFault { system, words: theirs } => {
            words.remote_fault(states::module_kind(*system), sentence(theirs))
        }
        Note::Refused { system, words: theirs } => {
            words.refused(states::module_kind(*system), sentence(theirs))
        }
        Note::NoAccess { system, words: theirs } => {
            words.no_access(states::module_kind(*system), sentence(theirs))
        }
        Note::SeveralServers { count } => words.several_servers(count),
        Note::AddressOccupied { address, license } => words.address_occupied(address, license),
        Note::NotAsConfirmed { license } => words.not_as_confirmed(license),
        Note::RecipeRunning => words.recipe_running.to_owned(),
        Note::RecipeSought => words.recipe_sought.to_owned(),
        Note::RecipeUndecided => words.recipe_undecided.to_owned(),
        Note::RecipeFailed { words: theirs } if theirs.trim().is_empty() => words.recipe_failed.to_owned(),
        Note::RecipeFailed { words: theirs } => words.recipe_failed_saying(sentence(theirs)),
        Note::RecipeTooLong => words.recipe_too_long.to_owned(),
        Note::RecipesOff => words.recipes_off.to_owned(),
        Note::AddressNotAsConfirmed { address } => texts().moves.note_not_as_confirmed(address),
        Note::LicenseElsewhere { license, address } => texts().moves.note_elsewhere(license, address),
        Note::LicenseMoved { license, address, server } => words.license_moved(license, address, server),
        Note::LicenseStopped { license, expired_on: None } => words.license_stopped(license),
        Note::LicenseStopped { license, expired_on: Some(date) } => {
            words.license_expired(license, day(*date))
        }
        Note::KeyNotMade { license } => words.key_not_made(license),
        Note::AddressMayNotChange { date, words: theirs } => {
            words.address_may_not_change(day(*date), sentence(theirs))
        }
        Note::AddressNotLeft { license, words: theirs } => words.address_not_left(license, sentence(theirs)),
        Note::OurFault => words.our_fault.to_owned(),
        Note::AddressRefused { address, words: theirs } => words.address_refused(address, sentence(theirs)),
        Note::PlanNotSold { plan } => words.plan_not_sold(plan),
        Note::PurchaseLimit { limit } => words.purchase_limit(limit),
        Note::ServerTaskFailed => words.server_task_failed.to_owned(),
        Note::ServerHalfMade { vm, words } => server_notes::half_made(vm, words),
        Note::ServerTooLong => texts().server_notes.too_long.to_owned(),
        Note::SessionRefused { words } => texts().server_notes.session_refused(sentence(words)),
        Note::FunctionClosed { words } => texts().server_notes.function_closed(sentence(words)),
        Note::PlatformUnpaid { words } => texts().server_notes.platform_unpaid(sentence(words)),
        Note::AccountIsAdministrator => words.account_is_administrator.to_owned(),
        Note::NoLicenseServer => words.no_license_server.to_owned(),
        Note::PurchaseUndecided => words.purchase_undecided.to_owned(),
        Note::Person { words: theirs } => words.person(theirs),
    }
}

/// For what the money at the license server is kept.
fn funds_kept(kept: &Kept) -> String {
    let words = &texts().notes;
    let ahead = words.funds_kept_for(kept.renewals, money(kept.for_them));
    let ahead = kept.first.map_or(ahead.clone(), |date| words.funds_kept_until(ahead, day(date)));
    words.funds_kept(money(kept.available), money(kept.cost), ahead)
}

/// A note for the client: how it goes on, without the machinery.
pub(crate) fn for_client(note: &Note) -> String {
    let words = &texts().notes;
    match note {
        Note::ServerBeingMade
        | Note::ServerBeingRemoved
        | Note::ServerBeingStopped
        | Note::ServerBeingStarted
        | Note::AddressNotAssigned
        | Note::AddressBusy { .. }
        | Note::KeyBeingMade
        | Note::TurnNotCome { .. } => words.client_busy.to_owned(),
        Note::ServerSought
        | Note::ModuleSuspended { .. }
        | Note::PurchasesOff
        | Note::RenewalsOff
        | Note::RenewalSought
        | Note::PlanChangeSought
        | Note::WaitingForFunds { .. }
        | Note::FundsKept { .. }
        | Note::PurchaseSought
        | Note::SessionRefused { .. }
        | Note::FunctionClosed { .. }
        | Note::PlatformUnpaid { .. }
        | Note::RemoteFault { .. } => words.client_wait.to_owned(),
        Note::RecipeRunning | Note::RecipeSought => words.client_installing.to_owned(),
        Note::AddressChangeNotBefore { date } | Note::AddressMayNotChange { date, .. } => {
            words.client_address(day(*date))
        }
        Note::Refused { .. }
        | Note::NoAccess { .. }
        | Note::SeveralServers { .. }
        | Note::AddressOccupied { .. }
        | Note::NotAsConfirmed { .. }
        | Note::NotPaidThere { .. }
        | Note::RecipeUndecided
        | Note::RecipeFailed { .. }
        | Note::RecipeTooLong
        | Note::RecipesOff
        | Note::AddressNotAsConfirmed { .. }
        | Note::LicenseElsewhere { .. }
        | Note::LicenseMoved { .. }
        | Note::LicenseStopped { .. }
        | Note::KeyNotMade { .. }
        | Note::AddressNotLeft { .. }
        | Note::OurFault
        | Note::AddressRefused { .. }
        | Note::PlanNotSold { .. }
        | Note::PurchaseLimit { .. }
        | Note::ServerTaskFailed
        | Note::ServerHalfMade { .. }
        | Note::ServerTooLong
        | Note::AccountIsAdministrator
        | Note::NoLicenseServer
        | Note::PurchaseUndecided
        | Note::RenewalUndecided
        | Note::PlanChangeUndecided
        | Note::OldMayNotLeave { .. }
        | Note::PoolRanOut
        | Note::PriceRisen { .. }
        | Note::ServerGone
        | Note::ExpiryNotShown { .. }
        | Note::Person { .. } => words.client_person.to_owned(),
    }
}

/// A remote system's words, closed like a sentence.
pub(super) fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?', '…']) { words.to_owned() } else { format!("{words}.") }
}

#[cfg(test)]
mod tests {
    use domain::ModuleKind;

    use super::*;

    #[test]
    fn staff_read_the_remote_systems_words_and_a_client_does_not() {
        let note = Note::Refused { system: ModuleKind::Billmanager, words: "The price has changed".into() };
        assert_eq!(for_staff(&note), "BILLmanager refused. It said: The price has changed.");
        assert!(!for_client(&note).contains("price"));
    }
}
