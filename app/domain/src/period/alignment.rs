//! Which period to order at the license server.

mod effect;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Period;
use crate::ids::{RuleId, TariffId};

pub use effect::RuleEffect;

/// "A client ordered *source*; order *change into* from the license server instead", for all tariffs or for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignmentRule {
    /// The rule's id.
    pub id: RuleId,
    /// The period that a client orders.
    pub source: Period,
    /// The period to order at the license server.
    pub change_into: Period,
    /// The only tariff the rule is for, or none for all.
    pub tariff: Option<TariffId>,
}

impl AlignmentRule {
    pub(super) const fn skipped(&self, reason: SkipReason) -> SkippedRule {
        SkippedRule { rule: self.id, change_into: self.change_into, reason }
    }
}

/// The period to order at the license server, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodChoice {
    /// The period to order.
    pub period: Period,
    /// Why this one.
    pub reason: PeriodReason,
    /// The rules that stood before it and do not apply to this plan.
    pub skipped: Vec<SkippedRule>,
}

/// Why a period was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodReason {
    /// A rule for this tariff says so.
    TariffRule {
        /// The rule.
        rule: RuleId,
        /// Its source period.
        source: Period,
        /// What it changes that into.
        change_into: Period,
    },
    /// A rule for all tariffs says so.
    GeneralRule {
        /// The rule.
        rule: RuleId,
        /// Its source period.
        source: Period,
        /// What it changes that into.
        change_into: Period,
    },
    /// No rule applies; the plan is sold for the service's own period.
    SameAsService,
    /// No rule applies and the plan is not sold for the service's period; this is the shortest it is sold for.
    ShortestSold {
        /// The service's period.
        wanted: Period,
    },
    /// A renewal to which no rule applies; this is the longest sold that ends by the day to which the service is paid.
    LongestPaid {
        /// That day.
        paid_until: Date,
    },
    /// A renewal to which no rule applies, at a license server that is set to the shortest.
    ShortestBySetting,
    /// A renewal to which no rule applies, and none sold ends by that day; this is the shortest.
    ShortestPaid {
        /// The day to which the service is paid.
        paid_until: Date,
    },
}

/// A rule that does not apply to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRule {
    /// The rule.
    pub rule: RuleId,
    /// The period it asks for.
    pub change_into: Period,
    /// Why it does not apply.
    pub reason: SkipReason,
}

/// Why a rule does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The plan is not sold for that period.
    NotSold,
    /// It would put a trial license under a paid service.
    TrialForPaidService,
}

/// The plan is sold for no period that would do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("the plan is not sold for period {wanted} nor for any number of months")]
pub struct NotSold {
    /// The service's period.
    pub wanted: Period,
}

/// Chooses the period to order at the license server for a service's period.
///
/// A rule for the tariff stands before a general one, then comes the service's own period, then the shortest of
/// at least a month. A rule is applied once, never to its own result; one whose period this plan does not sell
/// is passed over and named. A trial is only ever served by a trial.
pub fn license_period(
    service: Period,
    sold: &[Period],
    rules: &[AlignmentRule],
    tariff: TariffId,
) -> Result<PeriodChoice, NotSold> {
    let choice = |period, reason, skipped| Ok(PeriodChoice { period, reason, skipped });
    let mut skipped = Vec::new();
    for rule in rules_in_order(service, rules, tariff) {
        match check(rule, sold) {
            Ok(reason) => return choice(rule.change_into, reason, skipped),
            Err(reason) => skipped.push(rule.skipped(reason)),
        }
    }
    if sold.contains(&service) {
        return choice(service, PeriodReason::SameAsService, skipped);
    }
    let shortest = sold.iter().copied().filter(|period| period.as_months().is_some()).min();
    match shortest {
        Some(period) if !service.is_trial() => {
            choice(period, PeriodReason::ShortestSold { wanted: service }, skipped)
        }
        _ => Err(NotSold { wanted: service }),
    }
}

pub(super) fn rules_in_order(
    service: Period,
    rules: &[AlignmentRule],
    tariff: TariffId,
) -> impl Iterator<Item = &AlignmentRule> {
    let of = move |wanted| rules.iter().filter(move |rule| rule.source == service && rule.tariff == wanted);
    of(Some(tariff)).chain(of(None)).filter(move |_| !service.is_trial())
}

pub(super) fn check(rule: &AlignmentRule, sold: &[Period]) -> Result<PeriodReason, SkipReason> {
    let AlignmentRule { id, source, change_into, tariff } = *rule;
    if change_into.is_trial() {
        Err(SkipReason::TrialForPaidService)
    } else if !sold.contains(&change_into) {
        Err(SkipReason::NotSold)
    } else if tariff.is_some() {
        Ok(PeriodReason::TariffRule { rule: id, source, change_into })
    } else {
        Ok(PeriodReason::GeneralRule { rule: id, source, change_into })
    }
}

#[cfg(test)]
mod tests;
