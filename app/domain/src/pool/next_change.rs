use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ChangeRule, LastChange};

/// Whether a license's address (or key) may be changed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextChange {
    /// It may.
    Allowed,
    /// Not before this day.
    NotBefore(Date),
    /// The license server did not show the last change: it may refuse.
    Unknown,
}

/// Decides when the next change after the last one is allowed.
pub fn next_change(last: LastChange, rule: ChangeRule, today: Date) -> NextChange {
    match last {
        LastChange::Never => NextChange::Allowed,
        LastChange::Unknown => NextChange::Unknown,
        LastChange::On(day) => {
            let next = rule.next_allowed(day);
            if next <= today { NextChange::Allowed } else { NextChange::NotBefore(next) }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_change_waits_until_the_rule_allows_the_next_one() {
        let rule = ChangeRule::MoreThanMonth;
        let on = |today| next_change(LastChange::On(date(2026, 3, 10)), rule, today);
        assert_eq!(on(date(2026, 4, 10)), NextChange::NotBefore(date(2026, 4, 11)));
        assert_eq!(on(date(2026, 4, 11)), NextChange::Allowed);
    }

    #[test]
    fn what_was_never_changed_may_be_changed_and_what_is_not_shown_may_be_refused() {
        let (rule, today) = (ChangeRule::Days31, date(2026, 3, 10));
        assert_eq!(next_change(LastChange::Never, rule, today), NextChange::Allowed);
        assert_eq!(next_change(LastChange::Unknown, rule, today), NextChange::Unknown);
    }
}
