use std::borrow::Cow;

use serde_json::Value;

/// One element of a reply, in any of the shapes that one element comes in: `{"$":"v"}`, bare, or repeated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a>(&'a Value);

impl<'a> Node<'a> {
    pub(crate) fn new(value: &'a Value) -> Self {
        Self(value)
    }

    /// The machine's value: `$orig` before `$`, because `$` may be a word for people. An element without content
    /// is the empty text; an element that holds other elements has no text.
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        self.text_of(["$orig", "$"])
    }

    /// The value as people see it: `$` before `$orig`.
    pub(crate) fn shown(self) -> Option<Cow<'a, str>> {
        self.text_of(["$", "$orig"])
    }

    fn text_of(self, keys: [&str; 2]) -> Option<Cow<'a, str>> {
        match self.0 {
            Value::Null => Some(Cow::Borrowed("")),
            Value::String(text) => Some(Cow::Borrowed(text.trim())),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "on" } else { "off" })),
            Value::Array(repeats) => {
                let mut texts = repeats.iter().filter_map(|each| Node(each).text_of(keys));
                let first = texts.next()?;
                if first.is_empty() {
                    texts.find(|text| !text.is_empty()).or(Some(first))
                } else {
                    Some(first)
                }
            }
            Value::Object(map) => match keys.iter().find_map(|key| map.get(*key)) {
                Some(Value::Object(_) | Value::Array(_)) => None,
                Some(value) => Node(value).text_of(keys),
                None if map.keys().all(|key| key.starts_with('$')) => Some(Cow::Borrowed("")),
                None => None,
            },
        }
    }

    /// A child element; of a repeated element, the child of the first repeat that has it.
    pub(crate) fn field(self, name: &str) -> Option<Node<'a>> {
        match self.0 {
            Value::Object(map) => map.get(name).map(Node),
            Value::Array(repeats) => repeats.iter().find_map(|each| Node(each).field(name)),
            _ => None,
        }
    }

    /// An XML attribute, which JSON writes as `$name`.
    pub(crate) fn attribute(self, name: &str) -> Option<String> {
        Some(self.field(&format!("${name}"))?.text()?.into_owned())
    }

    /// The elements of a list: repeated, single, or absent.
    pub(crate) fn items(self, name: &str) -> Vec<Node<'a>> {
        match self.0 {
            Value::Object(map) => match map.get(name) {
                Some(Value::Array(repeats)) => repeats.iter().map(Node).collect(),
                Some(single @ Value::Object(_)) => vec![Node(single)],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Whether this is an element with children or attributes.
    pub(crate) fn is_object(self) -> bool {
        self.0.is_object()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(value: Value) -> Option<String> {
        Node(&value).text().map(Cow::into_owned)
    }

    #[test]
    fn a_dollar_object_and_a_bare_string_are_the_same() {
        assert_eq!(text(json!({"$": "v"})), text(json!("v")));
        assert_eq!(text(json!(7)).as_deref(), Some("7"));
    }

    #[test]
    fn the_original_value_is_preferred_to_the_shown_one() {
        let status = json!({"$color":"green","$orig":"2","$":"Active"});
        assert_eq!(Node(&status).text().as_deref(), Some("2"));
        assert_eq!(Node(&status).shown().as_deref(), Some("Active"));
    }

    #[test]
    fn a_repeated_field_gives_its_first_value_that_is_not_empty() {
        assert_eq!(text(json!([{"$":"2026-10-04"},{"$":"2026-10-04"}])).as_deref(), Some("2026-10-04"));
        assert_eq!(text(json!([{"$":""},{"$":"5"}])).as_deref(), Some("5"));
        assert_eq!(text(json!([])), None);
    }

    #[test]
    fn an_empty_element_is_empty_and_a_full_one_has_no_text() {
        assert_eq!(text(json!({})).as_deref(), Some(""));
        assert_eq!(text(json!(null)).as_deref(), Some(""));
        assert_eq!(text(json!({"$color":"red"})).as_deref(), Some(""));
        assert_eq!(text(json!({"child":{"$":"x"}})), None);
    }

    #[test]
    fn a_list_is_an_array_an_object_or_absent() {
        assert_eq!(Node(&json!({"elem":[{"a":1},{"a":2}]})).items("elem").len(), 2);
        assert_eq!(Node(&json!({"elem":{"a":1}})).items("elem").len(), 1);
        assert_eq!(Node(&json!({})).items("elem").len(), 0);
    }
}
