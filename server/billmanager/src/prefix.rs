use std::{fmt, str::FromStr};

/// The first part of a product's function names: `soft`, `softexternal`, `platform`
/// (`docs/protocols/billmanager.md` §2.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prefix(String);

/// A prefix is lower-case letters, digits, `_` and `.`, beginning with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a function prefix is lower-case letters, digits, dots and underscores")]
pub struct PrefixError;

impl Prefix {
    /// The vendor's own licenses.
    pub fn soft() -> Self {
        Self("soft".to_owned())
    }

    /// Licenses of other vendors, such as CloudLinux.
    pub fn softexternal() -> Self {
        Self("softexternal".to_owned())
    }

    /// The platforms VMmanager 6 and DCImanager 6.
    pub fn platform() -> Self {
        Self("platform".to_owned())
    }

    /// Reads a prefix.
    pub fn parse(text: &str) -> Result<Self, PrefixError> {
        let is_good = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.'))
            && !text.ends_with('.')
            && text.len() <= 64;
        if is_good { Ok(Self(text.to_owned())) } else { Err(PrefixError) }
    }

    /// The prefix as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn function(&self, rest: &str) -> String {
        format!("{}.{rest}", self.0)
    }
}

impl FromStr for Prefix {
    type Err = PrefixError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_cannot_smuggle_another_function() {
        assert!(Prefix::parse("v2.soft").is_ok());
        for bad in ["", "Soft", "soft.", ".soft", "soft&func=x", "soft edit", "1soft"] {
            assert_eq!(Prefix::parse(bad), Err(PrefixError), "{bad}");
        }
    }
}
