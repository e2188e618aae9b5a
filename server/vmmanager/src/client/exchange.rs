use std::time::{Duration, Instant};

use reqwest::{
    RequestBuilder,
    header::{self, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use sendonce::{Answer, CallRecord, Certainty, Deadline, Failure, Manner};
use serde_json::Value;

use super::{Call, Client};
use crate::{Error, ErrorKind, decode::node::Node};

/// How often a sleeping installation is asked, with the vendor's pauses of 0.1·n seconds between.
const TRIES: u32 = 5;

fn pause(try_number: u32) -> Duration {
    Duration::from_millis(100) * try_number
}

impl Client {
    /// Sends a call and sorts out VMmanager's own errors. A read is asked again while the installation wakes up; a
    /// change is sent once.
    pub(super) async fn exchange(
        &self,
        deadline: Deadline,
        call: &Call,
        token: Option<&SecretString>,
        record: &mut CallRecord,
    ) -> Result<Value, Error> {
        let started = Instant::now();
        let mut result = self.send(deadline, call, token, record).await;
        for try_number in 1..TRIES {
            let is_waking = matches!(&result, Err(error) if error.kind() == &ErrorKind::WakingUp);
            let has_time = deadline.remaining().is_some_and(|left| left > pause(try_number));
            if !is_waking || !has_time || call.manner == Manner::Change {
                break;
            }
            tokio::time::sleep(pause(try_number)).await;
            result = self.send(deadline, call, token, record).await;
        }
        record.duration = started.elapsed();
        result
    }

    async fn send(
        &self,
        deadline: Deadline,
        call: &Call,
        token: Option<&SecretString>,
        record: &mut CallRecord,
    ) -> Result<Value, Error> {
        let url = self.credentials.base_url.function(&call.path);
        let sent = self.sender.send(call.manner, deadline, |http| {
            let mut request =
                http.request(call.method.clone(), url).header(header::ACCEPT, "application/json");
            if let Some(filter) = &call.filter {
                request = request.query(&[("where", filter.to_string())]);
            }
            if let Some(body) = &call.body {
                request = request.json(body);
            }
            match token {
                Some(token) => with_token(request, token),
                None => request,
            }
        });
        read(&note(record, sent.await)?)
    }
}

/// The header is enough; some installations want the cookie too (`docs/protocols/vmmanager.md` §1).
fn with_token(request: RequestBuilder, token: &SecretString) -> RequestBuilder {
    let token = token.expose_secret();
    request
        .header("x-xsrf-token", sensitive(token.to_owned()))
        .header(header::COOKIE, sensitive(format!("ses6={token}")))
}

/// A header that `Debug` does not show. A token that no header can hold becomes an empty one, which is turned away.
fn sensitive(text: String) -> HeaderValue {
    let mut value = HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
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

/// The error may come with a status of success, and the content type says nothing: both are read.
fn read(answer: &Answer) -> Result<Value, Error> {
    if answer.has_too_many_parts() {
        let words = "the reply holds more values than any list has";
        return Err(Error::new(ErrorKind::TooLarge, words, Certainty::Unknown));
    }
    let Ok(value) = serde_json::from_str::<Value>(answer.text().trim()) else {
        return Err(Error::no_answer(answer));
    };
    match Node::new(&value).field("error") {
        Some(error) => {
            let refusal = Error::refusal(error, answer.status);
            // An error beside the number of something made or begun says both.
            let has_begun = ["id", "task"].iter().any(|name| Node::new(&value).field(name).is_some());
            Err(if has_begun { refusal.undecided() } else { refusal })
        }
        None if (200..300).contains(&answer.status) => Ok(value),
        None => Err(Error::no_answer(answer)),
    }
}
