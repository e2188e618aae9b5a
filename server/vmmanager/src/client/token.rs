use std::sync::{MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretString};
use sendonce::{CallRecord, Deadline, Manner};
use serde_json::{Map, Value};

use super::{Call, Client};
use crate::{Error, decode::node::Node};

/// What a log-in brought.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) text: SecretString,
    /// Whether it is good for anything: that of an account with a second factor is not, until that is given
    /// (`docs/protocols/vmmanager.md` §1).
    pub(super) is_confirmed: bool,
}

const PATH: &str = "/auth/v4/public/token";

impl Client {
    /// The token for the next call, and whether it was made just now.
    pub(super) async fn token(
        &self,
        deadline: Deadline,
        records: &mut Vec<CallRecord>,
    ) -> Result<(Token, bool), Error> {
        if let Some(token) = self.kept().clone() {
            return Ok((token, false));
        }
        let token = self.log_in(deadline, records).await?;
        *self.kept() = Some(token.clone());
        Ok((token, true))
    }

    /// Drops a token that was turned away, unless another call has already put a new one in its place.
    pub(super) fn forget(&self, token: &SecretString) {
        let mut kept = self.kept();
        if kept.as_ref().is_some_and(|kept| kept.text.expose_secret() == token.expose_secret()) {
            *kept = None;
        }
    }

    async fn log_in(&self, deadline: Deadline, records: &mut Vec<CallRecord>) -> Result<Token, Error> {
        let password = &self.credentials.password;
        let body = Map::from_iter([
            ("email".to_owned(), Value::from(self.credentials.email.as_str())),
            ("password".to_owned(), Value::from(password.expose_secret())),
        ]);
        // A token costs nothing, so a sleeping installation may be asked for one again.
        let call = Call { manner: Manner::Read, ..Call::post(PATH, body) };
        let mut record = call.record();
        let reply = self.exchange(deadline, &call, None, &mut record).await;
        let result = reply.and_then(|value| {
            let reply = Node::new(&value);
            let text = reply.filled("token").ok_or_else(|| Error::malformed("the log-in names no token"))?;
            let is_confirmed = reply.field("confirmed").and_then(Node::flag).unwrap_or(true);
            Ok(Token { text: text.into(), is_confirmed })
        });
        let result = result.map_err(|error| self.scrub(error.at_the_door(), &call));
        records.push(self.finish(record, result.as_ref().map(|_| ()), &call));
        result
    }

    fn kept(&self) -> MutexGuard<'_, Option<Token>> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
