use std::borrow::Cow;

use serde_json::Value;

use super::node::Node;
use crate::Error;

/// A reply's `doc`, and the `doc` inside it that some functions answer with after `sok=ok`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doc<'a> {
    outer: Node<'a>,
    inner: Option<Node<'a>>,
}

impl<'a> Doc<'a> {
    pub(crate) fn new(reply: &'a Value) -> Result<Self, Error> {
        let outer = Node::new(reply).field("doc").filter(|doc| doc.is_object());
        let outer = outer.ok_or_else(|| Error::malformed("the reply has no doc"))?;
        Ok(Self { outer, inner: outer.field("doc").filter(|doc| doc.is_object()) })
    }

    /// A field of `doc`, or else of `doc.doc`.
    pub(crate) fn find(&self, name: &str) -> Option<Node<'a>> {
        self.outer.field(name).or_else(|| self.inner.and_then(|doc| doc.field(name)))
    }

    /// The text of the first of these fields that is there.
    pub(crate) fn text(&self, names: &[&str]) -> Option<Cow<'a, str>> {
        names.iter().find_map(|name| self.find(name).and_then(Node::text))
    }

    /// The elements of a list in `doc`, or else in `doc.doc`.
    pub(crate) fn items(&self, name: &str) -> Vec<Node<'a>> {
        let items = self.outer.items(name);
        match self.inner {
            Some(inner) if items.is_empty() => inner.items(name),
            _ => items,
        }
    }

    /// The element that holds the fields of a form: `doc.doc` where the panel nested it, else `doc`.
    pub(crate) fn form(&self, sign: &[&str]) -> Node<'a> {
        let holds = |node: &Node<'a>| sign.iter().any(|name| node.field(name).is_some());
        match self.inner {
            Some(inner) if !holds(&self.outer) && holds(&inner) => inner,
            _ => self.outer,
        }
    }

    /// Whether the panel confirmed an action.
    pub(crate) fn is_ok(&self) -> bool {
        self.find("ok").is_some()
    }

    /// The id of a new object: at `id`, `item.id` or `doc.id` (`docs/protocols/billmanager.md` §2.3).
    pub(crate) fn new_id(&self) -> Option<u64> {
        ["id", "item.id"].iter().find_map(|name| self.find(name)?.text()?.parse().ok())
    }

    /// The choices of a select of the form: `slist[$name].val[]`.
    pub(crate) fn choices(&self, select: &str) -> Vec<Node<'a>> {
        let lists = self.items("slist");
        let list = lists.into_iter().find(|list| list.attribute("name").as_deref() == Some(select));
        list.map(|list| list.items("val")).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_is_found_in_doc_and_in_the_doc_inside_it() {
        let nested = json!({"doc":{"doc":{"newexpiredate":{"$":"2027-01-01"}}}});
        let doc = Doc::new(&nested).unwrap();
        assert_eq!(doc.text(&["newexpiredate"]).as_deref(), Some("2027-01-01"));
    }

    #[test]
    fn the_new_id_is_found_in_each_of_its_three_places() {
        for reply in [
            json!({"doc":{"id":{"$":"812"}}}),
            json!({"doc":{"item.id":{"$":"812"}}}),
            json!({"doc":{"doc":{"id":{"$":"812"}}}}),
            json!({"doc":{"id":[{"$":"812"},{"$":"812"}]}}),
            json!({"doc":{"id":812}}),
        ] {
            assert_eq!(Doc::new(&reply).unwrap().new_id(), Some(812), "{reply}");
        }
        assert_eq!(Doc::new(&json!({"doc":{"ok":{"$":""}}})).unwrap().new_id(), None);
    }

    #[test]
    fn a_reply_without_a_doc_is_malformed() {
        for reply in [json!({}), json!([]), json!("x"), json!({"doc":[]}), json!({"doc":"x"})] {
            assert!(Doc::new(&reply).is_err(), "{reply}");
        }
    }
}
