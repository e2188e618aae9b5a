//! Host names of servers.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A full host name by RFC 1123, in lower case: at least two labels, at most 253 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HostName(String);

/// Why a text cannot be a host name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HostNameError {
    /// Nothing was typed.
    #[error("a host name is needed")]
    Empty,
    /// More than 253 characters.
    #[error("a host name has at most 253 characters")]
    TooLong,
    /// A name without a domain.
    #[error("a full host name is needed, like server.example.com")]
    OneLabel,
    /// Two dots in a row, or a dot at an end.
    #[error("there is nothing between two dots, or a dot at an end")]
    EmptyLabel,
    /// More than 63 characters between two dots.
    #[error("{label:?} is longer than 63 characters")]
    LabelTooLong {
        /// The part between two dots.
        label: String,
    },
    /// A hyphen at an end of a label.
    #[error("{label:?} starts or ends with a hyphen")]
    HyphenAtEdge {
        /// The part between two dots.
        label: String,
    },
    /// Something other than a Latin letter, a digit or a hyphen.
    #[error("a host name cannot contain {character:?}")]
    BadCharacter {
        /// The first such character.
        character: char,
    },
    /// A last label of digits only, as in an IP address.
    #[error("the last part of a host name cannot be a number")]
    NumericDomain,
}

impl HostName {
    /// Parses a name; surrounding white space is ignored and letters become lower case.
    pub fn parse(text: &str) -> Result<Self, HostNameError> {
        let name = text.trim().to_ascii_lowercase();
        if name.is_empty() {
            return Err(HostNameError::Empty);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        if let Some(character) = name.chars().find(|&c| !allowed(c)) {
            return Err(HostNameError::BadCharacter { character });
        }
        if name.len() > 253 {
            return Err(HostNameError::TooLong);
        }
        name.split('.').try_for_each(check_label)?;
        match name.rsplit_once('.') {
            None => Err(HostNameError::OneLabel),
            Some((_, last)) if last.bytes().all(|b| b.is_ascii_digit()) => Err(HostNameError::NumericDomain),
            Some(_) => Ok(Self(name)),
        }
    }

    /// The name in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_label(label: &str) -> Result<(), HostNameError> {
    if label.is_empty() {
        Err(HostNameError::EmptyLabel)
    } else if label.len() > 63 {
        Err(HostNameError::LabelTooLong { label: label.to_owned() })
    } else if label.starts_with('-') || label.ends_with('-') {
        Err(HostNameError::HyphenAtEdge { label: label.to_owned() })
    } else {
        Ok(())
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for HostName {
    type Err = HostNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for HostName {
    type Error = HostNameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<HostName> for String {
    fn from(name: HostName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_host_name_is_accepted_in_lower_case() {
        assert_eq!(HostName::parse(" Web-1.Example.COM ").unwrap().as_str(), "web-1.example.com");
        assert!(HostName::parse("1and1.example").is_ok());
    }

    #[test]
    fn every_way_to_be_wrong_has_its_own_words() {
        let label = || "-a".to_owned();
        assert_eq!(HostName::parse(" "), Err(HostNameError::Empty));
        assert_eq!(HostName::parse("localhost"), Err(HostNameError::OneLabel));
        assert_eq!(HostName::parse("a..b"), Err(HostNameError::EmptyLabel));
        assert_eq!(HostName::parse("a.b."), Err(HostNameError::EmptyLabel));
        assert_eq!(HostName::parse("-a.b"), Err(HostNameError::HyphenAtEdge { label: label() }));
        assert_eq!(HostName::parse("a_b.c"), Err(HostNameError::BadCharacter { character: '_' }));
        assert_eq!(HostName::parse("сервер.рф"), Err(HostNameError::BadCharacter { character: 'с' }));
        assert_eq!(HostName::parse("10.0.0.1"), Err(HostNameError::NumericDomain));
        let long = "a".repeat(64);
        assert_eq!(
            HostName::parse(&format!("{long}.com")),
            Err(HostNameError::LabelTooLong { label: long.clone() })
        );
    }

    #[test]
    fn the_253rd_character_is_the_last() {
        let label = "a".repeat(63);
        let longest = format!("{label}.{label}.{label}.{}", "a".repeat(61));
        assert_eq!(longest.len(), 253);
        assert!(HostName::parse(&longest).is_ok());
        assert_eq!(HostName::parse(&format!("{longest}a")), Err(HostNameError::TooLong));
    }
}
