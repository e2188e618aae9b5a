//! Learns what purchases and renewals cost, and finds charges that nothing of ours explains.

use std::collections::BTreeMap;

use billmanager::{Expense, ExpenseList};
use domain::charge::{Found, match_charges};
use domain::retry::Schedule;
use domain::{ChargeKind, ChargeState, Date, ModuleKind, ModuleState, RemoteMoney};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::charges::{self, Charge, NewCharge, StoredCause};
use store::events::{self, NewEvent};
use store::modules::{self, Module};
use store::{Tx, licenses, module_reads};

use crate::remotes::calls::{self, millis};
use crate::remotes::clients::Purpose;
use crate::remotes::{LicenseServer, saved};
use crate::{Engine, Result};

/// The saved read of a license server's expenses.
const EXPENSES: &str = "expenses";
/// So many lines are read beside one for each cost that is wanted.
const LINES: u32 = 100;
/// No read asks for more.
const MOST_LINES: u32 = 5_000;
/// What has no cost after so long is not asked for any more by itself.
const WANTED_FOR_MS: i64 = 14 * DAY_MS;
/// A license server at which something was bought is read at least this often, for charges that are not ours.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// The license server's words are kept to this length, in characters.
const WORDS: usize = 300;

/// What became of the last read.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct SavedExpenses {
    /// How many lines it had.
    lines: usize,
    /// How many of them could not be read.
    unreadable: usize,
    /// How many reads in a row left something without a cost.
    fruitless: u32,
}

/// Reads the expenses of every license server at which something has no cost yet, at most once and by a schedule, and
/// gives each line its one cause; says how many costs it learned.
pub async fn record_costs(engine: &Engine) -> Result<usize> {
    let mut learned = 0;
    for module in modules::list(engine.db()).await? {
        if module.kind != ModuleKind::Billmanager || module.state != ModuleState::Active {
            continue;
        }
        // One module that is not set up right must not keep the others from being read.
        match of_module(engine, &module).await {
            Ok(costs) => learned += costs,
            Err(error) => tracing::error!(module = %module.id, error = &error as &dyn std::error::Error,
                "module.costs_failed: {}", module.id),
        }
    }
    Ok(learned)
}

async fn of_module(engine: &Engine, module: &Module) -> Result<usize> {
    let causes = charges::causes(engine.db(), module.id).await?;
    let read = module_reads::find(engine.db(), module.id, EXPENSES).await?;
    let tried_ms = read.as_ref().and_then(module_reads::SavedRead::tried_ms);
    let before: SavedExpenses = read
        .and_then(|read| read.value)
        .and_then(|(value, _)| serde_json::from_value(value).ok())
        .unwrap_or_default();
    let wanted = wanted(engine, &causes);
    let is_due = is_due(engine, &wanted, tried_ms, before.fruitless);
    if is_due {
        let more = u32::try_from(causes.len()).unwrap_or(MOST_LINES);
        let fruitless = match tried_ms {
            Some(tried_ms) if wanted.iter().all(|sent_ms| *sent_ms <= tried_ms) => before.fruitless,
            _ => 0,
        };
        read_lines(engine, module, LINES.saturating_add(more).min(MOST_LINES), fruitless).await?;
    }
    settle(engine, module).await
}

/// When each purchase and renewal was sent that is still asked for.
fn wanted(engine: &Engine, causes: &[StoredCause]) -> Vec<i64> {
    let since_ms = engine.clock().now_ms() - WANTED_FOR_MS;
    let is_wanted = |stored: &&StoredCause| {
        !stored.cause.is_undecided && stored.cause.expected_e4 != Some(0) && stored.sent_at_ms >= since_ms
    };
    causes.iter().filter(is_wanted).map(|stored| stored.sent_at_ms).collect()
}

fn is_due(engine: &Engine, wanted: &[i64], tried_ms: Option<i64>, fruitless: u32) -> bool {
    let Some(tried_ms) = tried_ms else { return !wanted.is_empty() };
    if wanted.iter().any(|sent_ms| *sent_ms > tried_ms) {
        return true;
    }
    let second_ms = millis(engine.settings().schedule_second);
    let delay_ms = Schedule::COSTS.next_delay(fruitless.max(1)).unwrap_or_default().saturating_mul(second_ms);
    let waits_ms = if wanted.is_empty() { DAY_MS } else { delay_ms };
    engine.clock().now_ms() >= tried_ms.saturating_add(waits_ms)
}

async fn read_lines(engine: &Engine, module: &Module, about: u32, fruitless: u32) -> Result<()> {
    let server = LicenseServer::load(engine, module.id, Purpose::Read).await?;
    let answer = calls::ask(engine, &server.remote, server.client.expenses(about)).await;
    let (lines, unreadable) = match &answer {
        Ok(list) => (list.rows.len(), list.unreadable),
        Err(_) => (0, 0),
    };
    let saved = SavedExpenses { lines, unreadable, fruitless: fruitless.saturating_add(1) };
    match answer {
        Ok(list) => {
            keep_lines(engine, module, &server, &list).await?;
            saved::keep(engine, module.id, EXPENSES, &saved).await
        }
        Err(failure) => {
            saved::keep(engine, module.id, EXPENSES, &saved).await?;
            saved::keep_failure(engine, module.id, EXPENSES, failure, billmanager::Error::words).await
        }
    }
}

