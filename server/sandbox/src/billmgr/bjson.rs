//! `out=bjson`: flattened, as two clients read it (`docs/protocols/billmanager.md` §1.3). Its grammar is not known; this
//! is what they need: `id.v`, `model`, `error.msg`.

use serde_json::{Map, Value, json};

use crate::{element::Element, shape::Shape};

/// Children of which a document holds a list.
const LISTS: &[&str] = &["elem", "pricelist"];

pub(super) fn document(doc: &Element, shape: Shape) -> Value {
    // The object inside the object is one of the things that the other formats do.
    let children = || {
        doc.children().iter().flat_map(|child| {
            if child.name() == "doc" { child.children() } else { std::slice::from_ref(child) }
        })
    };
    if children().any(|child| child.name() == "elid") {
        return json!({"model": flat(children())});
    }
    let mut object = Map::new();
    for child in children() {
        let name = child.name().to_owned();
        if LISTS.contains(&child.name()) {
            let list = object.entry(name).or_insert_with(|| json!([]));
            if let Value::Array(rows) = list {
                rows.push(flat(child.children().iter()));
            }
        } else if child.name() == "error" {
            object.insert(name, error(child, shape));
        } else {
            object.insert(name, valued(child));
        }
    }
    Value::Object(object)
}

fn valued(element: &Element) -> Value {
    let mut object = Map::from_iter([("v".to_owned(), Value::from(element.text()))]);
    for (name, value) in element.attributes() {
        object.insert((*name).to_owned(), Value::from(value.as_str()));
    }
    Value::Object(object)
}

/// The words are a plain text or another `v`.
fn error(element: &Element, shape: Shape) -> Value {
    let mut error = valued(element);
    let message = element.children().iter().find(|child| child.name() == "msg");
    if let (Value::Object(object), Some(message)) = (&mut error, message) {
        object.remove("v");
        let message = if shape.bare { valued(message) } else { Value::from(message.text()) };
        object.insert("msg".to_owned(), message);
    }
    error
}

fn flat<'a>(children: impl Iterator<Item = &'a Element>) -> Value {
    let mut object = Map::new();
    for child in children {
        let value = if child.children().is_empty() {
            Value::from(child.attribute("orig").unwrap_or(child.text()))
        } else {
            flat(child.children().iter())
        };
        object.insert(child.name().to_owned(), value);
    }
    Value::Object(object)
}
