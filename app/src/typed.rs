//! A form as it was typed: every field by its name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Every field of a sent form that the server function does not name itself: `#[server(flatten)] typed: Typed`.
///
/// A name comes once: a group of check boxes has a name for each.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, String>);

#[cfg(feature = "ssr")]
impl Typed {
    /// What was typed into a field; empty where the form has no such field.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The same as text of one's own.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// A field that is a number, like a version; 0 where it is none.
    pub(crate) fn number(&self, name: &str) -> i64 {
        self.get(name).parse().unwrap_or_default()
    }

    /// The fields whose names start like this: the rest of the name, and what was typed.
    pub(crate) fn starting_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())))
    }

    /// Every field.
    pub(crate) fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_their_names_and_by_how_they_start() {
        let typed: Typed = serde_json::from_str(r#"{"name":"A","cost_1":"5","cost_12":"50"}"#).unwrap();
        assert_eq!((typed.get("name"), typed.get("nothing"), typed.number("cost_1")), ("A", "", 5));
        assert_eq!(typed.starting_with("cost_").collect::<Vec<_>>(), [("1", "5"), ("12", "50")]);
    }
}
