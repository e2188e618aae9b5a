//! Why a page or a server function did not do what was asked.

use leptos::server_fn::{codec::JsonEncoding, error::FromServerFnError, error::ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What stood in the way, in four words; it carries nothing that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Failure {
    /// Nobody is logged in.
    #[error("log in first")]
    Stranger,
    /// This login may not do it.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or it is somebody else's.
    #[error("not found")]
    NotFound,
    /// It went wrong on our side; the log has the cause.
    #[error("something went wrong")]
    Broken,
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Broken
    }
}

#[cfg(feature = "ssr")]
impl Failure {
    /// The status of an answer that fails like this.
    pub(crate) const fn status(self) -> http::StatusCode {
        match self {
            Self::Stranger => http::StatusCode::UNAUTHORIZED,
            Self::Forbidden => http::StatusCode::FORBIDDEN,
            Self::NotFound => http::StatusCode::NOT_FOUND,
            Self::Broken => http::StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Logs a cause once, here at the boundary, and keeps it from the visitor.
    ///
    /// A form is answered by `/failed`: without that, the browser would be back where it was and nothing said.
    pub(crate) fn broken(error: &dyn std::error::Error) -> Self {
        let mut cause = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            cause.push_str(": ");
            cause.push_str(&error.to_string());
            source = error.source();
        }
        tracing::error!(event = "page.broken", cause, "page.broken: {cause}");
        leptos_axum::redirect("/failed");
        Self::Broken
    }

    /// Gives the answer under way this failure's status.
    pub(crate) fn set_status(self) {
        if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
            response.set_status(self.status());
        }
    }
}

#[cfg(feature = "ssr")]
impl From<engine::Error> for Failure {
    fn from(error: engine::Error) -> Self {
        match error {
            engine::Error::NotFound => Self::NotFound,
            engine::Error::Forbidden(_) => Self::Forbidden,
            other => Self::broken(&other),
        }
    }
}