/// Keeps the lines since the module is here; what was taken before is nobody's cost here.
async fn keep_lines(
    engine: &Engine,
    module: &Module,
    server: &LicenseServer,
    list: &ExpenseList,
) -> Result<()> {
    let zone = TimeZone::get(&server.settings.time_zone).unwrap_or(TimeZone::UTC);
    let first_day = jiff::Timestamp::from_millisecond(module.created_at_ms).ok();
    // Its clock may be a day behind ours.
    let first_day = first_day.and_then(|at| zone.to_datetime(at).date().yesterday().ok());
    let is_ours = |day: Option<Date>| day.zip(first_day).is_none_or(|(day, first)| day >= first);
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut tx = engine.db().begin().await?;
    for row in list.rows.iter().filter(|row| is_ours(row.day.date())) {
        let currency = row.amount.currency.as_deref().and_then(|code| code.parse().ok());
        let words: String = row.words.as_deref().unwrap_or_default().chars().take(WORDS).collect();
        let license = row.license.map(crate::remotes::license_server::remote_id);
        let new = NewCharge {
            line: &name(row, &mut seen),
            day: row.day.date(),
            amount: RemoteMoney::new(
                row.amount.ten_thousandths,
                currency.unwrap_or(server.settings.currency),
            ),
            kind: ChargeKind::of_words(&words),
            words: &words,
            license: license.as_ref(),
        };
        charges::keep(&mut tx, module.id, &new, engine.clock().now_ms()).await?;
    }
    Ok(tx.commit().await?)
}

/// What tells a line from the others: its number, or all that it says with its place among those that say the same.
fn name(row: &Expense, seen: &mut BTreeMap<String, u32>) -> String {
    if let Some(id) = &row.id {
        return format!("#{id}");
    }
    let day = row.day.date().map(|day| day.to_string()).unwrap_or_default();
    let license = row.license.map(|id| id.to_string()).unwrap_or_default();
    let words = row.words.as_deref().unwrap_or_default();
    let said = format!("{day} {} {license} {words}", row.amount.ten_thousandths);
    let place = seen.entry(said.clone()).or_default();
    *place += 1;
    format!("{said} ({place})")
}

/// Gives the lines without a cause theirs, in one transaction and by nobody else at the same time.
async fn settle(engine: &Engine, module: &Module) -> Result<usize> {
    let lines = charges::without_cause(engine.db(), module.id).await?;
    if lines.is_empty() {
        return Ok(0);
    }
    let mut tx = engine.db().begin().await?;
    charges::hold(&mut tx, module.id).await?;
    // The lines first: whatever paid for one of them was committed before it was there.
    let lines = charges::without_cause(&mut tx, module.id).await?;
    let causes = charges::causes(&mut tx, module.id).await?;
    let said: Vec<_> = lines.iter().map(|charge| charge.line.clone()).collect();
    let of_ours: Vec<_> = causes.iter().map(|stored| stored.cause.clone()).collect();
    let mut learned = 0;
    for (charge, found) in lines.iter().zip(match_charges(&said, &of_ours)) {
        let state = match found {
            Found::Cause(place) => {
                if let Some(stored) = causes.get(place) {
                    charges::explain(&mut tx, charge, stored.id).await?;
                    learned += 1;
                }
                continue;
            }
            Found::Open => ChargeState::Open,
            Found::Nothing => ChargeState::Unexplained,
        };
        if state != charge.state {
            charges::set_state(&mut tx, charge, state).await?;
            if state == ChargeState::Unexplained {
                unexplained(engine, &mut tx, module, charge).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(learned)
}

async fn unexplained(engine: &Engine, tx: &mut Tx, module: &Module, charge: &Charge) -> Result<()> {
    let line = &charge.line;
    let license = match &line.license {
        Some(remote_id) => licenses::find_remote(&mut *tx, module.id, remote_id).await?,
        None => None,
    };
    let data = serde_json::json!({
        "charge": charge.id(), "amount": line.amount, "kind": line.kind, "day": line.day,
        "remote_id": line.license, "words": charge.words, "module": module.name,
    });
    let event = NewEvent {
        kind: "charge.unexplained",
        license: license.as_ref().map(|license| license.id),
        service: license.as_ref().and_then(|license| license.service_id),
        module: Some(module.id),
        data,
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(tx, &event).await?;
    tracing::warn!(module = %module.id, charge = %charge.id(), "charge.unexplained: {} at {}", charge.id(), module.id);
    Ok(())
}
