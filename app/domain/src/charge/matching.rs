//! Which line of the license server's expenses paid for which purchase or renewal of ours.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::ChargeKind;
use crate::ids::RemoteId;
use crate::money::{Currency, RemoteMoney};

/// Days by which a line's day may differ from the day on which we sent: clocks differ, and a call may cross midnight.
const DAYS_APART: i32 = 1;

/// A line without a cause so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number here; the lower, the earlier it was seen.
    pub id: i64,
    /// The license that it names.
    pub license: Option<RemoteId>,
    /// What its words say that it is for.
    pub kind: ChargeKind,
    /// The day on which it was taken.
    pub day: Option<Date>,
    /// What was taken.
    pub amount: RemoteMoney,
}

/// A purchase or renewal of ours without a line so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its number here, among those of its kind.
    pub id: i64,
    /// Purchase or renewal.
    pub kind: ChargeKind,
    /// The license; none while it is not known which one a purchase made, if any.
    pub license: Option<RemoteId>,
    /// The day there on which it was sent.
    pub sent_on: Date,
    /// What the price list says that it costs.
    pub expected_e4: Option<i64>,
    /// The currency of the account.
    pub currency: Currency,
    /// Whether it is not known if it took effect: it explains nothing, and keeps open what it may explain.
    pub is_undecided: bool,
}

/// What was found for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Its one cause, by its place among the causes.
    Cause(usize),
    /// Several are possible, or one that is not decided.
    Open,
    /// Nothing of ours.
    Nothing,
}

/// Finds the cause of each line, in the order of the lines.
///
/// A line fits what has its license, its kind, a day beside it and its currency; without a day only the amount tells,
/// and where the words name no kind the amount must be the expected one. A pair is made only where line and cause
/// have no other choice, first among those of the very amount and day. Lines that say the same are interchangeable:
/// the earliest is taken, and a second one is a second charge.
pub fn match_charges(lines: &[Line], causes: &[Cause]) -> Vec<Found> {
    let mut found: Vec<Option<usize>> = vec![None; lines.len()];
    for group in by_license(lines, causes).values() {
        for evidence in [Evidence::AmountAndDay, Evidence::Amount, Evidence::Fits] {
            while let Some((line, cause)) = pair(lines, causes, group, evidence, &found) {
                found[line] = Some(cause);
            }
        }
    }
    let taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
    let is_open = |line: &Line| {
        causes.iter().enumerate().any(|(place, cause)| !taken.contains(&place) && may_be(line, cause))
    };
    lines
        .iter()
        .zip(found)
        .map(|(line, cause)| match cause {
            Some(cause) => Found::Cause(cause),
            None if is_open(line) => Found::Open,
            None => Found::Nothing,
        })
        .collect()
}

/// The places of the lines and of the causes of one license.
type Group = (Vec<usize>, Vec<usize>);

fn by_license<'a>(lines: &'a [Line], causes: &'a [Cause]) -> BTreeMap<&'a RemoteId, Group> {
    let mut groups: BTreeMap<&RemoteId, Group> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        if let Some(license) = &line.license {
            groups.entry(license).or_default().0.push(place);
        }
    }
    for (place, cause) in causes.iter().enumerate() {
        if let Some(license) = &cause.license {
            groups.entry(license).or_default().1.push(place);
        }
    }
    groups
}

/// How much speaks for a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    AmountAndDay,
    Amount,
    Fits,
}

/// The first pair that has no other choice: a line and its cause, by their places.
fn pair(
    lines: &[Line],
    causes: &[Cause],
    (of_lines, of_causes): &Group,
    evidence: Evidence,
    found: &[Option<usize>],
) -> Option<(usize, usize)> {
    let free_lines: Vec<usize> = of_lines.iter().copied().filter(|&place| found[place].is_none()).collect();
    let is_free = |place: &usize| of_lines.iter().all(|&line| found[line] != Some(*place));
    let free_causes: Vec<usize> = of_causes.iter().copied().filter(is_free).collect();
    let speaks = |line: usize, cause: usize| evidence.speaks(&lines[line], &causes[cause]);
    free_causes.iter().find_map(|&cause| {
        let own: Vec<usize> = free_lines.iter().copied().filter(|&line| speaks(line, cause)).collect();
        let first = *own.first()?;
        let all_say_the_same = own.iter().all(|&line| lines[first].says_the_same(&lines[line]));
        let rivals: Vec<usize> = free_causes
            .iter()
            .copied()
            .filter(|&other| other != cause)
            .filter(|&other| match causes[other].is_undecided {
                // What is undecided may be what this line is for.
                true => fits(&lines[first], &causes[other]),
                false => speaks(first, other),
            })
            .collect();
        let is_decided = rivals.iter().all(|&other| !causes[other].is_undecided);
        (all_say_the_same && is_decided && own.len() > rivals.len()).then_some((first, cause))
    })
}

impl Evidence {
    fn speaks(self, line: &Line, cause: &Cause) -> bool {
        !cause.is_undecided
            && fits(line, cause)
            && match self {
                Self::AmountAndDay => is_expected(line, cause) && line.day == Some(cause.sent_on),
                Self::Amount => is_expected(line, cause),
                Self::Fits => line.kind == cause.kind && line.day.is_some(),
            }
    }
}

/// Whether the line may be for this, as far as both say.
fn fits(line: &Line, cause: &Cause) -> bool {
    line.license.is_some()
        && line.license == cause.license
        && line.amount.e4() >= 0
        && line.amount.currency() == cause.currency
        && line.kind.may_be(cause.kind)
        && is_near(line, cause)
}

/// The same where less is known: the license of an undecided purchase, or the line's; another currency.
fn may_be(line: &Line, cause: &Cause) -> bool {
    let is_license = match (&line.license, &cause.license) {
        (Some(line), Some(cause)) => line == cause,
        (Some(_), None) => true,
        (None, _) => is_expected(line, cause),
    };
    is_license && line.amount.e4() >= 0 && line.kind.may_be(cause.kind) && is_near(line, cause)
}

fn is_near(line: &Line, cause: &Cause) -> bool {
    let apart = |day: Date| day.since(cause.sent_on).is_ok_and(|span| span.get_days().abs() <= DAYS_APART);
    line.day.is_none_or(apart)
}

fn is_expected(line: &Line, cause: &Cause) -> bool {
    cause.expected_e4 == Some(line.amount.e4()) && line.amount.currency() == cause.currency
}

impl Line {
    fn says_the_same(&self, other: &Self) -> bool {
        let of = |line: &Self| (line.license.clone(), line.kind, line.day, line.amount);
        of(self) == of(other)
    }
}

#[cfg(test)]
mod tests;
