use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ClaimRules, LicenseFacts, PoolRequest,
    eligibility::{Eligibility, Refusal, RefusalReason, eligibility, may_change},
};
use crate::{ids::LicenseId, text_enum::text_enum};

text_enum! {
    /// Which of several free licenses is taken.
    ClaimPolicy {
        /// The one with the most time left: it is put to work, and a short one stops costing soon.
        LatestExpiryFirst = "latest_expiry_first",
        /// The one that covers the paid term with the least to spare.
        NearestCovering = "nearest_covering",
        /// The one that expires first.
        Nearest = "nearest",
        /// The one that has been idle longest.
        Any = "any",
    }
}

/// One license's place in the ranking for a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// The license.
    pub id: LicenseId,
    /// Why it stands where it stands.
    pub standing: Standing,
}

/// Why a license stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is on the server's address already: taken first, without a change of address.
    OnThisAddress {
        /// Whether it may get a new key; if not, it keeps the one it has.
        new_key: bool,
    },
    /// It is free, and stands by the policy.
    Pooled(PlaceReason),
    /// It cannot be taken.
    Refused(Vec<Refusal>),
}

/// What gave a free license its place; equals stand by the longest idle, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceReason {
    /// The later it expires, the earlier it stands.
    LatestExpiry {
        /// Its expiry.
        expires_on: Date,
    },
    /// It covers the paid term; the less to spare, the earlier it stands.
    Covers {
        /// Its expiry.
        expires_on: Date,
        /// The end of the paid term.
        covered_until: Date,
    },
    /// It ends before the paid term does, and stands after those that cover it.
    FallsShort {
        /// Its expiry.
        expires_on: Date,
        /// The end of the paid term.
        covered_until: Date,
    },
    /// The sooner it expires, the earlier it stands.
    NearestExpiry {
        /// Its expiry.
        expires_on: Date,
    },
    /// The longer it has been idle, the earlier it stands.
    LongestIdle {
        /// Since when it serves nobody.
        free_since: Option<Date>,
    },
}

impl Ranked {
    /// Whether it can be taken.
    pub fn is_eligible(&self) -> bool {
        !matches!(self.standing, Standing::Refused(_))
    }
}

/// Ranks all candidates for a request: first what is on the address already, then the free ones by the policy,
/// at last those that cannot be taken, each with its reasons.
pub fn choose(
    candidates: &[LicenseFacts],
    request: &PoolRequest,
    rules: &ClaimRules,
    policy: ClaimPolicy,
) -> Vec<Ranked> {
    let mut places: Vec<_> =
        candidates.iter().map(|facts| (facts, standing(facts, request, rules, policy))).collect();
    places.sort_by_key(|(facts, standing)| {
        let group = match standing {
            Standing::OnThisAddress { .. } => 0,
            Standing::Pooled(_) => 1,
            Standing::Refused(_) => 2,
        };
        let idle = (facts.free_since.is_none(), facts.free_since);
        (group, order(facts, request, policy), idle, facts.id)
    });
    places.into_iter().map(|(facts, standing)| Ranked { id: facts.id, standing }).collect()
}

fn standing(
    facts: &LicenseFacts,
    request: &PoolRequest,
    rules: &ClaimRules,
    policy: ClaimPolicy,
) -> Standing {
    match (eligibility(facts, request, rules), facts.expires_on) {
        (Eligibility::Refused(refusals), _) => Standing::Refused(refusals),
        (Eligibility::Eligible, _) if request.finds_in_place(facts) => Standing::OnThisAddress {
            new_key: may_change(facts.last_key_change, rules.key_change, request.today),
        },
        (Eligibility::Eligible, Some(expires_on)) => {
            Standing::Pooled(place(facts, expires_on, request.covered_until, policy))
        }
        // A license without an expiry is never eligible.
        (Eligibility::Eligible, None) => {
            Standing::Refused(vec![Refusal { reason: RefusalReason::ExpiryUnknown, until: None }])
        }
    }
}

fn place(facts: &LicenseFacts, expires_on: Date, covered_until: Date, policy: ClaimPolicy) -> PlaceReason {
    match policy {
        ClaimPolicy::LatestExpiryFirst => PlaceReason::LatestExpiry { expires_on },
        ClaimPolicy::NearestCovering if expires_on >= covered_until => {
            PlaceReason::Covers { expires_on, covered_until }
        }
        ClaimPolicy::NearestCovering => PlaceReason::FallsShort { expires_on, covered_until },
        ClaimPolicy::Nearest => PlaceReason::NearestExpiry { expires_on },
        ClaimPolicy::Any => PlaceReason::LongestIdle { free_since: facts.free_since },
    }
}

/// The policy's order: by tier, then the sooner first, then the later first.
fn order(
    facts: &LicenseFacts,
    request: &PoolRequest,
    policy: ClaimPolicy,
) -> (bool, Option<Date>, Reverse<Option<Date>>) {
    let expires_on = facts.expires_on;
    let falls_short = expires_on < Some(request.covered_until);
    match policy {
        ClaimPolicy::LatestExpiryFirst => (false, None, Reverse(expires_on)),
        // Among those that fall short the longest still covers most.
        ClaimPolicy::NearestCovering if falls_short => (true, None, Reverse(expires_on)),
        ClaimPolicy::NearestCovering | ClaimPolicy::Nearest => (false, expires_on, Reverse(None)),
        ClaimPolicy::Any => (false, None, Reverse(None)),
    }
}

#[cfg(test)]
mod tests;
