use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 24);
const IN_A_MONTH: Date = date(2026, 12, 24);
const IN_A_WEEK: Date = date(2026, 12, 1);

fn license(expires_on: Date) -> Option<LicenseTerm> {
    Some(LicenseTerm { status: RemoteStatus::Active, is_elsewhere: false, expires_on: Some(expires_on) })
}

fn facts() -> Facts {
    Facts {
        today: TODAY,
        service: ServiceState::Active,
        panel: PanelState::Active,
        paid_until: IN_A_MONTH,
        goes_on: false,
        license: license(IN_A_WEEK),
        lead_days: 3,
        module: ModuleState::Active,
        renewals_on: true,
        given_up: false,
        work: Work::Nobody,
    }
}

fn gap(from: Date, reason: GapReason, worked_on: bool) -> Term {
    Term::Gap { from, reason, worked_on }
}

#[test]
fn a_license_that_lasts_as_long_as_the_service_is_paid_covers_it() {
    let covered = Facts { license: license(IN_A_MONTH), ..facts() };
    assert_eq!(covered.term(), Term::Covered { until: IN_A_MONTH });
    let off = Facts { renewals_on: false, module: ModuleState::Suspended, ..covered };
    assert_eq!(off.term(), Term::Covered { until: IN_A_MONTH }, "nothing has to be renewed");
}

#[test]
fn a_license_that_ends_first_is_renewed_the_lead_time_before() {
    assert_eq!(facts().term(), Term::Renewed { on: date(2026, 11, 28) });
    let soon = Facts { license: license(date(2026, 11, 25)), ..facts() };
    assert_eq!(soon.term(), Term::Renewed { on: TODAY });
}

#[test]
fn a_service_that_renews_itself_needs_its_license_beyond_the_paid_day() {
    let on = Facts { license: license(IN_A_MONTH), goes_on: true, ..facts() };
    assert_eq!(on.term(), Term::Renewed { on: date(2026, 12, 21) });
    let off = Facts { renewals_on: false, ..on };
    assert_eq!(off.term(), gap(IN_A_MONTH, GapReason::RenewalsOff, false));
}

#[test]
fn what_keeps_a_license_from_being_renewed_is_a_gap_before_it_opens() {
    let cases = [
        (Facts { renewals_on: false, ..facts() }, GapReason::RenewalsOff, false),
        (Facts { module: ModuleState::Suspended, ..facts() }, GapReason::ModuleSuspended, false),
        (Facts { given_up: true, ..facts() }, GapReason::GivenUp, false),
        (Facts { work: Work::Funds, ..facts() }, GapReason::Funds, false),
        (Facts { work: Work::Failed, ..facts() }, GapReason::Failed, true),
        (Facts { work: Work::Undecided, ..facts() }, GapReason::Undecided, true),
    ];
    for (facts, reason, worked_on) in cases {
        assert_eq!(facts.term(), gap(IN_A_WEEK, reason, worked_on));
    }
}

#[test]
fn a_license_that_is_missing_or_not_valid_is_a_gap_today() {
    let with = |license| Facts { license, ..facts() }.term();
    let term = |status, expires_on| Some(LicenseTerm { status, is_elsewhere: false, expires_on });
    assert_eq!(with(None), gap(TODAY, GapReason::NoLicense, false));
    let deleted = term(RemoteStatus::Deleted, Some(IN_A_MONTH));
    assert_eq!(with(deleted), gap(TODAY, GapReason::Deleted, false));
    assert_eq!(with(term(RemoteStatus::Active, None)), gap(TODAY, GapReason::ExpiryUnknown, false));
    let stopped = term(RemoteStatus::Suspended, Some(IN_A_MONTH));
    assert_eq!(with(stopped), gap(TODAY, GapReason::SuspendedThere, false));
    let moved = license(IN_A_MONTH).map(|license| LicenseTerm { is_elsewhere: true, ..license });
    assert_eq!(with(moved), gap(TODAY, GapReason::Elsewhere, false), "it serves another server, if any");
}

#[test]
fn an_expired_license_is_a_gap_since_its_expiry_until_it_is_renewed() {
    let expired = Facts { license: license(date(2026, 11, 20)), ..facts() };
    let since = date(2026, 11, 20);
    assert_eq!(expired.term(), gap(since, GapReason::NotBegun, false));
    let under_way = Facts { work: Work::UnderWay, ..expired };
    assert_eq!(under_way.term(), gap(since, GapReason::UnderWay, true));
    let unpaid = Facts { paid_until: TODAY, ..expired };
    assert_eq!(unpaid.term(), gap(since, GapReason::NotPaid, false));
}

#[test]
fn a_gap_is_an_open_alert_within_the_lead_time_if_nobody_works_on_it() {
    let off = Facts { renewals_on: false, ..facts() };
    assert!(!off.is_open_alert(), "it opens in a week, three days are the lead time");
    let soon = Facts { license: license(date(2026, 11, 27)), ..off };
    assert!(soon.is_open_alert());
    assert!(!Facts { work: Work::Failed, ..soon }.is_open_alert(), "a task asks a person already");
    assert!(Facts { work: Work::Funds, ..soon }.is_open_alert(), "waiting for money raises no task");
    assert!(!Facts { renewals_on: true, ..soon }.is_open_alert());
}

#[test]
fn nothing_is_owed_to_a_service_without_a_panel_or_one_that_does_not_run() {
    for service in [ServiceState::Suspended, ServiceState::Deleting, ServiceState::Deleted] {
        assert_eq!(Facts { service, license: None, ..facts() }.term(), Term::NotOwed);
    }
    for panel in [PanelState::None, PanelState::Released, PanelState::GivenUp] {
        assert_eq!(Facts { panel, license: None, ..facts() }.term(), Term::NotOwed);
    }
}
