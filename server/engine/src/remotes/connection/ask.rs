//! Asking one thing after the other, until something makes the rest pointless.

use std::future::Future;

use sendonce::Called;
use tokio::time::Instant;

use super::sort::Sort;
use super::{Check, CheckOutcome, CheckWhat, ConnectionProblem, ConnectionReport};
use crate::remotes::calls::{self, CallFailure, Remote};
use crate::{Engine, Result};

/// How many single deadlines a whole check may take: turns at a license server come one a second.
const DEADLINES: u32 = 3;

/// A check under way.
pub(super) struct Asking<'a> {
    engine: &'a Engine,
    /// Whose turn and log it is; a connection that is not a module yet has neither.
    remote: Option<&'a Remote>,
    typed: &'a str,
    until: Instant,
    is_over: bool,
    pub(super) report: ConnectionReport,
}

impl<'a> Asking<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        remote: Option<&'a Remote>,
        typed: &'a str,
        report: ConnectionReport,
    ) -> Self {
        let until = Instant::now() + engine.settings().read_timeout * DEADLINES;
        Self { engine, remote, typed, until, is_over: false, report }
    }

    /// Asks one thing and notes what came of it; nothing is asked when something before it ended the check.
    pub(super) async fn ask<T, E: Sort>(
        &mut self,
        what: CheckWhat,
        call: impl Future<Output = Called<T, E>>,
    ) -> Result<Option<T>> {
        if self.is_over || Instant::now() >= self.until {
            self.note(what, CheckOutcome::NotKnown { words: None });
            return Ok(None);
        }
        let answer = match self.remote {
            Some(remote) => calls::ask(self.engine, remote, call).await,
            None => call.await.into_result().map_err(CallFailure::Remote),
        };
        let (problem, words) = match answer {
            Ok(value) => {
                self.note(what, CheckOutcome::Ok);
                return Ok(Some(value));
            }
            Err(CallFailure::Store(error)) => return Err(error.into()),
            Err(CallFailure::TurnNotCome) => {
                (Some(ConnectionProblem::RemoteBusy), "it was not our turn within the deadline".to_owned())
            }
            Err(CallFailure::Remote(error)) => (error.sort(what, self.typed), error.said().to_owned()),
        };
        self.note(
            what,
            match problem {
                Some(problem) => CheckOutcome::Failed { problem, words },
                None => CheckOutcome::NotKnown { words: Some(words) },
            },
        );
        Ok(None)
    }

    /// Notes what came of something; a problem with everything ends the check.
    pub(super) fn note(&mut self, what: CheckWhat, outcome: CheckOutcome) {
        if let CheckOutcome::Failed { problem, .. } = &outcome {
            self.is_over |= !problem.concerns_one_thing();
        }
        self.report.checks.push(Check { what, outcome, found: None });
    }

    /// Changes what came of what was looked at last.
    pub(super) fn correct(&mut self, outcome: CheckOutcome) {
        if let Some(last) = self.report.checks.last_mut() {
            last.outcome = outcome;
        }
    }

    /// Notes how many there are of what was looked at last.
    pub(super) fn found(&mut self, count: usize) {
        if let Some(last) = self.report.checks.last_mut() {
            last.found = Some(count);
        }
    }
}
