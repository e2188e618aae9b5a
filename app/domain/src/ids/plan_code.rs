use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The code of a plan at the license server (`docs/protocols/billmanager.md §6`), or [`PlanCode::NO_PANEL`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlanCode(String);

/// Why a text cannot be a plan code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanCodeError {
    /// Nothing was given.
    #[error("a plan code cannot be empty")]
    Empty,
    /// More than [`PlanCode::MAX_LENGTH`] characters.
    #[error("a plan code has at most {} characters", PlanCode::MAX_LENGTH)]
    TooLong,
    /// Something other than a letter, a digit, `_`, `.` or `-`.
    #[error("a plan code cannot contain {character:?}")]
    BadCharacter {
        /// The first such character.
        character: char,
    },
}

impl PlanCode {
    /// The code of "No control panel": nothing is asked of any license server.
    pub const NO_PANEL: &'static str = "nopanel";
    /// The longest code accepted, in characters.
    pub const MAX_LENGTH: usize = 64;

    /// Parses a code: 1 to 64 of `A–Z a–z 0–9 _ . -`, surrounding white space ignored.
    pub fn parse(text: &str) -> Result<Self, PlanCodeError> {
        let code = text.trim();
        if code.is_empty() {
            return Err(PlanCodeError::Empty);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        if let Some(character) = code.chars().find(|&c| !allowed(c)) {
            return Err(PlanCodeError::BadCharacter { character });
        }
        if code.len() > Self::MAX_LENGTH {
            return Err(PlanCodeError::TooLong);
        }
        Ok(Self(code.to_owned()))
    }

    /// The code of "No control panel".
    pub fn no_panel() -> Self {
        Self(Self::NO_PANEL.to_owned())
    }

    /// Whether this is "No control panel".
    pub fn is_no_panel(&self) -> bool {
        self.0 == Self::NO_PANEL
    }

    /// The code as the license server spells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlanCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PlanCode {
    type Err = PlanCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for PlanCode {
    type Error = PlanCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PlanCode> for String {
    fn from(code: PlanCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_code_is_a_short_plain_word() {
        assert_eq!(PlanCode::parse(" 55227 ").unwrap().as_str(), "55227");
        assert_eq!(PlanCode::parse("  "), Err(PlanCodeError::Empty));
        assert_eq!(PlanCode::parse("55 227"), Err(PlanCodeError::BadCharacter { character: ' ' }));
        assert!(PlanCode::parse(&"9".repeat(64)).is_ok());
        assert_eq!(PlanCode::parse(&"9".repeat(65)), Err(PlanCodeError::TooLong));
    }

    #[test]
    fn nopanel_is_a_plan_code_that_says_so() {
        assert!(PlanCode::parse("nopanel").unwrap().is_no_panel());
        assert_eq!(PlanCode::no_panel(), PlanCode::parse(PlanCode::NO_PANEL).unwrap());
        assert!(!PlanCode::parse("55227").unwrap().is_no_panel());
    }

    #[test]
    fn json_cannot_carry_a_bad_plan_code_past_the_parser() {
        assert!(serde_json::from_str::<PlanCode>("\"a b\"").is_err());
    }
}
