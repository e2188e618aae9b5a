//! Whether a remote system can be worked with: who we are there, what we see, what we may.
//!
//! A check only asks. What cannot be seen without doing it is *not known*, never guessed.

mod ask;
mod license_server;
mod problem;
mod sort;
mod target;
mod vm_server;

use domain::{ModuleKind, RemoteMoney};
use serde::{Deserialize, Serialize};

pub use problem::{ConnectionProblem, TlsProblem, Unreachable};
pub(crate) use target::Target;

/// What a check of a connection found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionReport {
    /// What it should be a connection to.
    pub kind: ModuleKind,
    /// When it was checked, in machine milliseconds.
    pub at_ms: i64,
    /// What the remote system calls us, where it says.
    pub user: Option<String>,
    /// Our balance there, one amount for each project; empty where it is not known, or not in a known currency.
    pub balance: Vec<RemoteMoney>,
    /// The clusters of a VMmanager.
    pub clusters: Vec<Cluster>,
    /// What was looked at, in the order in which it was asked.
    pub checks: Vec<Check>,
}

/// A cluster of a VMmanager, to be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Its id there.
    pub id: String,
    /// Its name there.
    pub name: String,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What it was.
    pub what: CheckWhat,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// How many there are, where it is a list and it was read.
    pub found: Option<usize>,
}

/// What can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckWhat {
    /// That we are let in, and who we are.
    LogIn,
    /// License server: the balance.
    Balance,
    /// License server: the price list.
    PriceList,
    /// License server: the list of licenses.
    Licenses,
    /// License server: the right to order a license.
    RightToOrder,
    /// License server: the right to suspend a license.
    RightToSuspend,
    /// License server: the right to delete a license.
    RightToDelete,
    /// VMmanager: that we are an administrator.
    Administrator,
    /// VMmanager: the clusters.
    Clusters,
    /// VMmanager: the operating systems.
    Systems,
    /// VMmanager: the presets.
    Presets,
    /// VMmanager: the recipes.
    Recipes,
}

/// What came of looking at one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// It is as it should be.
    Ok,
    /// It is not.
    Failed {
        /// What is wrong.
        problem: ConnectionProblem,
        /// The remote system's own words, or ours where it said nothing.
        words: String,
    },
    /// It cannot be seen, or was not asked because something before it failed.
    NotKnown {
        /// What the remote system answered, if it was asked.
        words: Option<String>,
    },
}

impl ConnectionReport {
    fn new(kind: ModuleKind, at_ms: i64) -> Self {
        Self { kind, at_ms, user: None, balance: Vec::new(), clusters: Vec::new(), checks: Vec::new() }
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        self.problems().next().is_none()
    }

    /// What failed, in the order in which it was asked: what it was, what is wrong, and the remote system's words.
    pub fn problems(&self) -> impl Iterator<Item = (CheckWhat, &ConnectionProblem, &str)> {
        self.checks.iter().filter_map(|check| match &check.outcome {
            CheckOutcome::Failed { problem, words } => Some((check.what, problem, words.as_str())),
            CheckOutcome::Ok | CheckOutcome::NotKnown { .. } => None,
        })
    }

    /// What came of looking at one thing, if that belongs to this kind of connection.
    pub fn outcome(&self, what: CheckWhat) -> Option<&CheckOutcome> {
        self.checks.iter().find(|check| check.what == what).map(|check| &check.outcome)
    }
}
