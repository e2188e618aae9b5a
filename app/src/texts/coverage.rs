//! The terms of licenses beside those of their services.

use domain::term_coverage::{Facts, GapReason, Term};

use super::dates::day;
use super::{catalogue, texts};

catalogue! {
    /// Words of term coverage.
    Coverage {
        title: "Term coverage",
        lead: "Until when each service is paid, over the time for which its license is valid. Gaps stand first, by the day on which they open.",
        link: "Term coverage",
        service: "Service",
        terms: "Paid, over licensed",
        paid_until: "Paid until",
        license_until: "License until",
        finding: "What happens",
        gaps_only: "Gaps only",
        count(n): "{n} service|{n} services",
        empty: "No service matches",
        empty_text: "Change the search or the filter, or clear them.",
        no_gaps: "No gaps",
        no_gaps_text: "Every license lasts as long as its service is paid, or is renewed in time.",
        none_yet: "No service with a panel yet",
        none_yet_text: "A service with a control panel stands here as soon as it is delivered.",
        bar(paid, license): "Paid until {paid}. License until {license}.",
        bar_gap(from): "A gap opens on {from}.",
        no_license: "no license",
        not_shown: "not shown",
        covered(date): "Covered until {date}",
        renewed(date): "Is renewed on {date}",
        gap(date): "Gap from {date}",
        not_owed: "No license is owed",
        why_no_license: "No license serves it.",
        why_deleted: "Its license is deleted at the license server, or no longer listed there.",
        why_expiry_unknown: "The license server does not show when its license expires.",
        why_suspended_there: "Its license is stopped at the license server, though it has not expired.",
        why_elsewhere: "Its license is on another address at the license server than its server.",
        why_not_paid: "The client has not paid beyond this day.",
        why_undecided: "The call that would close it got no clear answer.",
        why_failed: "The operation that would close it stands still.",
        why_funds: "There is too little money at the license server.",
        why_module_suspended: "The license server is suspended here.",
        why_renewals_off: "Renewals are off for the license server.",
        why_given_up: "The renewal was given up.",
        why_under_way: "It is being closed now.",
        why_not_begun: "The renewal is due and has not begun.",
        do_look: "Look at the license",
        do_decide: "Decide what became of it",
        do_mend: "Mend it and try again",
        do_add_money: "Add money there",
        do_resume: "Resume the license server",
        do_switch_on: "Switch renewals on",
        do_renew: "Look at the service",
        do_watch: "See how far it is",
        tile: "Licenses that will be missing",
        tile_note: "nobody works on them",
        tile_none: "every license lasts or is renewed",
        charges_tile: "Unexplained charges",
        charges_note: "to be looked into",
        charges_none: "every charge has its cause",
        client_covered(date): "The license is valid until {date}.",
        client_renewed(date): "The license is valid until {date} and is extended before then.",
        client_gap: "The license ends before the paid term. We have been told and are looking into it.",
        client_elsewhere: "The control panel's license does not serve this server just now. We have been told and are looking into it.",
        client_title: "Term",
        legend_paid: "Paid",
        legend_license: "License",
        legend_gap: "Gap",
    }
}

/// What happens to a service's license, in a few words.
pub(crate) fn finding(term: Term) -> String {
    let words = &texts().coverage;
    match term {
        Term::NotOwed => words.not_owed.to_owned(),
        Term::Covered { until } => words.covered(day(until)),
        Term::Renewed { on } => words.renewed(day(on)),
        Term::Gap { from, .. } => words.gap(day(from)),
    }
}

/// Why there is a gap.
pub(crate) fn reason(reason: GapReason) -> &'static str {
    let words = &texts().coverage;
    match reason {
        GapReason::NoLicense => words.why_no_license,
        GapReason::Deleted => words.why_deleted,
        GapReason::ExpiryUnknown => words.why_expiry_unknown,
        GapReason::SuspendedThere => words.why_suspended_there,
        GapReason::Elsewhere => words.why_elsewhere,
        GapReason::NotPaid => words.why_not_paid,
        GapReason::Undecided => words.why_undecided,
        GapReason::Failed => words.why_failed,
        GapReason::Funds => words.why_funds,
        GapReason::ModuleSuspended => words.why_module_suspended,
        GapReason::RenewalsOff => words.why_renewals_off,
        GapReason::GivenUp => words.why_given_up,
        GapReason::UnderWay => words.why_under_way,
        GapReason::NotBegun => words.why_not_begun,
    }
}

/// The terms in a sentence, for those who read a bar.
pub(crate) fn bar(facts: &Facts) -> String {
    let words = &texts().coverage;
    let both = words.bar(day(facts.paid_until), license_until(facts));
    match facts.term() {
        Term::Gap { from, .. } => format!("{both} {}", words.bar_gap(day(from))),
        _ => both,
    }
}

/// The day on which the license ends, or why there is none.
pub(crate) fn license_until(facts: &Facts) -> String {
    let words = &texts().coverage;
    match facts.license {
        None => words.no_license.to_owned(),
        Some(license) => license.expires_on.map_or_else(|| words.not_shown.to_owned(), day),
    }
}

/// What the client is told: nothing of how licenses are had.
pub(crate) fn for_client(facts: &Facts) -> Option<String> {
    let words = &texts().coverage;
    let expires = facts.license.and_then(|license| license.expires_on);
    match facts.term() {
        Term::NotOwed => None,
        Term::Covered { until } => Some(words.client_covered(day(until))),
        Term::Renewed { .. } => expires.map(|date| words.client_renewed(day(date))),
        Term::Gap { reason: GapReason::Elsewhere, .. } => Some(words.client_elsewhere.to_owned()),
        Term::Gap { .. } => Some(words.client_gap.to_owned()),
    }
}
