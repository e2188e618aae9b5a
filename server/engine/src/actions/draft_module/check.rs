//! Checking the connection of a draft.

use domain::ModuleStep;
use domain::form::{FieldProblem, Problem};
use store::drafts::{self, Draft, PASSWORD_COLUMN};

use super::{account, field, is_good_enough, kind, report};
use crate::actions::try_connection;
use crate::remotes::connection::ConnectionReport;
use crate::{Caller, Engine, Refusal, Result};

/// Asks the remote system unless this very connection was found good; says whether it leads on.
pub(super) async fn connection(engine: &Engine, caller: Caller, draft: &Draft) -> Result<ModuleStep> {
    let checked = checked(engine, caller, draft).await?;
    Ok(if is_good_enough(draft, &checked) { ModuleStep::Parameters } else { ModuleStep::Connection })
}

/// The report of this very connection: the one that is kept if it was good enough, else a new one.
pub(super) async fn checked(engine: &Engine, caller: Caller, draft: &Draft) -> Result<ConnectionReport> {
    let account = account(draft)?;
    let Some(password) = &draft.password else {
        return Err(Refusal::Field(FieldProblem::new("password", Problem::Missing)).into());
    };
    if let Some(report) = report(draft).filter(|report| is_good_enough(draft, report)) {
        return Ok(report);
    }
    let other =
        store::modules::of_account(engine.db(), account.kind, &account.url, &account.username).await?;
    if let Some(other) = other {
        return Err(Refusal::AccountTaken { module: other.id, name: other.name }.into());
    }
    let password = engine.keyring().open(PASSWORD_COLUMN, password)?;
    let (kind, url) = (kind(draft)?, field(draft, "url"));
    let report = try_connection(engine, caller, kind, url, &account.username, password).await?;
    keep(engine, draft, &report).await?;
    Ok(report)
}

/// Keeps what the check has found, unless the connection was changed meanwhile.
async fn keep(engine: &Engine, checked: &Draft, report: &ConnectionReport) -> Result<()> {
    let mut tx = engine.db().begin().await?;
    let now = drafts::find(&mut tx, &checked.id, checked.user).await?;
    if let Some(mut now) = now.filter(|now| now.fields == checked.fields && now.password == checked.password)
    {
        now.report = Some(serde_json::to_value(report).map_err(crate::Error::setup)?);
        drafts::save(&mut tx, &now, engine.clock().now_ms()).await?;
        tx.commit().await?;
    }
    Ok(())
}
