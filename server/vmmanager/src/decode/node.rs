use std::borrow::Cow;

use serde_json::Value;

use crate::Error;

/// A part of a reply.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a>(&'a Value);

impl<'a> Node<'a> {
    pub(crate) fn new(value: &'a Value) -> Self {
        Self(value)
    }

    pub(crate) fn field(self, name: &str) -> Option<Node<'a>> {
        self.0.get(name).filter(|value| !value.is_null()).map(Node)
    }

    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        match self.0 {
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// A whole number, sent as a number or as a text.
    pub(crate) fn number(self) -> Option<u64> {
        match self.0 {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    pub(crate) fn flag(self) -> Option<bool> {
        match self.0 {
            Value::Bool(flag) => Some(*flag),
            Value::Number(number) => Some(number.as_u64() != Some(0)),
            Value::String(text) => Some(matches!(text.as_str(), "true" | "1" | "on" | "yes")),
            _ => None,
        }
    }

    /// A text that is not empty.
    pub(crate) fn filled(self, name: &str) -> Option<String> {
        self.field(name)?.text().filter(|text| !text.is_empty()).map(Cow::into_owned)
    }

    pub(crate) fn number_at(self, name: &str) -> Option<u64> {
        self.field(name)?.number()
    }

    /// The parts of a collection: an array, or an object whose values are the parts.
    pub(crate) fn parts(self, name: &str) -> Vec<Node<'a>> {
        match self.0.get(name) {
            Some(Value::Array(parts)) => parts.iter().map(Node).collect(),
            Some(Value::Object(map)) => map.values().map(Node).collect(),
            _ => Vec::new(),
        }
    }

    /// The ids of a collection of numbers, of `{"id":…}`, or of an object whose keys are the ids.
    pub(crate) fn ids(self, name: &str) -> Vec<u64> {
        let id = |part: Node<'_>| part.number().or_else(|| part.number_at("id"));
        match self.0.get(name) {
            Some(Value::Object(map)) if map.contains_key("id") => {
                map.get("id").and_then(|v| Node(v).number()).into_iter().collect()
            }
            Some(Value::Object(map)) => map
                .iter()
                .filter_map(|(key, part)| Node(part).number_at("id").or_else(|| key.parse().ok()))
                .collect(),
            _ => self.parts(name).into_iter().filter_map(id).collect(),
        }
    }

    pub(crate) fn texts(self, name: &str) -> Vec<String> {
        let text = |part: Node<'_>| part.text().map(Cow::into_owned).or_else(|| part.filled("name"));
        self.parts(name).into_iter().filter_map(text).collect()
    }

    /// The rows of a list reply. A reply without a list is no answer: taken for an empty one, it would say that a
    /// host is gone or was never made.
    pub(crate) fn list(self) -> Result<Vec<Node<'a>>, Error> {
        match self.0.get("list") {
            Some(Value::Array(rows)) => Ok(rows.iter().map(Node).collect()),
            _ => Err(Error::malformed("the reply holds no list")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_is_a_number_or_a_text() {
        assert_eq!(Node(&json!({"id": 4})).number_at("id"), Some(4));
        assert_eq!(Node(&json!({"id": "4"})).number_at("id"), Some(4));
        assert_eq!(Node(&json!({"id": "4-x"})).number_at("id"), None);
        assert_eq!(Node(&json!({"id": null})).number_at("id"), None);
    }

    #[test]
    fn clusters_are_an_array_or_an_object() {
        for clusters in
            [json!([1, 2]), json!([{"id":1},{"id":"2"}]), json!({"1":{"name":"a"},"2":{}}), json!(["1", "2"])]
        {
            assert_eq!(Node(&json!({"clusters": clusters})).ids("clusters"), [1, 2]);
        }
        assert_eq!(Node(&json!({"clusters": {"id": 3, "name": "c"}})).ids("clusters"), [3]);
        assert_eq!(Node(&json!({})).ids("clusters"), Vec::<u64>::new());
    }

    #[test]
    fn a_reply_without_a_list_is_not_an_empty_list() {
        assert!(Node(&json!({})).list().is_err());
        assert!(Node(&json!({"list": null})).list().is_err());
        assert_eq!(Node(&json!({"list": []})).list().unwrap().len(), 0);
    }
}
