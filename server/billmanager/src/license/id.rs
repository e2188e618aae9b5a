use std::{fmt, str::FromStr};

/// The number of a license at the panel. A number and nothing else: a text with a comma would address several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LicenseId(u64);

/// A license id is a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a license id is a whole number")]
pub struct LicenseIdError;

impl LicenseId {
    /// The license with this number.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl FromStr for LicenseId {
    type Err = LicenseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| LicenseIdError)
    }
}

impl fmt::Display for LicenseId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
