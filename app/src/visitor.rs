//! Who is asking: every page and every server function starts here.

use std::collections::BTreeMap;

use domain::access::Action;
use domain::{ClientId, Role, UserId};
use engine::actions::SignedIn;
use engine::{Caller, Engine};
use http::Uri;
use http::header::REFERER;
use http::request::Parts;
use leptos::prelude::*;
use tower_sessions::Session;

use crate::failure::Failure;
use crate::flash;
use crate::texts::texts;

/// The session's key of the logged-in user's id.
const USER: &str = "user";
/// The session's key of the client whose pages somebody of the staff looks at.
const LOOKING_AT: &str = "looking_at";

/// A person who is logged in.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    /// Who asks, as the engine wants to know it.
    pub(crate) caller: Caller,
    /// What to call the person; for an onlooker, the client that is looked at.
    pub(crate) name: String,
}

impl Visitor {
    fn new(user: SignedIn) -> Self {
        Self { caller: user.caller(), name: user.name }
    }
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
    Ok(signed_in().await?.map(Visitor::new))
}

async fn signed_in() -> Result<Option<SignedIn>, Failure> {
    let id = session()?.get::<UserId>(USER).await.map_err(|error| Failure::broken(&error))?;
    let Some(id) = id else { return Ok(None) };
    Ok(engine::reads::signed_in(&engine()?, id).await?)
}

/// Lets through who may do this, and nobody else.
///
/// Staff who look at a client's pages ask there as an [`Caller::Onlooker`], and everywhere else as the staff that
/// they are.
pub(crate) async fn require(action: Action) -> Result<Visitor, Failure> {
    let user = signed_in().await?.ok_or(Failure::Stranger)?;
    if user.role == Role::Staff && Role::Client.may(action).is_ok() {
        let looking_at = session()?.get::<ClientId>(LOOKING_AT).await;
        if let Some(client) = looking_at.map_err(|error| Failure::broken(&error))? {
            return onlooker(&user, client, action).await;
        }
    }
    let visitor = Visitor::new(user);
    visitor.caller.may(action)?;
    Ok(visitor)
}

/// An onlooker whose form is refused is told why where the form stands.
async fn onlooker(user: &SignedIn, client: ClientId, action: Action) -> Result<Visitor, Failure> {
    let onlooker = engine::reads::onlooker(&engine()?, user, client).await?;
    let (caller, name) = onlooker.ok_or(Failure::Forbidden)?;
    if caller.may(action).is_err() {
        flash::leave_warning(texts().looking.only(&name)).await?;
        leptos_axum::redirect(&came_from().unwrap_or_else(|| "/services".to_owned()));
        return Err(Failure::Forbidden);
    }
    Ok(Visitor { caller, name })
}

/// From here on, the pages of clients show what this client sees.
pub(crate) async fn look_at(client: ClientId) -> Result<(), Failure> {
    session()?.insert(LOOKING_AT, client).await.map_err(|error| Failure::broken(&error))
}

/// The client that was looked at, and is no longer.
pub(crate) async fn look_away() -> Result<Option<ClientId>, Failure> {
    session()?.remove(LOOKING_AT).await.map_err(|error| Failure::broken(&error))
}

/// The page of this site that the browser says it comes from.
pub(crate) fn came_from() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let referer: Uri = parts.headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    local_path(referer.path_and_query()?.as_str()).map(str::to_owned)
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
    with_next("/login", Some(next))
}

/// A page that leads on to an address, if there is one.
pub(crate) fn with_next(page: &str, next: Option<&str>) -> String {
    next.map_or_else(|| page.to_owned(), |next| format!("{page}?next={}", encode(next)))
}

/// `next` if it is a path of this site, else nothing: a login page must not lead to somebody else's.
pub(crate) fn local_path(next: &str) -> Option<&str> {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && !next.chars().any(char::is_control)
        && !matches!(next, "/login" | "/register");
    local.then_some(next)
}

/// Fields as a query; keys of forms, versions and secrets stay out of addresses.
pub(crate) fn query(fields: &BTreeMap<String, String>) -> String {
    let told = fields.iter().filter(|(name, _)| {
        !name.contains("password") && !matches!(name.as_str(), "key" | "version" | "seen")
    });
    told.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
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
