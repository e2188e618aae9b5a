//! A server whose address a person changed, and a license's new key.

use domain::Date;
use domain::pool::LastChange;
use engine::reads::{Another, Following};

use super::{catalogue, dates, money, period_name, texts};

catalogue! {
    /// The words of the pages about a server's address and a license's key.
    Moves {
        address_title: "Address of the server",
        address_title_of(name): "Address of {name}",
        address_lead: "A person may give a server another address at VMmanager. Nothing here follows it until you say so.",
        address_known: "Known here",
        address_shown: "At VMmanager",
        address_not_read: "not read yet",
        address_none: "VMmanager shows no address",
        address_read(time): "as of {time}",
        address_of_license: "License at the license server",
        last_change: "Address changed last",
        read_again: "Read address again",
        read_again_help: "Asks VMmanager and the license server now. Nothing is changed.",
        was_read: "The address was read again.",
        same: "Both addresses are the same",
        same_text: "There is nothing to follow.",
        elsewhere(there, here): "The license is on {there} at the license server, its server on {here}",
        elsewhere_text: "The server did not move; somebody moved the license there. While it is elsewhere it does not serve this server. Give it its address back at the license server, then read again.",
        follow_title(address): "Follow the server to {address}",
        follow: "Follow the server",
        follows: "The service follows its server to the new address.",
        differs(address): "VMmanager shows {address} for this server. Nothing was changed here.",
        differs_link: "Look at the address",
        moved_servers(n): "{n} server has another address at VMmanager than here|{n} servers have another address at VMmanager than here",
        effect_service(address): "The service has the address {address} from then on.",
        effect_server_only: "No license is concerned: the license server is not asked.",
        effect_license_there: "The license is on the new address already: it is only read again.",
        effect_on_address(license): "Free license #{license} is on the new address already: it is taken, with its address as it is. The license on the old address returns to the pool.",
        effect_change: "The license's address is changed at the license server.",
        effect_change_unsure: "The license's address is changed at the license server. When it was changed last is not known: the license server may refuse.",
        effect_spends(date): "This spends the license's change of address: the next one is allowed from {date}.",
        effect_otherwise(another): "Should the license server refuse it: {another} The license on the old address returns to the pool.",
        effect_not_before(date): "The license's address may not be changed before {date}. It stays behind on the old address and returns to the pool by itself then.",
        effect_another(another): "The service gets another license: {another}",
        effect_when_resumed: "The server stands still: the service gets another license when it is resumed.",
        effect_activate: "Another license has another key: the control panel must be activated again with it.",
        pooled(license): "free license #{license} is taken from the pool; nothing is bought.",
        pooled_until(license, date): "free license #{license}, good until {date}, is taken from the pool; nothing is bought.",
        bought(period): "none is free, so one is bought for {period}.",
        not_sold: "none is free, and the license server sells this plan for no period that is known here: it waits for you.",
        cost: "Cost at the license server",
        cost_otherwise: "Cost, should it refuse",
        nothing: "nothing",
        never: "never",
        not_known: "not known",
        key_title: "New license key",
        key_title_of(name): "New license key for {name}",
        key_lead: "For a key that others know, or that was lost. The license itself stays as it is.",
        key_make: "Make a new key",
        key_confirm: "Make a new key?",
        key_effect_old: "The key that you have now stops working.",
        key_effect_activate(panel): "{panel} must be activated again on the server with the new key.",
        key_effect_where: "The new key is shown on the page of this service when it is there; that takes some minutes.",
        key_effect_next(date): "Another one can be made from {date}.",
        key_effect_unknown: "When the key was changed last is not known here yet; it is asked for first, and you are told if it is too early.",
        key_changed_last: "Key made last",
        key_started: "A new key is being made.",
        key_link: "New key",
        kind_address: "Change an address",
        kind_key: "Make a new key",
        kind_return: "Return a license that was left over",
        progress_address: "Your server has a new address",
        progress_key: "Making a new license key",
        phase_address: "Preparing the control panel license for the new address",
        phase_key: "Waiting for the new key",
        step_address_look: "Read the server's addresses",
        step_address_decide: "Read the license, decide",
        step_address_edit: "Change the license's address",
        step_address_confirm: "Read the moved license",
        step_key_look: "Read when the key was changed",
        step_key_edit: "Ask for a new key",
        step_key_await: "Wait for the new key",
        step_key_done: "Finish",
        retry_address: "It reads the server and the license first. Nothing is changed twice; what was confirmed before may be bought if the license has to be replaced.",
        retry_key: "It looks at the license first; a key that was made is not made again. Nothing is bought.",
        retry_return: "It looks at the license first. Nothing is bought.",
        give_up_address: "The service keeps the license and the address that it has now.",
        give_up_key: "The service keeps its license. Its key is the one that the license server shows.",
        give_up_return: "The license is held until somebody returns it to the pool.",
        note_not_as_confirmed(address): "VMmanager shows {address} for this server now, which is not what was confirmed. Give this up, then look at the address again.",
        note_elsewhere(license, address): "License #{license} is on {address} at the license server: somebody moved it there. Nothing is changed. Give this up, then read the address again.",
        event_confirmed(from, to): "The new address was confirmed: {from} to {to}",
        event_followed(from, to): "The server's address is {to}; it was {from}",
        event_differs(known, shown): "VMmanager shows the address {shown}; known is {known}",
        event_license(from, to): "The license's address was changed from {from} to {to}",
        event_left(from): "The license stays behind on {from} and returns to the pool",
        event_left_until(date): "its address may not be changed before {date}",
        event_left_on_address: "another license is on the new address already",
        event_key_started: "A new key was asked for",
        event_key_asked: "The license server makes a new key; the old one is void",
        event_key_changed: "The license has a new key",
        event_key_too_soon(date): "No new key: the license server allows none before {date}",
        client_address(address): "The server's address is {address} now",
        client_key_started: "A new license key is being made",
        client_key_changed: "The license has a new key. Activate the control panel with it",
        client_key_too_soon(date): "No new key yet: one can be made from {date}",
        client_license_left: "The license for the old address is closed; another one is prepared",
        not_delivered: "The service has no server now.",
        address_read_since: "VMmanager was read again since, and shows another address. Look at it once more.",
        address_known_already: "The service has this address already.",
        no_key: "There is no active license whose key could be changed. Try again when the control panel is active.",
        key_too_soon(date): "The license server allows a new key from {date}. Until then the one that you have stays.",
    }
}

