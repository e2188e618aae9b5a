//! The properties of a JSON body, checked one by one.

use serde_json::{Map, Value};

use super::failure::Failure;

/// A JSON object of which unknown keys and placeholders are refused (`docs/protocols/vmmanager.md` §2.1).
#[derive(Clone, Debug, Default)]
pub(crate) struct Properties(pub Map<String, Value>);

impl Properties {
    /// Refuses keys that the function does not know, and null.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Failure> {
        for (name, value) in &self.0 {
            if !known.contains(&name.as_str()) {
                return Err(Failure::unexpected(name));
            }
            if value.is_null() {
                return Err(Failure::invalid(name, "null"));
            }
        }
        Ok(())
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, Failure> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if !text.is_empty() || name == "comment" => Ok(Some(text)),
            Some(_) => Err(Failure::invalid(name, "a text is expected")),
        }
    }

    pub(crate) fn needed_text(&self, name: &str) -> Result<&str, Failure> {
        self.text(name)?.ok_or_else(|| Failure::invalid(name, "it is required"))
    }

    /// A number of at least 1: zero is a placeholder.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u64>, Failure> {
        match self.0.get(name) {
            None => Ok(None),
            Some(value) => match value.as_u64() {
                Some(number) if number > 0 => Ok(Some(number)),
                _ => Err(Failure::invalid(name, "a number above zero is expected")),
            },
        }
    }

    pub(crate) fn needed_number(&self, name: &str) -> Result<u64, Failure> {
        self.number(name)?.ok_or_else(|| Failure::invalid(name, "it is required"))
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Failure> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(Failure::invalid(name, "true or false is expected")),
        }
    }

    pub(crate) fn list(&self, name: &str) -> Result<&[Value], Failure> {
        match self.0.get(name) {
            None => Ok(&[]),
            Some(Value::Array(values)) => Ok(values),
            Some(_) => Err(Failure::invalid(name, "a list is expected")),
        }
    }
}
