//! What a remote system's failure means for us.

use billmanager::{Certainty, ErrorKind};
use domain::ModuleKind;
use domain::operation::Note;

/// What a failed call at the license server means, with its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A clear refusal of what was asked.
    Refused(String),
    /// A clear refusal of the address.
    AddressRefused(String),
    /// Our account may not do this, or may not log in.
    NoAccess(String),
    /// Our account has too little money there.
    NoMoney(String),
    /// There is no such license.
    Missing(String),
    /// Nothing took effect; time may cure it.
    Later(String),
    /// No clear answer: it may have taken effect.
    NoAnswer(String),
}

impl From<&billmanager::Error> for Verdict {
    fn from(error: &billmanager::Error) -> Self {
        let words = error.words().to_owned();
        match (error.kind(), error.certainty()) {
            (_, Certainty::Unknown) => Self::NoAnswer(words),
            (_, Certainty::Unsent) | (ErrorKind::Busy | ErrorKind::SessionOver, _) => Self::Later(words),
            (ErrorKind::NotFound, _) => Self::Missing(words),
            (ErrorKind::Access | ErrorKind::Auth { .. }, _) => Self::NoAccess(words),
            (ErrorKind::NoMoney, _) => Self::NoMoney(words),
            (ErrorKind::AddressRefused, _) => Self::AddressRefused(words),
            (_, Certainty::Refused) => Self::Refused(words),
        }
    }
}

impl Verdict {
    /// The license server's words.
    pub fn words(&self) -> &str {
        match self {
            Self::Refused(words)
            | Self::AddressRefused(words)
            | Self::NoAccess(words)
            | Self::NoMoney(words)
            | Self::Missing(words)
            | Self::Later(words)
            | Self::NoAnswer(words) => words,
        }
    }

    /// The note of a step that cannot go on because of it.
    pub fn note(self) -> Note {
        let system = ModuleKind::Billmanager;
        match self {
            Self::NoMoney(words) => Note::WaitingForFunds { words },
            Self::Later(words) | Self::NoAnswer(words) => Note::RemoteFault { system, words },
            Self::NoAccess(words) => Note::NoAccess { system, words },
            Self::Refused(words) | Self::AddressRefused(words) | Self::Missing(words) => {
                Note::Refused { system, words }
            }
        }
    }
}
