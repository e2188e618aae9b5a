use std::time::Duration;

/// How a [`Sender`](crate::Sender) talks: limits, trust and the name it gives itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The longest wait for a connection, name look-up and TLS included; never more than half of
    /// `request_timeout`, so that a connection that was not made can be told from an answer that did not come.
    pub connect_timeout: Duration,
    /// The longest time for one method of a client: log-ins, the request and its whole reply together. A lease held
    /// over a call must be longer.
    pub request_timeout: Duration,
    /// The most bytes of a reply that are read.
    pub max_reply_bytes: usize,
    /// Certificates in PEM that are trusted beside the system's.
    pub root_certificates: Option<Vec<u8>>,
    /// The `User-Agent` header.
    pub user_agent: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(60),
            max_reply_bytes: 16 * 1024 * 1024,
            root_certificates: None,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// Why no [`Sender`](crate::Sender) could be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The extra root certificates are not readable PEM.
    #[error("the root certificates are not readable PEM")]
    RootCertificates(#[source] reqwest::Error),
    /// The PEM text holds no certificate.
    #[error("the root certificates hold no certificate")]
    NoCertificate,
    /// The TLS library refused the settings.
    #[error("the HTTP client could not be set up")]
    Client(#[source] reqwest::Error),
}
