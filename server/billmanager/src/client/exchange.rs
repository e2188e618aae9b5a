use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use sendonce::{Answer, CallRecord, Certainty, Deadline, Failure, Manner};
use serde_json::Value;

use super::{Call, Client, session::Key};
use crate::{
    Error, ErrorKind,
    decode::{doc::Doc, reply::Reply},
    error::refusal,
};

const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

impl Client {
    /// Sends a call once, follows a long operation to its end, and sorts out the panel's own refusals.
    pub(super) async fn exchange(
        &self,
        deadline: Deadline,
        call: &Call,
        key: &Key,
        record: &mut CallRecord,
    ) -> Result<Value, Error> {
        let started = Instant::now();
        let result = self.converse(deadline, call, key, record).await;
        record.duration = started.elapsed();
        result
    }

    async fn converse(
        &self,
        deadline: Deadline,
        call: &Call,
        key: &Key,
        record: &mut CallRecord,
    ) -> Result<Value, Error> {
        let endpoint = self.account.endpoint.as_url();
        let form = call.form((key.name, key.value.expose_secret()));
        let sent =
            self.sender.send(call.manner, deadline, |http| http.post(endpoint.clone()).form(&form)).await;
        match Reply::read(&note(record, sent)?, endpoint)? {
            Reply::Json(value) => sort(value, call),
            // The operation has begun: from here on only its own answer proves anything.
            Reply::Long(url) => match self.follow(deadline, url, record).await.map_err(Error::undecided) {
                Ok(value) => sort(value, call).map_err(|error| match error.kind() {
                    // These may speak of the address that we ask, and not of the operation.
                    ErrorKind::Auth { .. } | ErrorKind::Access | ErrorKind::NotFound => error.undecided(),
                    _ => error,
                }),
                Err(error) => Err(error),
            },
        }
    }

    /// Asks for the answer of a long operation until it is there or the time is up. It repeats nothing: the address
    /// belongs to the operation that already runs, and no key is sent there.
    async fn follow(
        &self,
        deadline: Deadline,
        mut url: reqwest::Url,
        record: &mut CallRecord,
    ) -> Result<Value, Error> {
        let mut pause = FIRST_PAUSE;
        while deadline.remaining().is_some_and(|left| left > pause) {
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
            let sent = self.sender.send(Manner::Read, deadline, |http| http.get(url.clone())).await;
            match Reply::read(&note(record, sent)?, self.account.endpoint.as_url())? {
                Reply::Json(value) => return Ok(value),
                Reply::Long(next) => url = next,
            }
        }
        Err(Error::new(ErrorKind::Busy, "the panel is still working on it", Certainty::Unknown))
    }
}

fn note(record: &mut CallRecord, sent: Result<Answer, Failure>) -> Result<Answer, Error> {
    record.exchanges += 1;
    match &sent {
        Ok(answer) => {
            record.status = Some(answer.status);
            record.reply_bytes += answer.body.len();
        }
        Err(failure) => {
            record.status = failure.status;
            record.reply_bytes += failure.reply_bytes;
        }
    }
    Ok(sent?)
}

fn sort(value: Value, call: &Call) -> Result<Value, Error> {
    let doc = Doc::new(&value)?;
    second_factor(doc)?;
    match doc.find("error") {
        Some(error) => Err(refusal(error, call.subject, doc.is_ok() || doc.new_id().is_some())),
        None => Ok(value),
    }
}

/// An account with a second factor is let in and then sent to confirm it, whatever it asks
/// (`docs/protocols/billmanager.md` §1.2).
fn second_factor(doc: Doc<'_>) -> Result<(), Error> {
    let leads =
        doc.find("ok").and_then(|ok| ok.text()).is_some_and(|text| text.contains("func=totp.confirm"));
    if !leads {
        return Ok(());
    }
    let kind = ErrorKind::Auth { reason: Some("second_factor".to_owned()) };
    Err(Error::new(kind, "the account asks for a second factor", Certainty::Refused))
}
