//! What the steps that make a server hand to each other, beside what the operation's other steps keep.

use serde::{Deserialize, Serialize};

use crate::operations::Context;
use crate::{Error, Result};

/// The operation's notes on its server.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Data {
    /// How often in a row VMmanager was asked for it in vain.
    pub asked: u32,
    /// When it began to be waited for, in machine milliseconds.
    pub waits_since_ms: Option<i64>,
}

const DATA: &str = "server";

impl Data {
    /// As kept.
    pub(super) fn of(context: &Context) -> Result<Self> {
        match context.operation.data.get(DATA) {
            Some(data) => serde_json::from_value(data.clone()).map_err(Error::setup),
            None => Ok(Self::default()),
        }
    }

    /// Keeps it; committed with the end of the step.
    pub(super) fn keep(self, context: &mut Context) -> Result<()> {
        let mut all: serde_json::Map<String, serde_json::Value> = context.data()?;
        all.insert(DATA.to_owned(), serde_json::to_value(self).map_err(Error::setup)?);
        context.set_data(&all)
    }
}
