//! Every call to a remote system: what was asked (allow-listed fields only), what came of it, how long it took.

use domain::{ModuleId, OperationId};

use crate::{Error, Exec, Result, Tx};

/// What is known of a call's effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallOutcome {
    /// The remote system did what was asked.
    Ok,
    /// It refused clearly.
    Refused,
    /// The request never left.
    Unsent,
    /// No clear answer: it may have taken effect.
    Unknown,
}

impl CallOutcome {
    /// The word stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::Unsent => "unsent",
            Self::Unknown => "unknown",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Ok, Self::Refused, Self::Unsent, Self::Unknown].into_iter().find(|it| it.as_str() == word)
    }
}

/// One call.
#[derive(Debug, Clone)]
pub struct RemoteCall {
    /// Where it went.
    pub module_id: ModuleId,
    /// The operation that made it.
    pub operation_id: Option<OperationId>,
    /// The step that made it.
    pub step: Option<String>,
    /// The remote function, or method and path.
    pub function: String,
    /// Allow-listed request fields, as `name=value` pairs.
    pub request: Vec<(String, String)>,
    /// What is known of its effect.
    pub outcome: CallOutcome,
    /// The remote system's words, when it did not simply do it.
    pub answer: Option<String>,
    /// When it began, in machine milliseconds.
    pub started_at_ms: i64,
    /// How long it took.
    pub duration_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    module_id: i64,
    operation_id: Option<i64>,
    step: Option<String>,
    function: String,
    request: String,
    outcome: String,
    answer: Option<String>,
    started_at: i64,
    duration_ms: i64,
}

statements! {
    RECORD = "INSERT INTO remote_calls (module_id, operation_id, step, function, request, outcome, answer,
        started_at, duration_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    OF_OPERATION = "SELECT module_id, operation_id, step, function, request, outcome, answer, started_at, duration_ms
        FROM remote_calls WHERE operation_id = $1 ORDER BY id DESC LIMIT 300";
}

/// Logs a call.
pub async fn record(tx: &mut Tx, call: &RemoteCall) -> Result<()> {
    let request = serde_json::to_string(&call.request)
        .map_err(|error| Error::corrupt("remote_calls.request", error))?;
    execute!(
        tx,
        RECORD,
        call.module_id.get(),
        call.operation_id.map(OperationId::get),
        call.step.as_deref(),
        call.function.as_str(),
        request,
        call.outcome.as_str(),
        call.answer.as_deref(),
        call.started_at_ms,
        call.duration_ms
    )?;
    Ok(())
}

/// The latest calls of an operation, newest first.
pub async fn of_operation(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Vec<RemoteCall>> {
    fetch_all!(db, Row, OF_OPERATION, operation.get())?.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<Row> for RemoteCall {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            module_id: ModuleId::new(row.module_id),
            operation_id: row.operation_id.map(OperationId::new),
            step: row.step,
            function: row.function,
            request: serde_json::from_str(&row.request)
                .map_err(|error| Error::corrupt("remote_calls.request", error))?,
            outcome: CallOutcome::parse(&row.outcome)
                .ok_or_else(|| Error::corrupt("remote_calls.outcome", row.outcome))?,
            answer: row.answer,
            started_at_ms: row.started_at,
            duration_ms: row.duration_ms,
        })
    }
}
