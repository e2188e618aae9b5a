use std::fmt;

/// A condition for `where=` (`docs/protocols/vmmanager.md` §2.2): fields that equal values, joined by AND.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter(Vec<String>);

impl Filter {
    /// `field EQ 'value'`; nothing for a value that would end the quotes, as no way to escape it is known.
    pub(crate) fn eq(field: &str, value: &str) -> Option<Self> {
        let is_plain = !value.contains(['\'', '\\']) && !value.chars().any(char::is_control);
        is_plain.then(|| Self(vec![format!("({field} EQ '{value}')")]))
    }

    /// `field EQ number`, bare.
    pub(crate) fn number(field: &str, value: u64) -> Self {
        Self(vec![format!("({field} EQ {value})")])
    }

    /// `field EQ 'number'`, in quotes as the vendor's examples have it for tasks.
    pub(crate) fn quoted_number(field: &str, value: u64) -> Self {
        Self(vec![format!("({field} EQ '{value}')")])
    }

    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [one] => out.write_str(one),
            several => write!(out, "({})", several.join(" AND ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_written_as_the_vendor_writes_them() {
        let task = Filter::quoted_number("consul_id", 123).and(Filter::eq("name", "host_create").unwrap());
        assert_eq!(task.to_string(), "((consul_id EQ '123') AND (name EQ 'host_create'))");
        assert_eq!(Filter::eq("email", "a+b@c.d").unwrap().to_string(), "(email EQ 'a+b@c.d')");
        assert_eq!(Filter::number("id", 7).to_string(), "(id EQ 7)");
    }

    #[test]
    fn a_value_cannot_end_its_quotes() {
        assert_eq!(Filter::eq("name", "x') OR (id EQ '1"), None);
        assert_eq!(Filter::eq("name", "x\\"), None);
    }
}
