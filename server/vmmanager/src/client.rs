//! The client itself: one VMmanager, one user. The methods for each function are beside their types.

mod call;
mod exchange;
mod token;

use std::sync::Mutex;

use secrecy::ExposeSecret;
use sendonce::{CallRecord, Outcome, Sender, Settings};
use serde_json::Value;

pub use sendonce::SetupError;

pub(crate) use call::Call;

use crate::{BaseUrl, Called, Credentials, Error, ErrorKind, decode::node::Node};
use token::Token;

/// A client for one user at one VMmanager; it keeps its token and logs in when it has to.
#[derive(Debug)]
pub struct Client {
    credentials: Credentials,
    sender: Sender,
    token: Mutex<Option<Token>>,
}

impl Client {
    /// Builds a client; sends nothing.
    pub fn new(credentials: Credentials, settings: &Settings) -> Result<Self, SetupError> {
        let sender = Sender::new(settings)?;
        Ok(Self { credentials, sender, token: Mutex::new(None) })
    }

    /// The address.
    pub fn base_url(&self) -> &BaseUrl {
        &self.credentials.base_url
    }

    /// Sends one call and reads its reply, within the time for one method. VMmanager turns an old token away before it
    /// looks at the request, so the call is then sent once more with a new one.
    pub(crate) async fn call<T>(
        &self,
        mut call: Call,
        decode: impl FnOnce(Node<'_>) -> Result<T, Error>,
    ) -> Called<T> {
        let deadline = self.sender.deadline();
        let mut records = Vec::new();
        let mut is_last = false;
        loop {
            let (Token { text: token, is_confirmed }, is_fresh) =
                match self.token(deadline, &mut records).await {
                    Ok(token) => token,
                    Err(error) => return Called { result: Err(error.before_sending()), records },
                };
            call.secrets.push(token.clone());
            let mut record = call.record();
            let reply = self.exchange(deadline, &call, Some(&token), &mut record).await;
            let is_turned_away = matches!(&reply, Err(error) if error.kind() == &ErrorKind::Auth);
            if is_turned_away {
                self.forget(&token);
                if !is_fresh && !is_last {
                    is_last = true;
                    records.push(self.finish(record, reply.as_ref().map(|_| ()), &call));
                    continue;
                }
            }
            let reply = match reply {
                Err(error) if is_turned_away && !is_confirmed => Err(error.for_want_of_a_second_factor()),
                Err(error) if is_turned_away => Err(error.of_a_fresh_token()),
                reply => reply,
            };
            let result = reply.and_then(|value: Value| decode(Node::new(&value)));
            let result = result.map_err(|error| self.scrub(error, &call));
            records.push(self.finish(record, result.as_ref().map(|_| ()), &call));
            return Called { result, records };
        }
    }

    fn finish(&self, mut record: CallRecord, result: Result<(), &Error>, call: &Call) -> CallRecord {
        if let Err(error) = result {
            let error = self.scrub(error.clone(), call);
            record.outcome = Outcome::Failed {
                kind: error.kind().as_str(),
                words: error.words().to_owned(),
                certainty: error.certainty(),
            };
        }
        record
    }

    /// Takes out of the remote's words what they may repeat of our secrets.
    fn scrub(&self, error: Error, call: &Call) -> Error {
        let secrets = call.secrets.iter().chain([&self.credentials.password]);
        secrets.fold(error, |error, secret| error.without(secret.expose_secret()))
    }
}

/// An answer to a question that cannot be put into a filter.
pub(crate) fn cannot_ask<T>(words: &str) -> Called<T> {
    let error = Error::new(ErrorKind::Malformed, words, sendonce::Certainty::Unsent);
    Called { result: Err(error), records: Vec::new() }
}
