use std::{
    sync::{MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use secrecy::{ExposeSecret, SecretString};
use sendonce::{CallRecord, Certainty, Deadline};
use serde_json::Value;

use super::{Call, Client};
use crate::{Error, ErrorKind, decode::doc::Doc};

/// How this account gets in: the password in each call, or a session where the panel refuses that
/// (`docs/protocols/billmanager.md` §1.2).
#[derive(Debug, Default)]
pub(super) struct Entry {
    by_session: bool,
    /// A session was asked for by setting: the password is never tried in a call.
    by_setting: bool,
    session: Option<Session>,
    /// A session is tried once: a user without a right would otherwise log in before every refusal.
    was_tried: bool,
}

#[derive(Debug)]
struct Session {
    id: SecretString,
    last_used: Instant,
    /// It let a call in since it was known to live: it may have died after that.
    is_in_doubt: bool,
}

/// A session lives for an hour after its last request. A change is refused by a dead one and not repeated, so the
/// client does not wait for the last minute.
const SESSION_LIFE: Duration = Duration::from_secs(50 * 60);

impl Session {
    fn opened(id: SecretString, now: Instant) -> Self {
        Self { id, last_used: now, is_in_doubt: false }
    }
}

impl Entry {
    /// Enters by session only.
    pub(super) fn by_setting() -> Self {
        Self { by_session: true, by_setting: true, ..Self::default() }
    }

    /// The state after a log-in that failed.
    fn shut(&self) -> Self {
        let start = if self.by_setting { Self::by_setting() } else { Self::default() };
        Self { was_tried: true, ..start }
    }

    /// The open session, if it can still be alive; it counts as used now.
    fn session(&mut self, now: Instant) -> Option<SecretString> {
        let is_alive = |session: &&mut Session| now.duration_since(session.last_used) < SESSION_LIFE;
        let session = self.session.as_mut().filter(is_alive)?;
        session.last_used = now;
        Some(session.id.clone())
    }
}

/// The field that opens the door for one call.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) value: SecretString,
}

const AUTHINFO: &str = "authinfo";
const AUTH: &str = "auth";

impl Client {
    /// The key for the next call; logs in where a session is needed and none is open.
    pub(super) async fn key(&self, deadline: Deadline, records: &mut Vec<CallRecord>) -> Result<Key, Error> {
        let password = self.account.password.expose_secret();
        let authinfo = || Key { name: AUTHINFO, value: format!("{}:{password}", self.account.user).into() };
        {
            let mut entry = self.entry();
            if !entry.by_session {
                return Ok(authinfo());
            }
            if let Some(value) = entry.session(Instant::now()) {
                return Ok(Key { name: AUTH, value });
            }
        }
        match self.log_in(deadline, records).await {
            Ok(id) => {
                self.entry().session = Some(Session::opened(id.clone(), Instant::now()));
                Ok(Key { name: AUTH, value: id })
            }
            Err(error) => {
                let mut entry = self.entry();
                *entry = entry.shut();
                Err(error)
            }
        }
    }

    /// Learns from a refusal; says whether the next call will enter in another way.
    pub(super) fn note_refusal(&self, error: &Error, key: &Key) -> bool {
        let may_help = error.certainty() == Certainty::Refused
            && match error.kind() {
                ErrorKind::Access => true,
                ErrorKind::Auth { reason } => !matches!(
                    reason.as_deref(),
                    Some("badpassword" | "second_factor" | "blocked_ip" | "blocklogon")
                ),
                _ => false,
            };
        let mut entry = self.entry();
        if !may_help {
            return false;
        }
        if key.name == AUTHINFO {
            let is_first = !entry.was_tried;
            entry.by_session |= is_first;
            entry.was_tried = true;
            return is_first;
        }
        // A session dies after an hour without a request; a fresh one that is refused too was not the remedy.
        let died = matches!(error.kind(), ErrorKind::Auth { .. });
        if died {
            entry.session = None;
        }
        died
    }

    /// Whether a refusal of `access` came from a session that has died, which some functions tell so. `keepalive`
    /// knows (`docs/protocols/billmanager.md` §1.5); it is asked only where the session has let something in before.
    pub(super) async fn has_died(
        &self,
        error: &Error,
        key: &Key,
        deadline: Deadline,
        records: &mut Vec<CallRecord>,
    ) -> bool {
        let is_no_access = error.kind() == &ErrorKind::Access && error.certainty() == Certainty::Refused;
        let is_in_doubt = self.entry().session.as_ref().is_some_and(|session| session.is_in_doubt);
        if key.name != AUTH || !is_no_access || !is_in_doubt {
            return false;
        }
        let call = Call::read("keepalive");
        let mut record = call.record();
        let reply = self.exchange(deadline, &call, key, &mut record).await;
        let is_refused =
            matches!(reply.as_ref().map_err(Error::kind), Err(ErrorKind::Access | ErrorKind::Auth { .. }));
        records.push(self.finish(record, reply.as_ref().map(|_| ())));
        let mut entry = self.entry();
        if is_refused {
            entry.session = None;
        } else if let Some(session) = entry.session.as_mut() {
            session.is_in_doubt = false;
        }
        is_refused
    }

    /// Whether the session of this key has let a call in: that it lets in no more is its end, and no lack of a right.
    pub(super) fn had_let_in(&self, key: &Key) -> bool {
        key.name == AUTH && self.entry().session.as_ref().is_none_or(|session| session.is_in_doubt)
    }

    /// Remembers that a call was let in.
    pub(super) fn note_entered(&self, key: &Key) {
        if key.name == AUTH
            && let Some(session) = self.entry().session.as_mut()
        {
            session.is_in_doubt = true;
        }
    }

    async fn log_in(&self, deadline: Deadline, records: &mut Vec<CallRecord>) -> Result<SecretString, Error> {
        let call = Call::read(AUTH).with("username", &self.account.user);
        let key = Key { name: "password", value: self.account.password.clone() };
        let mut record = call.record();
        let reply = self.exchange(deadline, &call, &key, &mut record).await;
        let result = reply.and_then(|value| session_id(&value));
        records.push(self.finish(record, result.as_ref().map(|_| ())));
        result
    }

    fn entry(&self) -> MutexGuard<'_, Entry> {
        self.entry.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The id at `doc.auth.$id` or `doc.auth.$`.
fn session_id(reply: &Value) -> Result<SecretString, Error> {
    let doc = Doc::new(reply)?;
    let auth = doc.find("auth").ok_or_else(|| Error::malformed("the log-in names no session"))?;
    let id = auth.attribute("id").or_else(|| auth.text().map(|text| text.into_owned()));
    id.filter(|id| !id.is_empty())
        .map(SecretString::from)
        .ok_or_else(|| Error::malformed("the session is empty"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_session_is_read_from_both_of_its_places() {
        for reply in [
            json!({"doc":{"auth":{"$id":"f33bc6","$level":"16","$":"f33bc6"}}}),
            json!({"doc":{"auth":{"$id":"f33bc6"}}}),
            json!({"doc":{"auth":{"$":"f33bc6"}}}),
        ] {
            assert_eq!(session_id(&reply).unwrap().expose_secret(), "f33bc6");
        }
    }

    #[test]
    fn a_session_is_used_until_it_has_been_idle_for_almost_an_hour() {
        let start = Instant::now();
        let minutes = |n: u64| start + Duration::from_secs(n * 60);
        let session = Session::opened("f33b".into(), start);
        let mut entry = Entry { session: Some(session), ..Entry::default() };
        assert!(entry.session(minutes(40)).is_some());
        assert!(entry.session(minutes(80)).is_some());
        assert!(entry.session(minutes(131)).is_none());
    }
}
