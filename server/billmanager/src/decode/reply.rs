use sendonce::{Answer, Certainty};
use serde_json::Value;
use url::Url;

use super::long_url::long_url;
use crate::{Error, ErrorKind, NotJson};

/// A reply of the panel before its function looks at it.
#[derive(Debug)]
pub(crate) enum Reply {
    /// JSON.
    Json(Value),
    /// A page that says where the answer will be.
    Long(Url),
}

impl Reply {
    pub(crate) fn read(answer: &Answer, endpoint: &Url) -> Result<Self, Error> {
        if answer.status != 200 {
            let words = format!("the panel answered with HTTP status {}", answer.status);
            return Err(Error::new(ErrorKind::Http(answer.status), words, Certainty::Unknown));
        }
        if answer.has_too_many_parts() {
            let words = "the reply holds more values than any list has";
            return Err(Error::new(ErrorKind::TooLarge, words, Certainty::Unknown));
        }
        let text = answer.text();
        let text = text.trim_start_matches('\u{feff}').trim();
        match serde_json::from_str(text) {
            // A quoted page is still a page.
            Ok(Value::String(page)) => Self::not_json(&page, endpoint),
            Ok(value) => Ok(Self::Json(value)),
            Err(_) => Self::not_json(text, endpoint),
        }
    }

    fn not_json(text: &str, endpoint: &Url) -> Result<Self, Error> {
        if let Some(url) = long_url(text, endpoint) {
            return Ok(Self::Long(url));
        }
        let lower = text.to_lowercase();
        let is_html = lower.starts_with("<!") || lower.contains("<html") || lower.contains("<body");
        let is_captcha = ["captcha", "challenge", "are you human", "ddos"].iter().any(|w| lower.contains(w));
        let (what, words) = match () {
            () if text.is_empty() => (NotJson::Empty, "the reply is empty"),
            () if is_html && is_captcha => {
                (NotJson::Captcha, "a page in front of the panel wants to see a human (captcha)")
            }
            () if is_html => (NotJson::Html, "an HTML page came instead of an answer"),
            () => (NotJson::Text, "the reply is not JSON, or was cut short"),
        };
        Err(Error::new(ErrorKind::NotJson(what), words, Certainty::Unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(status: u16, body: &str) -> ErrorKind {
        let endpoint = Url::parse("https://h.example/billmgr").unwrap();
        let answer = Answer { status, body: body.as_bytes().to_vec() };
        Reply::read(&answer, &endpoint).unwrap_err().kind().clone()
    }

    #[test]
    fn what_is_not_json_is_told_apart() {
        assert_eq!(kind(200, ""), ErrorKind::NotJson(NotJson::Empty));
        assert_eq!(kind(200, "<!DOCTYPE html><html>Log in</html>"), ErrorKind::NotJson(NotJson::Html));
        assert_eq!(kind(200, "<html><div id=captcha></div></html>"), ErrorKind::NotJson(NotJson::Captcha));
        assert_eq!(kind(200, r#"{"doc":{"id":{"$":"8"#), ErrorKind::NotJson(NotJson::Text));
    }

    #[test]
    fn another_status_than_200_is_never_an_answer() {
        assert_eq!(kind(500, r#"{"doc":{"ok":{}}}"#), ErrorKind::Http(500));
        assert_eq!(kind(307, ""), ErrorKind::Http(307));
    }

    #[test]
    fn json_nested_without_end_is_refused() {
        assert_eq!(kind(200, &"[".repeat(100_000)), ErrorKind::NotJson(NotJson::Text));
    }
}
