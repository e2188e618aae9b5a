//! Whether a module may be saved after what its check has found.

use crate::remotes::connection::{ConnectionProblem, ConnectionReport};

/// What a check weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing is wrong.
    Good,
    /// It works, but for what rights are missing for: staff decide.
    RightsMissing,
    /// There is nothing to work with.
    Bad,
}

/// Weighs a report.
pub fn weigh(report: &ConnectionReport) -> Weight {
    let is_right = |problem: &ConnectionProblem| {
        matches!(
            problem,
            ConnectionProblem::NoRightToRead
                | ConnectionProblem::NoRightToOrder
                | ConnectionProblem::NoRightToSuspendAndDelete
                | ConnectionProblem::NotAdministrator
        )
    };
    let mut problems = report.problems().map(|(_, problem, _)| problem).peekable();
    if problems.peek().is_none() {
        Weight::Good
    } else if problems.all(is_right) {
        Weight::RightsMissing
    } else {
        Weight::Bad
    }
}
