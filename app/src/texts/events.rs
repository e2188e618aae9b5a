//! What happened, in words: for staff all of it, for a client what concerns a client.

mod client;
mod staff;

use domain::Period;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use self::client::for_client;
pub(crate) use self::staff::{for_staff, seen};
use super::{catalogue, period_name, texts};
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
        ordered_again: "The purchase got no clear answer, and nothing of it was there at the settle time: it is ordered again",
        imported(id): "License {id} was found there and taken over",
        arrived_late(id): "License {id} arrived after all: it bears the marker of an earlier purchase, and serves this service",
        return_started: "Its return to the pool was taken up again",
        key_received: "The license key arrived",
        waits_for_address(date): "Waits for its address until {date}",
        released: "Returned to the pool",
        not_paid_there: "Is not paid at the license server: it is held, and can be returned once its bill is paid",
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
        install_started(panel): "Installing {panel} began",
        installed(panel): "{panel} was installed",
        install_failed(panel): "{panel} could not be installed",
        renewed(date): "Renewed: paid until {date}",
        renewal_not_paid: "The renewal was not paid",
        auto_renewal_on(period): "Auto-renewal set to every {period}",
        auto_renewal_off: "Auto-renewal turned off",
        renewal_planned(period): "The license is to be renewed for {period}",
        license_renewed(date): "The license was renewed until {date}",
        renewal_refused: "The license server refused the renewal",
        renewal_unknown: "The renewal got no clear answer",
        license_resumed: "The license was resumed",
        suspension_started: "The server is being stopped",
        suspended_not_paid: "Suspended: not paid",
        suspended_by_staff: "Suspended by staff",
        suspension_called_off: "Not suspended: the reason is gone",
        resume_started: "The service is being resumed",
        resume_not_paid: "Not resumed: it is not paid",
        resumed: "Resumed: the server runs",
        release_started: "Its license is returned: the service is suspended for long",
        license_taken_back: "The license was taken back on its way to the pool",
        client_suspended: "The server was stopped: not paid",
        client_suspended_by_staff: "The provider suspended the server",
        license_to_replace: "The license is no longer there; another one is taken or bought for the same address",
        renewal_looked_again: "Looked at again",
        renewal_not_made: "Decided: it was not renewed; it is renewed again",
        renewal_given_up: "Decided: the renewal is given up",
        charge_acknowledged(amount, server): "The charge of {amount} by {server} was looked into",
        charge_unexplained(amount, server): "{server} took {amount}, and nothing here is the cause",
        key_shown: "The license key was shown",
        password_shown: "The root password was shown",
        client_registered: "Registered",
        funds_added(amount): "{amount} added",
        balance_corrected(amount): "Balance corrected by {amount}",
        looked_at: "Looked at as this client sees it",
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
