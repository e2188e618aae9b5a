//! E-mail addresses.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::host_name::HostName;

/// An e-mail address as it was typed; whether it reaches anybody only a letter can tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text cannot be an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailError {
    /// Nothing was typed.
    #[error("an e-mail address is needed")]
    Empty,
    /// No `@`, or nothing before it.
    #[error("an e-mail address looks like name@example.com")]
    NotAnAddress,
    /// The part after `@` is no host name.
    #[error("the part after @ is not a domain")]
    BadDomain,
    /// More than 254 characters.
    #[error("an e-mail address has at most 254 characters")]
    TooLong,
}

impl Email {
    /// Parses an address, surrounding white space ignored.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let address = text.trim();
        if address.is_empty() {
            return Err(EmailError::Empty);
        }
        if address.len() > 254 {
            return Err(EmailError::TooLong);
        }
        let (local, domain) = address.rsplit_once('@').ok_or(EmailError::NotAnAddress)?;
        let bad =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '<' | '>' | ',' | ';' | '"');
        if local.is_empty() || local.len() > 64 || local.contains(bad) {
            return Err(EmailError::NotAnAddress);
        }
        HostName::parse(domain).map_err(|_| EmailError::BadDomain)?;
        Ok(Self(address.to_owned()))
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_typed() {
        assert_eq!(Email::parse(" Ann+vps@Demo.test ").unwrap().as_str(), "Ann+vps@Demo.test");
    }

    #[test]
    fn what_no_letter_can_reach_is_refused() {
        assert_eq!(Email::parse(""), Err(EmailError::Empty));
        assert_eq!(Email::parse("ann"), Err(EmailError::NotAnAddress));
        assert_eq!(Email::parse("@demo.test"), Err(EmailError::NotAnAddress));
        assert_eq!(Email::parse("a@b@demo.test"), Err(EmailError::NotAnAddress));
        assert_eq!(Email::parse("a b@demo.test"), Err(EmailError::NotAnAddress));
        assert_eq!(Email::parse("ann@localhost"), Err(EmailError::BadDomain));
        assert_eq!(Email::parse(&format!("{}@demo.test", "a".repeat(250))), Err(EmailError::TooLong));
    }
}
