//! Who is asking: every page and every server function starts here.

use domain::access::Action;
use domain::{Role, UserId};
use engine::{Caller, Engine};
use http::request::Parts;
use leptos::prelude::*;
use tower_sessions::Session;

use crate::failure::Failure;

/// The session's key of the logged-in user's id.
const USER: &str = "user";

/// A person who is logged in.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    /// Who asks, as the engine wants to know it.
    pub(crate) caller: Caller,
    /// What to call the person.
    pub(crate) name: String,
}

/// The engine of this process.
pub(crate) fn engine() -> Result<Engine, Failure> {
    use_context().ok_or(Failure::Broken)
}

/// The session of this request.
pub(crate) fn session() -> Result<Session, Failure> {
    use_context().ok_or(Failure::Broken)
}

/// Who is logged in, if anybody.
pub(crate) async fn visitor() -> Result<Option<Visitor>, Failure> {
    let id = session()?.get::<UserId>(USER).await.map_err(|error| Failure::broken(&error))?;
    let Some(id) = id else { return Ok(None) };
    let user = engine::reads::signed_in(&engine()?, id).await?;
    Ok(user.map(|user| Visitor { caller: user.caller(), name: user.name }))
}

/// Lets through who may do this, and nobody else.
pub(crate) async fn require(action: Action) -> Result<Visitor, Failure> {
    let visitor = visitor().await?.ok_or(Failure::Stranger)?;
    visitor.caller.may(action)?;
    Ok(visitor)
}

/// Makes this session the user's, under a new id: an id planted before the login is worth nothing after it.
pub(crate) async fn enter(id: UserId) -> Result<(), Failure> {
    let session = session()?;
    session.cycle_id().await.map_err(|error| Failure::broken(&error))?;
    session.insert(USER, id).await.map_err(|error| Failure::broken(&error))
}

/// Ends this session.
pub(crate) async fn leave() -> Result<(), Failure> {
    session()?.flush().await.map_err(|error| Failure::broken(&error))
}

/// The start page of a role.
pub(crate) const fn home(role: Role) -> &'static str {
    match role {
        Role::Staff => "/staff",
        Role::Client => "/services",
    }
}

/// The address that was asked for, with its query.
pub(crate) fn asked_for() -> String {
    use_context::<Parts>()
        .and_then(|parts| parts.uri.path_and_query().map(|asked| asked.as_str().to_owned()))
        .unwrap_or_else(|| "/".to_owned())
}

/// The login page that leads back to an address.
pub(crate) fn login_for(next: &str) -> String {
    format!("/login?next={}", encode(next))
}

/// `next` if it is a path of this site, else nothing: a login page must not lead to somebody else's.
pub(crate) fn local_path(next: &str) -> Option<&str> {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && !next.chars().any(char::is_control)
        && next != "/login";
    local.then_some(next)
}

/// Encodes a text for a query.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_leads_only_to_a_path_of_this_site() {
        assert_eq!(local_path("/services/7?x=1"), Some("/services/7?x=1"));
        for outside in
            ["https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nb", "services", ""]
        {
            assert_eq!(local_path(outside), None, "{outside:?}");
        }
    }

    #[test]
    fn a_query_value_is_encoded() {
        assert_eq!(
            login_for("/order/3?period=1&os=debian 12"),
            "/login?next=/order/3%3Fperiod%3D1%26os%3Ddebian%2012"
        );
    }
}
