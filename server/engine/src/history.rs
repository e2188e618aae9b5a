//! Keeps the history of the catalogue: every edit is recorded in its own transaction.

use domain::catalogue::{Described, FieldChange, Object, Root, Verb, changes};
use store::catalogue_changes::{self, NewChange};
use store::{Tx, form_keys};

use crate::{Caller, Engine, Error, Refusal, Result};

/// An object of the catalogue, as its history knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The object on whose page the history is read, and its number.
    pub root: (Root, i64),
    /// The object, and its number.
    pub object: (Object, i64),
    /// What it is called.
    pub name: &'a str,
}

/// Records that an object is new, with what it is.
pub(crate) async fn added(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    subject: Subject<'_>,
    now: &[Described],
) -> Result<()> {
    record(tx, engine, caller, subject, Verb::Added, &changes(&[], now)).await
}

/// Records what changed of an object; nothing, if nothing did.
pub(crate) async fn changed(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    subject: Subject<'_>,
    fields: &[FieldChange],
) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    record(tx, engine, caller, subject, Verb::Changed, fields).await
}

/// Records that an object is gone, with what it was.
pub(crate) async fn deleted(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    subject: Subject<'_>,
    was: &[Described],
) -> Result<()> {
    record(tx, engine, caller, subject, Verb::Deleted, &changes(was, &[])).await
}

/// Records a change of any kind.
pub(crate) async fn record(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    subject: Subject<'_>,
    verb: Verb,
    fields: &[FieldChange],
) -> Result<()> {
    let change = NewChange {
        root: subject.root,
        object: subject.object,
        name: subject.name,
        verb,
        fields,
        actor: caller.user(),
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
    };
    catalogue_changes::record(tx, &change).await?;
    Ok(())
}

/// Refuses to write over what somebody else changed since the form was opened.
///
/// `version` is the form's, `now` the object's. A form that changes nothing is never refused: sending it twice is
/// harmless.
pub(crate) async fn unchanged_since(
    tx: &mut Tx,
    object: (Object, i64),
    version: i64,
    now: i64,
) -> Result<()> {
    if version == now {
        return Ok(());
    }
    let last = catalogue_changes::of_object(tx, object, 0, 1).await?.pop();
    let (by, at_ms) = last.map_or((None, None), |change| (change.actor, Some(change.at_ms)));
    Err(Refusal::ChangedMeanwhile { by, at_ms }.into())
}

/// Takes the one-time key of a form that adds something; `Some` is what the form has added already.
pub(crate) async fn added_before(tx: &mut Tx, engine: &Engine, key: &str) -> Result<Option<i64>> {
    if key.trim().is_empty() || key.len() > 64 {
        return Err(Error::from(Refusal::BadForm));
    }
    Ok(form_keys::claim(tx, key, engine.clock().now_ms()).await?)
}