/// The day of a last change.
pub(crate) fn last_change(change: LastChange) -> String {
    let words = &texts().moves;
    match change {
        LastChange::Never => words.never.to_owned(),
        LastChange::Unknown => words.not_known.to_owned(),
        LastChange::On(date) => dates::day(date),
    }
}

/// Where another license comes from.
pub(crate) fn another(another: &Another) -> String {
    let words = &texts().moves;
    match another {
        Another::Pooled { license, expires_on: Some(date) } => words.pooled_until(license, dates::day(*date)),
        Another::Pooled { license, expires_on: None } => words.pooled(license),
        Another::Bought { period, .. } => words.bought(period_name(*period)),
        Another::NotSold => words.not_sold.to_owned(),
    }
}

/// What following a server does, sentence by sentence.
pub(crate) fn effects(following: &Following) -> Vec<String> {
    let words = &texts().moves;
    let spends = |date: Date| words.effect_spends(dates::day(date));
    match following {
        Following::ServerOnly => vec![words.effect_server_only.to_owned()],
        Following::LicenseIsThere => vec![words.effect_license_there.to_owned()],
        Following::TakesOnAddress { license } => {
            vec![words.effect_on_address(license), words.effect_activate.to_owned()]
        }
        Following::ChangesLicense { is_sure, next, otherwise } => {
            let change = if *is_sure { words.effect_change } else { words.effect_change_unsure };
            vec![change.to_owned(), spends(*next), words.effect_otherwise(another(otherwise))]
        }
        Following::GetsAnother { not_before, another: other } => vec![
            words.effect_not_before(dates::day(*not_before)),
            words.effect_another(another(other)),
            words.effect_activate.to_owned(),
        ],
        Following::ReturnsLicense { not_before } => {
            vec![words.effect_not_before(dates::day(*not_before)), words.effect_when_resumed.to_owned()]
        }
    }
}

/// What it costs at the license server: for sure, or only if a change is refused.
pub(crate) fn costs(following: &Following) -> (&'static str, String) {
    let words = &texts().moves;
    let of = |another: &Another| match another {
        Another::Bought { cost, .. } => money(*cost),
        Another::Pooled { .. } | Another::NotSold => words.nothing.to_owned(),
    };
    match following {
        Following::ChangesLicense { otherwise, .. } => (words.cost_otherwise, of(otherwise)),
        Following::GetsAnother { another, .. } => (words.cost, of(another)),
        Following::ServerOnly
        | Following::LicenseIsThere
        | Following::TakesOnAddress { .. }
        | Following::ReturnsLicense { .. } => (words.cost, words.nothing.to_owned()),
    }
}
