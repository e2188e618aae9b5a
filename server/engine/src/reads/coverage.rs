//! The terms of licenses beside those of their services, and the gaps that open soon.

use domain::access::Action;
use domain::term_coverage::{GapReason, Term};
use domain::{Date, ModuleId, OperationId, ServiceId};
use jiff::ToSpan;
use jiff::tz::TimeZone;
use store::coverage::{self, Line, Wanted};
use store::modules::license_server;

use crate::{Caller, Engine, Result};

/// What is wanted of the list.
#[derive(Debug, Clone, Copy)]
pub struct CoverageWanted<'a> {
    /// Part of a host name, client, license or address, or a whole number; empty for all.
    pub search: &'a str,
    /// Only services with a gap.
    pub gaps_only: bool,
    /// How many rows.
    pub limit: i64,
    /// After how many.
    pub offset: i64,
}

/// A page of services with the terms of their licenses.
#[derive(Debug)]
pub struct CoveragePage {
    /// The page: gaps first, by the day on which they open.
    pub lines: Vec<Line>,
    /// How many services the search finds.
    pub total: i64,
    /// How many of them have a gap, now or later.
    pub gaps: i64,
    /// How many open alerts there are in all.
    pub open_alerts: i64,
}

/// A gap that opens within the lead time of its license server, or has opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The service.
    pub service: ServiceId,
    /// Why there is a gap.
    pub reason: GapReason,
    /// The first day without a valid license.
    pub since: Date,
    /// The operation that works on it, or whose task asks a person to; without one the alert is open.
    pub worked_on_by: Option<OperationId>,
}

/// Reads a page of services with a panel.
pub async fn coverage(engine: &Engine, caller: Caller, wanted: &CoverageWanted<'_>) -> Result<CoveragePage> {
    caller.may(Action::SeeStaffPages)?;
    let CoverageWanted { search, gaps_only, limit, offset } = *wanted;
    let today = engine.clock().today();
    let (total, gaps) = coverage::counts(engine.db(), search, today).await?;
    let wanted = Wanted { search, gaps_only, today, limit, offset };
    let lines = coverage::page(engine.db(), &wanted).await?;
    Ok(CoveragePage { lines, total, gaps, open_alerts: open_coverage_alerts(engine, caller).await? })
}

/// Every gap that opens within the lead time of its license server, whoever works on it: an active service with a panel
/// has a valid license, or stands here.
pub async fn coverage_alerts(engine: &Engine) -> Result<Vec<Alert>> {
    let mut alerts = Vec::new();
    for (module, today, until) in lead_times(engine).await? {
        let lines = coverage::alerts(engine.db(), module, today, until).await?;
        alerts.extend(lines.into_iter().filter_map(alert));
    }
    Ok(alerts)
}

/// How many gaps open soon that nobody works on: what a person has to see.
pub async fn open_coverage_alerts(engine: &Engine, caller: Caller) -> Result<i64> {
    caller.may(Action::SeeStaffPages)?;
    let mut count = 0;
    for (module, today, until) in lead_times(engine).await? {
        count += coverage::open_alerts(engine.db(), module, today, until).await?;
    }
    Ok(count)
}

/// The terms of one service, if a license is owed to it.
pub(super) async fn of_service(engine: &Engine, id: ServiceId) -> Result<Option<Line>> {
    Ok(coverage::of_service(engine.db(), id, engine.clock().today()).await?)
}

/// Every license server with its day and the last day of its lead time.
async fn lead_times(engine: &Engine) -> Result<Vec<(ModuleId, Date, Date)>> {
    let modules = license_server::list(engine.db()).await?;
    let lead_time = |(id, settings): (ModuleId, license_server::LicenseServer)| {
        let zone = TimeZone::get(&settings.time_zone).unwrap_or(TimeZone::UTC);
        let today = engine.clock().today_in(&zone);
        (id, today, today.saturating_add(i64::from(settings.renew_before_days).days()))
    };
    Ok(modules.into_iter().map(lead_time).collect())
}

fn alert(line: Line) -> Option<Alert> {
    let Term::Gap { from, reason, worked_on } = line.facts.term() else { return None };
    let worked_on_by = line.operation.filter(|_| worked_on);
    Some(Alert { service: line.service, reason, since: from, worked_on_by })
}
