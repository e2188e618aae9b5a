//! Suspending and resuming a service: what it does, said before it is done.

use domain::suspension::KeptLicense;
use domain::{LicenseId, SuspensionCause};

use super::dates::day;
use super::{catalogue, texts};

catalogue! {
    /// Words of suspensions.
    Suspension {
        suspend: "Suspend",
        suspend_title(name): "Suspend {name}?",
        stop_now: "The server is stopped now. What is on it stays.",
        stopped_already: "The server stands still already, for want of payment.",
        only_staff: "The client cannot renew or resume it; staff resume it.",
        reads_reason: "The client reads the reason on the page of the service.",
        license_until(license, date): "{license} stays with it until {date}, and then goes to the pool. It is not renewed meanwhile.",
        license_to_end(license, date): "{license} stays with it and is over on {date}. It is not renewed meanwhile.",
        license_now(license): "{license} goes to the pool.",
        reason: "Reason",
        reason_help: "One sentence that the client reads.",
        suspended_notice: "The service is being suspended.",
        resume: "Resume",
        resume_title(name): "Resume {name}?",
        needs_none: "It needs no license.",
        kept(license, date): "{license} still serves it and expires on {date}: nothing is renewed or bought.",
        kept_unknown(license): "{license} still serves it; when it expires is read first.",
        renews(license, period): "{license} is renewed for {period} first.",
        renews_not_sold(license): "{license} has to be renewed first, and the price list shows no period for it.",
        takes_back(license): "{license} was on its way to the pool and is taken back: it gets its name and its address again.",
        claims(license, why): "{license} is taken from the pool: {why}.",
        changes_both(address, key): "Its address and its key are changed; the next change is allowed on {address} (address) and {key} (key).",
        changes_key(key): "It gets a new key; the next one is allowed on {key}.",
        changes_nothing: "Neither its address nor its key is changed.",
        buys(period): "No free license can be taken: one is bought for {period}.",
        buys_not_sold(plan): "No free license can be taken, and the price list shows no period for {plan}.",
        why_period(why): "Why this period: {why}.",
        then_start: "Then the server is started.",
        paid(date): "The service is paid until {date}.",
        as_known: "This is by what was read last; everything is read again before it is done.",
        cost: "At the license server",
        cost_nothing: "nothing",
        cost_unknown: "not known",
        resumed_notice: "The service is being resumed.",
        back: "Not now",
        since: "Suspended since",
        why: "Why",
        cause_not_paid: "not paid",
        cause_staff: "by staff",
        license_stays: "License stays until",
        license_stays_to_end: "License stays, and is over on",
        client_not_paid(date): "This server is stopped since {date}: it is not paid. What is on it is kept.",
        client_renew: "Renew it, and it starts again.",
        client_by_staff(date, reason): "The provider suspended this server on {date}: {reason}",
        client_ask: "Please ask the provider. What is on the server is kept.",
        client_license_until(date): "Its control panel license is kept for you until {date}. After that the panel gets another license with a new key.",
        client_license_to_end(date): "Its control panel license is over on {date}, and is renewed when you renew.",
        client_license_gone: "Its control panel license was closed. When you renew, the panel gets another license with a new key.",
        renew_starts: "The server is started again as soon as its control panel is licensed.",
        renew_stays: "The server stays suspended; resume it on its page afterwards.",
        term_from_today: "The term begins today: the days on which the server stood still are not paid for.",
        retry_cost: "The license is covered for the paid term first: renewed, taken from the pool or bought at the license server, if it has to be. Then the server starts.",
        retry_free: "Nothing is bought.",
        give_up_stop: "The server runs on, although it is to be suspended.",
        give_up_release: "The license is held, until it is returned by hand or its service is resumed.",
        give_up_server: "The service stays suspended, and only staff resume it.",
        give_up_license: "The server is started without its license.",
    }
}

/// Why a service is suspended.
pub(crate) fn cause(cause: SuspensionCause) -> &'static str {
    let words = &texts().suspension;
    match cause {
        SuspensionCause::Staff => words.cause_staff,
        SuspensionCause::NotPaid => words.cause_not_paid,
    }
}

/// What becomes of the license of a service that is suspended.
pub(crate) fn kept(license: LicenseId, kept: KeptLicense) -> String {
    let words = &texts().suspension;
    let name = texts().events.license(license);
    match kept {
        KeptLicense::Until { on } => words.license_until(name, day(on)),
        KeptLicense::ToItsEnd { expires_on } => words.license_to_end(name, day(expires_on)),
        KeptLicense::Release { .. } => words.license_now(name),
    }
}
