//! What an amount was taken for, by the license server's words.

use crate::text_enum::text_enum;

text_enum! {
    /// What an amount was taken for.
    ChargeKind {
        /// A license was ordered.
        Purchase = "purchase",
        /// A license was renewed.
        Renewal = "renewal",
        /// A license was changed to another plan.
        PlanChange = "plan_change",
        /// The words do not say.
        Unknown = "unknown",
    }
}

/// Beginnings of words, in both languages of the panel. A change of plan is asked for first: its words may well speak
/// of an order or of a period, and those of the others never of a change.
const WORDS: [(ChargeKind, &[&str]); 3] = [
    (
        ChargeKind::PlanChange,
        &[
            "change of plan",
            "plan change",
            "change of the plan",
            "tariff change",
            "смена тариф",
            "изменение тариф",
        ],
    ),
    (ChargeKind::Renewal, &["renew", "prolong", "продлен"]),
    (ChargeKind::Purchase, &["order", "purchase", "заказ", "покупк", "приобретен"]),
];

impl ChargeKind {
    /// Reads the words of a line; the words themselves are not documented (`docs/protocols/billmanager.md` §2.6), so
    /// what speaks of none or of two of these is unknown.
    pub fn of_words(words: &str) -> Self {
        let lower = words.to_lowercase();
        let speaks_of = |starts: &[&str]| starts.iter().any(|start| begins_a_word(&lower, start));
        let mut kinds = WORDS.iter().filter(|(_, starts)| speaks_of(starts)).map(|(kind, _)| *kind);
        match (kinds.next(), kinds.next()) {
            (Some(Self::PlanChange), _) => Self::PlanChange,
            (Some(kind), None) => kind,
            _ => Self::Unknown,
        }
    }

    /// Whether a line of this kind may be for something of that kind.
    pub fn may_be(self, cause: Self) -> bool {
        self == cause || self == Self::Unknown
    }
}

fn begins_a_word(text: &str, start: &str) -> bool {
    text.match_indices(start)
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_line_say_what_it_is_for_or_nothing_is_made_of_them() {
        for (words, kind) in [
            ("Order: ispmanager 6 lite #1042, 1 month", ChargeKind::Purchase),
            ("Renewal: ispmanager 6 lite #1042, 1 month", ChargeKind::Renewal),
            ("Change of plan: ispmanager 6 pro #1042, order 7", ChargeKind::PlanChange),
            ("Продление услуги #1042", ChargeKind::Renewal),
            ("ispmanager 6 lite #1042", ChargeKind::Unknown),
            ("Order 7: renewal of #1042", ChargeKind::Unknown),
            ("Border control #1042", ChargeKind::Unknown),
        ] {
            assert_eq!(ChargeKind::of_words(words), kind, "{words}");
        }
    }
}
