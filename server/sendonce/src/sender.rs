use std::time::{Duration, Instant};

use reqwest::{Certificate, ClientBuilder, RequestBuilder, redirect, retry};

use crate::{Failure, Settings, SetupError};

/// Whether a request may be repeated below the caller's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Manner {
    /// Asks only; the connection may be reused.
    Read,
    /// Changes or spends: sent at most once, on a connection of its own.
    Change,
}

/// A whole reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; redirects are answers like any other.
    pub status: u16,
    /// The body as sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text, with what is not UTF-8 replaced.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

/// Sends requests in one of the two manners and reads bounded replies.
#[derive(Clone, Debug)]
pub struct Sender {
    reading: reqwest::Client,
    changing: reqwest::Client,
    max_reply_bytes: usize,
    request_timeout: Duration,
}

/// When one method of a client has to be through, however many requests it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline(Instant);

impl Deadline {
    /// This long from now.
    pub fn after(time: Duration) -> Self {
        let now = Instant::now();
        // A time without end is as good as a day.
        Self(now.checked_add(time).unwrap_or(now + Duration::from_secs(86_400)))
    }

    /// What is left; nothing when the time is up.
    pub fn remaining(self) -> Option<Duration> {
        let left = self.0.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }
}

impl Sender {
    /// Builds both clients, which takes some milliseconds for the system's certificates: keep it. Fails only on
    /// unreadable certificates or a broken TLS set-up.
    pub fn new(settings: &Settings) -> Result<Self, SetupError> {
        let reading = client(settings)?.build().map_err(SetupError::Client)?;
        // A server may close an idle connection while we write to it, and the layers below would then send the
        // request again on a new one. Without idle connections there is nothing to be closed.
        let changing =
            client(settings)?.http1_only().pool_max_idle_per_host(0).build().map_err(SetupError::Client)?;
        let Settings { max_reply_bytes, request_timeout, .. } = *settings;
        Ok(Self { reading, changing, max_reply_bytes, request_timeout })
    }

    /// The deadline for a method that begins now.
    pub fn deadline(&self) -> Deadline {
        Deadline::after(self.request_timeout)
    }

    /// Sends what `build` makes of the fitting client and reads the whole reply, whatever its status. Nothing is sent
    /// after the deadline.
    pub async fn send(
        &self,
        manner: Manner,
        deadline: Deadline,
        build: impl FnOnce(&reqwest::Client) -> RequestBuilder,
    ) -> Result<Answer, Failure> {
        let client = match manner {
            Manner::Read => &self.reading,
            Manner::Change => &self.changing,
        };
        let left = deadline.remaining().ok_or_else(Failure::too_late)?;
        let mut response = build(client).timeout(left).send().await.map_err(Failure::before_reply)?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > self.max_reply_bytes => {
                    return Err(Failure::too_large(self.max_reply_bytes, status));
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(Answer { status, body }),
                Err(error) => return Err(Failure::within_reply(error, status, body.len())),
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is where the clients are built, with their repeating off"
)]
fn client(settings: &Settings) -> Result<ClientBuilder, SetupError> {
    let mut builder = reqwest::Client::builder()
        .retry(retry::never())
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .user_agent(&settings.user_agent)
        .connect_timeout(settings.connect_timeout.min(settings.request_timeout / 2));
    if let Some(pem) = &settings.root_certificates {
        let certificates = Certificate::from_pem_bundle(pem).map_err(SetupError::RootCertificates)?;
        if certificates.is_empty() {
            return Err(SetupError::NoCertificate);
        }
        builder = builder.tls_certs_merge(certificates);
    }
    Ok(builder)
}
