//! Two people editing one grid: only where both changed the same field do they cross.

use std::collections::BTreeMap;

use domain::catalogue::Object;
use domain::form::{FieldProblem, Problem};
use domain::price::GridField;
use domain::{Money, OptionId};
use store::{Tx, catalogue_changes};

use super::cells::{Stored, Wanted, availability, said};
use crate::{Error, Refusal, Result};

/// Leaves what somebody else changed since the form was opened and its sender did not touch; refuses where both did.
///
/// `version` is the number of the last change that the form knew.
pub(super) async fn leave(
    tx: &mut Tx,
    option: OptionId,
    version: i64,
    stored: &Stored,
    wanted: &mut Wanted,
) -> Result<()> {
    let changes = catalogue_changes::since(&mut *tx, (Object::Prices, option.get()), version + 1).await?;
    let Some(last) = changes.last() else { return Ok(()) };
    let mut before: BTreeMap<GridField, Option<String>> = BTreeMap::new();
    for change in changes.iter().flat_map(|change| &change.fields) {
        if let Some((field, _)) = GridField::from_history(&change.field) {
            before.entry(field).or_insert_with(|| change.old.clone());
        }
    }
    let mut crossed = Vec::new();
    let mut keep = |field: GridField, typed: Option<String>| {
        let Some(before) = before.get(&field) else { return true };
        let now = stored.said(field);
        // Untouched by who sent the form: what stands there now is newer.
        if typed == *before || typed == now {
            return false;
        }
        let stored = now.unwrap_or_default();
        crossed.push(Refusal::Field(FieldProblem::new(field.to_string(), Problem::NowIs { stored })));
        true
    };
    wanted
        .cells
        .retain(|cell, amount: &mut Option<Money>| keep(GridField::Cell(*cell), said(*amount, cell.part)));
    wanted
        .available
        .retain(|value, on| keep(GridField::Available(*value), Some(availability(*on).to_owned())));
    if crossed.is_empty() {
        return Ok(());
    }
    let about = Refusal::ChangedMeanwhile { by: last.actor.clone(), at_ms: Some(last.at_ms) };
    Err(Error::Refused(std::iter::once(about).chain(crossed).collect()))
}
