//! What a license server took from our account: the lines of its expenses, each with its one cause here.

use domain::charge::Line;
use domain::{
    ChargeId, ChargeKind, ChargeState, Currency, Date, IntentId, ModuleId, PlanChangeId, RemoteId,
    RemoteMoney, RenewalId,
};

use crate::{Error, Exec, Result, Tx, column};

mod acknowledge;
mod causes;
mod list;
mod sums;

pub(crate) const ACKNOWLEDGES: &[(&str, &str)] = acknowledge::STATEMENTS;
pub(crate) const CAUSES: &[(&str, &str)] = causes::STATEMENTS;
pub(crate) const SUMS: &[(&str, &str)] = sums::STATEMENTS;

pub use acknowledge::{Unexplained, acknowledge, unacknowledged, unexplained};
pub use causes::{StoredCause, causes};
pub use list::{Acknowledged, Line as ListLine, SortBy, Wanted, counts, list_variants, of_license, page};
pub use sums::{Sums, sums};

/// A line that was read.
#[derive(Debug)]
pub struct NewCharge<'a> {
    /// What tells it from every other line there.
    pub line: &'a str,
    /// The day on which it was taken.
    pub day: Option<Date>,
    /// What was taken.
    pub amount: RemoteMoney,
    /// What it was taken for, by its words.
    pub kind: ChargeKind,
    /// The license server's words.
    pub words: &'a str,
    /// The license that it names.
    pub license: Option<&'a RemoteId>,
}

/// A line without a cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// What it says.
    pub line: Line,
    /// The license server's words.
    pub words: String,
    /// Open or unexplained.
    pub state: ChargeState,
}

impl Charge {
    /// Its id.
    pub const fn id(&self) -> ChargeId {
        ChargeId::new(self.line.id)
    }
}

/// What explains a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CauseId {
    /// A purchase.
    Purchase(IntentId),
    /// A renewal.
    Renewal(RenewalId),
    /// A change of plan.
    PlanChange(PlanChangeId),
}

statements! {
    KEEP = "INSERT INTO charges (module_id, line, day, amount_e4, currency, kind, words, remote_id, state, search,
            seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10) ON CONFLICT (module_id, line) DO NOTHING";
    HOLD = "UPDATE license_servers SET reserve_days = reserve_days WHERE module_id = $1";
    WITHOUT_CAUSE = "SELECT id, day, amount_e4, currency, kind, words, remote_id, state FROM charges
        WHERE module_id = $1 AND state IN ('open', 'unexplained') ORDER BY id";
    EXPLAIN = "UPDATE charges SET state = 'explained', purchase_id = $2, renewal_id = $3, plan_change_id = $4
        WHERE id = $1 AND state IN ('open', 'unexplained')";
    COST_OF_PURCHASE = "UPDATE purchase_intents SET cost_e4 = $2
        WHERE id = $1 AND state = 'bought' AND cost_e4 IS NULL";
    COST_OF_RENEWAL = "UPDATE renewal_intents SET cost_e4 = $2
        WHERE id = $1 AND state = 'done' AND cost_e4 IS NULL";
    COST_OF_PLAN_CHANGE = "UPDATE plan_change_intents SET cost_e4 = $2
        WHERE id = $1 AND state = 'done' AND cost_e4 IS NULL";
    SET_STATE = "UPDATE charges SET state = $2 WHERE id = $1 AND state = $3";
}

/// Keeps a line; one that is kept already stays as it is.
pub async fn keep(tx: &mut Tx, module: ModuleId, new: &NewCharge<'_>, now_ms: i64) -> Result<bool> {
    let search = format!("{} {}", new.words, new.license.map_or("", RemoteId::as_str)).to_lowercase();
    let touched = execute!(
        tx,
        KEEP,
        module.get(),
        new.line,
        new.day.map(|day| day.to_string()),
        new.amount.e4(),
        new.amount.currency().as_str(),
        new.kind.as_str(),
        new.words,
        new.license.map(RemoteId::as_str),
        search,
        now_ms
    )?;
    Ok(touched == 1)
}

/// Until the transaction ends nobody else decides about the money at this license server.
pub async fn hold(tx: &mut Tx, module: ModuleId) -> Result<()> {
    execute!(tx, HOLD, module.get())?;
    Ok(())
}

/// Every line of a license server without a cause, in the order in which they were seen.
pub async fn without_cause(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<Charge>> {
    fetch_all!(db, Row, WITHOUT_CAUSE, module.get())?.into_iter().map(Charge::try_from).collect()
}

/// The line is the cost of this.
pub async fn explain(tx: &mut Tx, charge: &Charge, cause: CauseId) -> Result<()> {
    let cost = charge.line.amount.e4();
    one(match cause {
        CauseId::Purchase(id) => execute!(&mut *tx, COST_OF_PURCHASE, id.get(), cost)?,
        CauseId::Renewal(id) => execute!(&mut *tx, COST_OF_RENEWAL, id.get(), cost)?,
        CauseId::PlanChange(id) => execute!(&mut *tx, COST_OF_PLAN_CHANGE, id.get(), cost)?,
    })?;
    let (purchase, renewal, plan_change) = match cause {
        CauseId::Purchase(id) => (Some(id.get()), None, None),
        CauseId::Renewal(id) => (None, Some(id.get()), None),
        CauseId::PlanChange(id) => (None, None, Some(id.get())),
    };
    one(execute!(tx, EXPLAIN, charge.line.id, purchase, renewal, plan_change)?)
}

/// The line has no cause, or may have several.
pub async fn set_state(tx: &mut Tx, charge: &Charge, state: ChargeState) -> Result<()> {
    one(execute!(tx, SET_STATE, charge.line.id, state.as_str(), charge.state.as_str())?)
}

fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale("charge")) }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    day: Option<String>,
    amount_e4: i64,
    currency: String,
    kind: String,
    words: String,
    remote_id: Option<String>,
    state: String,
}

impl TryFrom<Row> for Charge {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let currency: Currency = column::parse("charges.currency", &row.currency)?;
        let line = Line {
            id: row.id,
            license: row.remote_id.map(RemoteId::new),
            kind: column::parse("charges.kind", &row.kind)?,
            day: column::parse_optional("charges.day", row.day.as_deref())?,
            amount: RemoteMoney::new(row.amount_e4, currency),
        };
        Ok(Self { line, words: row.words, state: column::parse("charges.state", &row.state)? })
    }
}
