//! Recipes: the parameters that a panel's installation is started with.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The license key of the panel.
pub const LICENSE_KEY: &str = "{license_key}";
/// The server's address.
pub const ADDRESS: &str = "{address}";
/// The server's name.
pub const HOST_NAME: &str = "{host_name}";

/// The parameters of a recipe as staff typed them: `name=value` lines, with placeholders in the values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecipeParams(Vec<(String, String)>);

/// What is wrong with the lines of a recipe's parameters; lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipeParamsError {
    /// The line is not `name=value`.
    #[error("line {line} is not name=value")]
    NotAPair {
        /// The line.
        line: usize,
    },
    /// The line has a word in braces that stands for nothing.
    #[error("line {line} has a placeholder that stands for nothing")]
    UnknownPlaceholder {
        /// The line.
        line: usize,
    },
    /// The line's name stands in an earlier line too.
    #[error("line {line} repeats a name")]
    Repeated {
        /// The line.
        line: usize,
    },
}

/// What the placeholders stand for on one server.
#[derive(Clone, Copy)]
pub struct Placeholders<'a> {
    /// The license key of the panel; it is never logged.
    pub license_key: &'a str,
    /// The server's address.
    pub address: &'a str,
    /// The server's name.
    pub host_name: &'a str,
}

impl RecipeParams {
    /// The parameters with their placeholders as typed.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether a value holds the license key.
    pub fn needs_license_key(&self) -> bool {
        self.0.iter().any(|(_, value)| value.contains(LICENSE_KEY))
    }

    /// The parameters of one server. They may hold the license key.
    pub fn filled(&self, on: &Placeholders<'_>) -> Vec<(String, String)> {
        let fill = |value: &str| {
            let (before, after) = value.split_once('{')?;
            let (word, rest) = after.split_once('}')?;
            let stands_for = on.value_of(word)?;
            Some((before.to_owned() + stands_for, rest.to_owned()))
        };
        let filled = self.0.iter().map(|(name, value)| {
            let (mut done, mut rest) = (String::new(), value.clone());
            // A value is read once from left to right: what a placeholder stands for is never read again.
            while !rest.is_empty() {
                match fill(&rest) {
                    Some((filled, left)) => {
                        done.push_str(&filled);
                        rest = left;
                    }
                    None => match rest.find('{') {
                        Some(at) => done.extend(rest.drain(..=at)),
                        None => done.push_str(&std::mem::take(&mut rest)),
                    },
                }
            }
            (name.clone(), done)
        });
        filled.collect()
    }
}

impl<'a> Placeholders<'a> {
    fn value_of(&self, word: &str) -> Option<&'a str> {
        match word {
            "license_key" => Some(self.license_key),
            "address" => Some(self.address),
            "host_name" => Some(self.host_name),
            _ => None,
        }
    }
}

impl FromStr for RecipeParams {
    type Err = RecipeParamsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (line, text) in (1..).zip(text.lines().map(str::trim)) {
            if text.is_empty() {
                continue;
            }
            let (name, value) = text.split_once('=').ok_or(RecipeParamsError::NotAPair { line })?;
            let (name, value) = (name.trim(), value.trim());
            if name.is_empty() {
                return Err(RecipeParamsError::NotAPair { line });
            }
            if pairs.iter().any(|(known, _)| known == name) {
                return Err(RecipeParamsError::Repeated { line });
            }
            if has_unknown_placeholder(value) {
                return Err(RecipeParamsError::UnknownPlaceholder { line });
            }
            pairs.push((name.to_owned(), value.to_owned()));
        }
        Ok(Self(pairs))
    }
}

/// A word in braces that looks like a placeholder but is none of ours is a slip of the pen; other braces are not.
fn has_unknown_placeholder(value: &str) -> bool {
    let words = value.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word);
    let looks_like_one =
        |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    words.filter(looks_like_one).any(|word| !matches!(word, "license_key" | "address" | "host_name"))
}

impl TryFrom<String> for RecipeParams {
    type Error = RecipeParamsError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RecipeParams> for String {
    fn from(params: RecipeParams) -> Self {
        params.to_string()
    }
}

impl fmt::Display for RecipeParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, value)) in self.0.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{name}={value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(text: &str) -> RecipeParams {
        text.parse().unwrap()
    }

    #[test]
    fn parameters_are_lines_of_name_and_value() {
        let read = params(" KEY = {license_key} \r\n\n URL=https://a.test/?x=1\nEMPTY=");
        let pairs: Vec<_> = read.pairs().iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("KEY", "{license_key}"), ("URL", "https://a.test/?x=1"), ("EMPTY", "")]);
        assert_eq!(read.to_string(), "KEY={license_key}\nURL=https://a.test/?x=1\nEMPTY=");
        assert_eq!(params(&read.to_string()), read);
        assert!(read.needs_license_key() && !params("A={address}").needs_license_key());
    }

    #[test]
    fn a_line_that_is_wrong_is_named_by_its_number() {
        let error = |text: &str| text.parse::<RecipeParams>().unwrap_err();
        assert_eq!(error("A=1\n\nB"), RecipeParamsError::NotAPair { line: 3 });
        assert_eq!(error("=1"), RecipeParamsError::NotAPair { line: 1 });
        assert_eq!(error("A=1\nA=2"), RecipeParamsError::Repeated { line: 2 });
        assert_eq!(error("A={licence_key}"), RecipeParamsError::UnknownPlaceholder { line: 1 });
    }

    #[test]
    fn placeholders_are_filled_and_what_they_stand_for_is_not_read_again() {
        let on = Placeholders { license_key: "{address}", address: "192.0.2.7", host_name: "web.test" };
        let filled =
            params("A={license_key}:{address}\nB={\"host\": \"{host_name}\"}\nC=plain {").filled(&on);
        let expected = [("A", "{address}:192.0.2.7"), ("B", "{\"host\": \"web.test\"}"), ("C", "plain {")];
        assert_eq!(filled, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
