//! Why a license may or may not be taken from the pool, in words.

use domain::pool::{ChangeRule, PlaceReason, Refusal, RefusalReason, Standing};

use super::dates::day;
use super::{catalogue, states, texts};

catalogue! {
    /// The words of the pool.
    Pool {
        title: "License pool",
        lead: "Licenses that are paid for and serve nobody. The next order of the same product takes one of these before anything is bought.",
        free_now: "Free to take now",
        pooled: "In the pool",
        waiting: "On their way back",
        idle_days: "Paid days waiting",
        list_title: "Free licenses",
        license: "License",
        expires: "Expires",
        days_left: "Days left",
        free_since: "Free since",
        verdict: "Can be taken",
        now: "Now",
        from(date): "From {date}",
        never: "Not by waiting",
        state: "Status",
        if_release_counts(date): "If freeing its address counts as a change: from {date}.",
        if_release_counts_never: "If freeing its address counts as a change: not before it expires.",
        empty_title: "The pool is empty",
        empty_text: "When a service ends before its license does, the license comes here and serves the next order.",
        other_license_server: "it is sold by another license server",
        other_product: "it is another product",
        other_addons: "it has other add-ons",
        not_free_name(name): "its name there is “{name}”, not free.lic",
        not_free_address(address): "it is still on {address}",
        status(status): "its status there is {status}",
        expired(date): "it expired on {date}",
        expiry_unknown: "the license server did not say when it expires",
        address_changed(date, rule): "its address was changed on {date}; {rule}",
        address_change_unknown: "the license server did not say when its address was changed",
        key_changed(date, rule): "its key was changed on {date}; {rule}",
        key_change_unknown: "the license server did not say when its key was changed",
        auto_renewal_on: "it renews itself at the license server",
        auto_renewal_unknown: "the license server did not say whether it renews itself",
        excluded: "it is left out after a refusal",
        held: "staff keep it back",
        reserved: "another order has it",
        until(reason, date): "{reason} (until {date})",
        rule_month: "the next change is allowed after more than a month",
        rule_days31: "the next change is allowed after 31 days",
        rule_calendar: "one change is allowed per calendar month",
        latest_expiry(date): "latest expiry, {date}",
        covers(date): "covers the paid term, until {date}",
        falls_short(date): "ends before the paid term, on {date}",
        nearest_expiry(date): "soonest expiry, {date}",
        longest_idle: "idle longest",
        on_this_address: "already on the server's address",
    }
}

/// One reason against a license, with the day on which it ends.
pub(crate) fn refusal(refusal: &Refusal) -> String {
    let words = &texts().pool;
    let reason = reason(&refusal.reason);
    match refusal.until {
        Some(date) => words.until(reason, day(date)),
        None => reason,
    }
}

fn reason(reason: &RefusalReason) -> String {
    use RefusalReason as Reason;
    let words = &texts().pool;
    match reason {
        Reason::OtherLicenseServer => words.other_license_server.to_owned(),
        Reason::OtherProduct => words.other_product.to_owned(),
        Reason::OtherAddons => words.other_addons.to_owned(),
        Reason::NotFreeName { name } => words.not_free_name(name),
        Reason::NotFreeAddress { address } => words.not_free_address(address),
        Reason::Status { status } => words.status(states::remote_status(*status)),
        Reason::Expired { on } => words.expired(day(*on)),
        Reason::ExpiryUnknown => words.expiry_unknown.to_owned(),
        Reason::AddressChanged { on, rule } => words.address_changed(day(*on), change_rule(*rule)),
        Reason::AddressChangeUnknown => words.address_change_unknown.to_owned(),
        Reason::KeyChanged { on, rule } => words.key_changed(day(*on), change_rule(*rule)),
        Reason::KeyChangeUnknown => words.key_change_unknown.to_owned(),
        Reason::AutoRenewalOn => words.auto_renewal_on.to_owned(),
        Reason::AutoRenewalUnknown => words.auto_renewal_unknown.to_owned(),
        Reason::Excluded => words.excluded.to_owned(),
        Reason::Held => words.held.to_owned(),
        Reason::Reserved => words.reserved.to_owned(),
    }
}

fn change_rule(rule: ChangeRule) -> &'static str {
    let words = &texts().pool;
    match rule {
        ChangeRule::MoreThanMonth => words.rule_month,
        ChangeRule::Days31 => words.rule_days31,
        ChangeRule::CalendarMonth => words.rule_calendar,
    }
}

/// Why a license stands where it stands in a ranking.
pub(crate) fn standing(standing: &Standing) -> String {
    let words = &texts().pool;
    match standing {
        Standing::OnThisAddress { .. } => words.on_this_address.to_owned(),
        Standing::Pooled(PlaceReason::LatestExpiry { expires_on }) => words.latest_expiry(day(*expires_on)),
        Standing::Pooled(PlaceReason::Covers { expires_on, .. }) => words.covers(day(*expires_on)),
        Standing::Pooled(PlaceReason::FallsShort { expires_on, .. }) => words.falls_short(day(*expires_on)),
        Standing::Pooled(PlaceReason::NearestExpiry { expires_on }) => words.nearest_expiry(day(*expires_on)),
        Standing::Pooled(PlaceReason::LongestIdle { .. }) => words.longest_idle.to_owned(),
        Standing::Refused(refusals) => refusals.iter().map(refusal).collect::<Vec<_>>().join("; "),
    }
}

#[cfg(test)]
mod tests {
    use domain::Date;

    use super::*;

    #[test]
    fn a_refusal_says_why_and_until_when() {
        let on = Date::constant(2026, 11, 10);
        let refused = Refusal {
            reason: RefusalReason::AddressChanged { on, rule: ChangeRule::MoreThanMonth },
            until: Some(Date::constant(2026, 12, 11)),
        };
        assert_eq!(
            refusal(&refused),
            "its address was changed on 10 Nov 2026; the next change is allowed after more than a month \
             (until 11 Dec 2026)"
        );
    }
}
