//! What can go wrong in the engine.

use std::error::Error as StdError;

use crate::Refusal;

/// A failure of the engine; the edge decides what a person is told.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// What was asked for cannot be; every reason at once.
    #[error("refused: {0:?}")]
    Refused(Vec<Refusal>),
    /// This person may not.
    #[error(transparent)]
    Forbidden(#[from] domain::access::Forbidden),
    /// What was asked for is not there, or not this person's.
    #[error("not found")]
    NotFound,
    /// A password could not be hashed or compared.
    #[error("a password could not be hashed")]
    Password(#[source] Box<dyn StdError + Send + Sync>),
    /// A module's settings do not make a connection.
    #[error("a processing module is not set up right")]
    Setup(#[source] Box<dyn StdError + Send + Sync>),
    /// The license server shows an address that is none.
    #[error("the license server shows {0:?} as an address")]
    UnreadableAddress(String),
    /// An operation stands at a step that this version does not have.
    #[error("there is no step {0:?}")]
    UnknownStep(String),
}

/// The result of the engine.
pub type Result<T> = std::result::Result<T, Error>;

impl From<Vec<domain::form::FieldProblem>> for Error {
    fn from(problems: Vec<domain::form::FieldProblem>) -> Self {
        Self::Refused(problems.into_iter().map(Refusal::Field).collect())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl Error {
    /// Wraps why a password could not be hashed.
    pub(crate) fn password(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Password(source.into())
    }

    /// Wraps why a module's settings make no connection.
    pub fn setup(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Setup(source.into())
    }
}
