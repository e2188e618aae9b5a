use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    address::IpAddress,
    ids::{PlanCode, RemoteId},
};

/// What a purchase without a clear answer asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// Its marker, sent as `remoteid`.
    pub marker: String,
    /// The plan code.
    pub plan: PlanCode,
    /// The name.
    pub name: String,
    /// The address.
    pub address: IpAddress,
}

/// A license that the license server lists now; what it does not show, or not readably, is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenLicense {
    /// Its id there.
    pub remote_id: RemoteId,
    /// Its plan code.
    pub plan: Option<PlanCode>,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: Option<IpAddress>,
    /// Its `remoteid`; none where this license server does not show it.
    pub remoteid: Option<String>,
}

/// What a look-up found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookUp {
    /// This license is the one that was bought.
    Adopt(RemoteId, AdoptReason),
    /// One of these may be; a person decides. Those with the fewest differences stand first.
    Candidates(Vec<Candidate>),
    /// Nothing new is there, so far.
    Nothing,
}

/// Why a license is adopted without asking a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdoptReason {
    /// Its `remoteid` is the marker.
    MarkerMatches,
    /// The license server shows no `remoteid`, and it is the only new one with this plan, name and address.
    OnlyNewMatch,
}

/// A license that may be the one that was bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its id there.
    pub remote_id: RemoteId,
    /// In what it differs from what was asked for; nothing, if several match.
    pub differences: Vec<Difference>,
}

/// In what a license differs from what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// Another `remoteid`, or an empty one.
    Marker {
        /// What it has.
        found: String,
    },
    /// Another plan.
    Plan {
        /// What it has.
        found: Option<PlanCode>,
    },
    /// Another name.
    Name {
        /// What it has.
        found: String,
    },
    /// Another address.
    Address {
        /// What it has.
        found: Option<IpAddress>,
    },
}

/// Looks for the license of a purchase without a clear answer.
///
/// `snapshot` are the ids that were there before it was sent, `known` those that are ours already. Nothing is
/// adopted by likeness where the license server shows `remoteid`: there the marker decides alone.
pub fn look_up(
    sought: &Sought,
    snapshot: &BTreeSet<RemoteId>,
    rows: &[SeenLicense],
    known: &BTreeSet<RemoteId>,
) -> LookUp {
    let marked: Vec<_> =
        rows.iter().filter(|row| row.remoteid.as_deref() == Some(sought.marker.as_str())).collect();
    match marked.as_slice() {
        [] => {}
        [row] => return LookUp::Adopt(row.remote_id.clone(), AdoptReason::MarkerMatches),
        several => return LookUp::Candidates(several.iter().map(|row| candidate(row, sought)).collect()),
    }
    let is_new = |row: &&SeenLicense| !snapshot.contains(&row.remote_id) && !known.contains(&row.remote_id);
    let mut candidates: Vec<_> = rows.iter().filter(is_new).map(|row| candidate(row, sought)).collect();
    candidates.sort_by_key(|candidate| candidate.differences.len());
    let shows_markers = rows.iter().any(|row| row.remoteid.is_some());
    let mut equal = candidates.iter().filter(|candidate| candidate.differences.is_empty());
    match (equal.next(), equal.next()) {
        (Some(only), None) if !shows_markers => {
            LookUp::Adopt(only.remote_id.clone(), AdoptReason::OnlyNewMatch)
        }
        _ if candidates.is_empty() => LookUp::Nothing,
        _ => LookUp::Candidates(candidates),
    }
}

fn candidate(row: &SeenLicense, sought: &Sought) -> Candidate {
    let mut differences = Vec::new();
    if let Some(found) = row.remoteid.clone().filter(|found| *found != sought.marker) {
        differences.push(Difference::Marker { found });
    }
    if row.plan.as_ref() != Some(&sought.plan) {
        differences.push(Difference::Plan { found: row.plan.clone() });
    }
    if row.name != sought.name {
        differences.push(Difference::Name { found: row.name.clone() });
    }
    if row.address != Some(sought.address) {
        differences.push(Difference::Address { found: row.address });
    }
    Candidate { remote_id: row.remote_id.clone(), differences }
}

#[cfg(test)]
mod tests;
