//! The panel's document: one tree, sent as JSON or XML.

use serde_json::Value;

use crate::shape::Shape;

/// Elements that are lists: one of them may be sent as an object or as an array of one.
const LISTS: &[&str] = &["elem", "pricelist", "period", "addon", "slist", "list", "val"];

/// One element with attributes, text and children.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    name: String,
    attributes: Vec<(&'static str, String)>,
    text: Option<String>,
    children: Vec<Element>,
}

impl Element {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new(), text: None, children: Vec::new() }
    }

    pub(crate) fn leaf(name: &str, text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::new(name) }
    }

    /// With an attribute: `$name` in JSON.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    #[must_use]
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// Without the children of these names.
    #[must_use]
    pub(crate) fn without(mut self, names: &[&str]) -> Self {
        self.children.retain(|child| !names.contains(&child.name.as_str()));
        self
    }

    /// With a child that is only text.
    #[must_use]
    pub(crate) fn field(self, name: &str, text: impl Into<String>) -> Self {
        self.child(Self::leaf(name, text))
    }

    pub(crate) fn push(&mut self, child: Self) {
        self.children.push(child);
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    pub(crate) fn children(&self) -> &[Self] {
        &self.children
    }

    pub(crate) fn attributes(&self) -> &[(&'static str, String)] {
        &self.attributes
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// Writes the JSON form of `docs/protocols/billmanager.md` §1.3.
    pub(crate) fn write_json(&self, shape: Shape, out: &mut String) {
        if self.attributes.is_empty() && self.children.is_empty() {
            let is_bare = shape.bare && self.name != "ok";
            out.push_str(if is_bare { "" } else { "{\"$\":" });
            write_text(self.text(), out);
            out.push_str(if is_bare { "" } else { "}" });
            return;
        }
        let mut between = '{';
        for (name, value) in &self.attributes {
            write_key(&format!("${name}"), &mut between, out);
            write_text(value, out);
        }
        if let Some(text) = &self.text {
            write_key("$", &mut between, out);
            write_text(text, out);
        }
        let mut names: Vec<&str> = Vec::new();
        for child in &self.children {
            if !names.contains(&child.name.as_str()) {
                names.push(&child.name);
            }
        }
        for name in names {
            write_key(name, &mut between, out);
            let mut same = self.children.iter().filter(|child| child.name == name).peekable();
            let Some(first) = same.next() else { continue };
            let is_list = same.peek().is_some() || shape.array_of_one && LISTS.contains(&name);
            out.push_str(if is_list { "[" } else { "" });
            first.write_json(shape, out);
            for next in same {
                out.push(',');
                next.write_json(shape, out);
            }
            out.push_str(if is_list { "]" } else { "" });
        }
        out.push('}');
    }

    pub(crate) fn to_xml(&self) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write_xml(&mut xml);
        xml
    }

    fn write_xml(&self, xml: &mut String) {
        xml.push('<');
        xml.push_str(&self.name);
        for (name, value) in &self.attributes {
            xml.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        if self.text.as_deref().unwrap_or_default().is_empty() && self.children.is_empty() {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        xml.push_str(&escaped(self.text.as_deref().unwrap_or_default()));
        for child in &self.children {
            child.write_xml(xml);
        }
        xml.push_str(&format!("</{}>", self.name));
    }
}

fn write_key(name: &str, between: &mut char, out: &mut String) {
    out.push(*between);
    *between = ',';
    write_text(name, out);
    out.push(':');
}

fn write_text(text: &str, out: &mut String) {
    out.push_str(&Value::from(text).to_string());
}

/// Text made safe for XML and HTML.
pub(crate) fn escaped(text: &str) -> String {
    // XML has no way to write these.
    let is_writable = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let text: String = text.chars().map(|c| if is_writable(c) { c } else { '\u{fffd}' }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(element: &Element) -> Value {
        let mut text = String::new();
        element.write_json(Shape::plain(), &mut text);
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_repeated_child_becomes_an_array_and_a_single_one_an_object() {
        let one = Element::new("doc").child(Element::new("elem").field("id", "1"));
        assert_eq!(read(&one), json!({"elem": {"id": {"$": "1"}}}));
        let two = one.child(Element::new("elem").field("id", "2"));
        assert_eq!(read(&two), json!({"elem": [{"id": {"$": "1"}}, {"id": {"$": "2"}}]}));
    }

    #[test]
    fn whatever_a_text_holds_is_read_back() {
        let text = "\"quoted\" \\ back\u{7}slash\nline é";
        assert_eq!(read(&Element::new("doc").field("name", text)), json!({"name": {"$": text}}));
    }

    #[test]
    fn an_attribute_and_a_text_stand_beside_each_other() {
        let status = Element::leaf("status", "Active").with("orig", "2");
        assert_eq!(read(&status), json!({"$orig": "2", "$": "Active"}));
        assert!(status.to_xml().ends_with("<status orig=\"2\">Active</status>"));
    }
}
