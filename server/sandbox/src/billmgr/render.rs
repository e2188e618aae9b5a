//! The document in the format that `out` asks for (`docs/protocols/billmanager.md` §1.3).

use super::{Outcome, bjson, call::Call, refusal::Refusal};
use crate::{
    deliver::{Content, Reply},
    element::{Element, escaped},
    shape::Shape,
};

pub(crate) fn reply(call: &Call, shape: Shape, outcome: Outcome) -> Reply {
    let (doc, outcome) = match outcome {
        Ok(doc) => (doc, "ok".to_owned()),
        Err(refusal) => (error_document(call, &refusal, shape), refusal.short()),
    };
    match call.get("out") {
        Some("json" | "sjson" | "xjson") => {
            let body = Content::Json(doc, shape);
            Reply { status: 200, content_type: "application/json; charset=utf-8", body, outcome }
        }
        Some("bjson") => {
            let body = Content::Text(bjson::document(&doc, shape).to_string());
            Reply { status: 200, content_type: "application/json; charset=utf-8", body, outcome }
        }
        Some("xml") => {
            let body = Content::Text(doc.to_xml());
            Reply { status: 200, content_type: "text/xml; charset=utf-8", body, outcome }
        }
        _ => Reply { outcome, ..Reply::html(200, &format!("<pre>{}</pre>", escaped(&doc.to_xml()))) },
    }
}

fn error_document(call: &Call, refusal: &Refusal, shape: Shape) -> Element {
    Element::new("doc").child(refusal.to_element(call.function(), shape))
}
