//! The client itself: one panel, one account. The methods for each function are beside their types.

mod call;
mod exchange;
mod session;

use std::sync::Mutex;

use secrecy::ExposeSecret;
use sendonce::{CallRecord, Deadline, Manner, Outcome, Sender, Settings};

pub use sendonce::SetupError;

pub(crate) use call::Call;

use crate::{Account, Called, Endpoint, Error, decode::doc::Doc};
use session::Entry;

/// A client for one account at one panel. Keep it: it holds the session where the panel wants one. Its methods may be
/// called at the same time, but the panel likes one request at a time.
#[derive(Debug)]
pub struct Client {
    account: Account,
    sender: Sender,
    entry: Mutex<Entry>,
}

impl Client {
    /// Builds a client; sends nothing.
    pub fn new(account: Account, settings: &Settings) -> Result<Self, SetupError> {
        let sender = Sender::new(settings)?;
        let entry = Mutex::new(Entry::default());
        Ok(Self { account, sender, entry })
    }

    /// The same client, which enters by session from its first call on: for a panel that is known to refuse the
    /// password in each call. Without this it opens a session only after such a refusal.
    #[must_use]
    pub fn by_session(self) -> Self {
        Self { entry: Mutex::new(Entry::by_setting()), ..self }
    }

    /// The panel's address.
    pub fn endpoint(&self) -> &Endpoint {
        &self.account.endpoint
    }

    /// Sends one call and reads its reply, within the time for one method.
    pub(crate) async fn call<T>(
        &self,
        call: Call,
        decode: impl FnOnce(Doc<'_>) -> Result<T, Error>,
    ) -> Called<T> {
        self.call_within(self.sender.deadline(), call, decode).await
    }

    /// The deadline for a method that takes several calls.
    pub(crate) fn deadline(&self) -> Deadline {
        self.sender.deadline()
    }

    /// Sends one call and reads its reply. A read that is refused at the door is sent once more with a session; a
    /// change never is.
    pub(crate) async fn call_within<T>(
        &self,
        deadline: Deadline,
        call: Call,
        decode: impl FnOnce(Doc<'_>) -> Result<T, Error>,
    ) -> Called<T> {
        let mut records = Vec::new();
        loop {
            let key = match self.key(deadline, &mut records).await {
                Ok(key) => key,
                Err(error) => return Called { result: Err(error.before_sending()), records },
            };
            let mut record = call.record();
            let reply = self.exchange(deadline, &call, &key, &mut record).await;
            let reply = match reply {
                Err(error) if self.has_died(&error, &key, deadline, &mut records).await => {
                    Err(error.of_a_dead_session())
                }
                reply => reply,
            };
            let had_let_in = self.had_let_in(&key);
            let enter_again = match &reply {
                Err(error) => self.note_refusal(error, &key),
                Ok(_) => {
                    self.note_entered(&key);
                    false
                }
            };
            if enter_again && call.manner == Manner::Read && records.len() < 4 {
                records.push(self.finish(record, reply.as_ref().map(|_| ())));
                continue;
            }
            let reply = match reply {
                Err(error) if enter_again && had_let_in => Err(error.of_an_ended_session()),
                reply => reply,
            };
            let result = reply.and_then(|value| decode(Doc::new(&value)?));
            let result = result.map_err(|error| error.without(self.account.password.expose_secret()));
            records.push(self.finish(record, result.as_ref().map(|_| ())));
            return Called { result, records };
        }
    }

    fn finish(&self, mut record: CallRecord, result: Result<(), &Error>) -> CallRecord {
        record.outcome = match result {
            Ok(()) => Outcome::Done,
            Err(error) => {
                let error = error.clone().without(self.account.password.expose_secret());
                Outcome::Failed {
                    kind: error.kind().as_str(),
                    words: error.words().to_owned(),
                    certainty: error.certainty(),
                }
            }
        };
        record
    }
}
