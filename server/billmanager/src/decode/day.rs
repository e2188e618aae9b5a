use jiff::civil::Date;

use super::node::Node;

/// A day that the panel shows, in the panel's own time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Day {
    /// The field is there and empty, or `0000-00-00`: it never happened, or never will.
    Never,
    /// On this day.
    On(Date),
    /// The field is not there, or says something that is not a day.
    Unknown,
}

impl Day {
    /// The day, if there is one.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Never | Self::Unknown => None,
        }
    }

    /// Reads `2026-10-04`, with or without a time after it.
    pub(crate) fn read(text: &str) -> Self {
        let text = text.trim();
        let day = text.get(..10).unwrap_or(text);
        if text.is_empty() || day == "0000-00-00" {
            return Self::Never;
        }
        let rest = text.get(10..).unwrap_or_default();
        match day.parse::<Date>() {
            Ok(date) if rest.is_empty() || rest.starts_with([' ', 'T']) => Self::On(date),
            _ => Self::Unknown,
        }
    }

    /// The first of these fields that says a day, else *never* if one says so; words ("Daily charges") and an empty
    /// field make it look further.
    pub(crate) fn of(node: Node<'_>, names: &[&str]) -> Self {
        let days = names.iter().filter_map(|name| node.field(name)?.text()).map(|text| Self::read(&text));
        days.fold(Self::Unknown, |best, day| match (best, day) {
            (Self::On(_), _) | (Self::Never, Self::Never | Self::Unknown) => best,
            _ => day,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_empty_day_is_never_and_an_absent_one_is_unknown() {
        let names = &["real_ipchange"];
        assert_eq!(Day::of(Node::new(&json!({"real_ipchange":{"$":""}})), names), Day::Never);
        assert_eq!(Day::of(Node::new(&json!({"real_ipchange":{"$":"0000-00-00"}})), names), Day::Never);
        assert_eq!(Day::of(Node::new(&json!({})), names), Day::Unknown);
    }

    #[test]
    fn words_in_the_expiry_send_us_to_the_real_one() {
        let row = json!({"expiredate":{"$":"Daily charges"},"real_expiredate":{"$":"2026-10-04"}});
        let day = Day::of(Node::new(&row), &["expiredate", "real_expiredate"]);
        assert_eq!(day, Day::On(date(2026, 10, 4)));
    }

    #[test]
    fn a_day_under_another_name_counts_more_than_an_empty_field() {
        let row = json!({"real_ipchange":{"$":""},"ip_change_date":{"$":"2026-10-04"}});
        assert_eq!(
            Day::of(Node::new(&row), &["real_ipchange", "ip_change_date"]),
            Day::On(date(2026, 10, 4))
        );
        assert_eq!(
            Day::of(Node::new(&row), &["ip_change_date", "real_ipchange"]),
            Day::On(date(2026, 10, 4))
        );
        assert_eq!(Day::of(Node::new(&row), &["real_ipchange", "absent"]), Day::Never);
    }

    #[test]
    fn a_time_after_the_day_does_not_matter() {
        assert_eq!(Day::read("2026-02-28 13:05:00"), Day::On(date(2026, 2, 28)));
        assert_eq!(Day::read("0000-00-00 00:00:00"), Day::Never);
    }

    #[test]
    fn what_is_not_a_day_is_unknown() {
        for text in ["soon", "2026-02-30", "2026-2-3", "2026-10-04x", "дата неизвестна", "-"] {
            assert_eq!(Day::read(text), Day::Unknown, "{text}");
        }
    }
}
