//! Operations by state, newest first, and what letting many of them go on would do.

use std::collections::BTreeMap;

use domain::access::Action;
use domain::operation::bulk::{Left, may_go_on};
use domain::{ModuleId, OperationKind, OperationState};
use store::modules;
use store::operations::list::{self, Line, Wanted};
use store::operations::matching::{self, Which};

use crate::{Caller, Engine, Result};

/// A page of operations.
#[derive(Debug)]
pub struct OperationsPage {
    /// The page.
    pub lines: Vec<Line>,
    /// All that match.
    pub total: i64,
    /// How many there are in each state.
    pub counts: Vec<(OperationState, i64)>,
    /// The processing modules that can be asked for.
    pub modules: Vec<(ModuleId, String)>,
    /// The kinds of notes that can be asked for.
    pub reasons: Vec<String>,
}

/// Reads a page of operations.
pub async fn operations(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<OperationsPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let counts = list::counts(db, wanted.filter).await?;
    let matches =
        |(counted, _): &&(OperationState, i64)| wanted.filter.state.is_none_or(|state| state == *counted);
    let total = counts.iter().filter(matches).map(|(_, count)| count).sum();
    let mut reasons: Vec<String> = list::reasons(db).await?.into_iter().map(|(kind, _)| kind).collect();
    let asked = wanted.filter.reason;
    if !asked.is_empty() && !reasons.iter().any(|kind| kind == asked) {
        reasons.push(asked.to_owned());
    }
    Ok(OperationsPage {
        lines: list::page(db, wanted).await?,
        total,
        counts,
        modules: module_names(engine).await?,
        reasons,
    })
}

/// The processing modules by name, for filters.
pub(super) async fn module_names(engine: &Engine) -> Result<Vec<(ModuleId, String)>> {
    let modules = modules::list(engine.db()).await?;
    Ok(modules.into_iter().map(|module| (module.id, module.name)).collect())
}

/// What letting operations go on together would do.
#[derive(Debug, Default)]
pub struct RetryPreview {
    /// How many would go on, by what they do.
    pub go_on: Vec<(OperationKind, i64)>,
    /// How many would be left as they are, and why.
    pub left: BTreeMap<Left, i64>,
}

impl RetryPreview {
    /// How many would go on.
    pub fn total(&self) -> i64 {
        self.go_on.iter().map(|(_, count)| count).sum()
    }
}

/// Says beforehand what [`crate::actions::retry_operations`] would do.
pub async fn retry_preview(engine: &Engine, caller: Caller, which: Which<'_>) -> Result<RetryPreview> {
    caller.may(Action::DecideOperations)?;
    let mut preview = RetryPreview::default();
    for group in matching::groups(engine.db(), &which).await? {
        match may_go_on(group.state, group.note_kind.as_deref()) {
            Err(left) => *preview.left.entry(left).or_default() += group.count,
            Ok(()) => match preview.go_on.iter_mut().find(|(kind, _)| *kind == group.kind) {
                Some((_, count)) => *count += group.count,
                None => preview.go_on.push((group.kind, group.count)),
            },
        }
    }
    Ok(preview)
}
