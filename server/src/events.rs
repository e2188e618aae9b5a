//! Streams that tell a page when what it shows has changed; the page then asks for itself again.
//!
//! Nothing is polled per stream: a notice that something was written wakes each, and one small read tells whether
//! it was this one's service or operation.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use axum::routing::get;
use domain::{OperationId, Role, ServiceId, UserId};
use engine::actions::SignedIn;
use engine::{Caller, Engine, Error, reads};
use futures::{Stream, stream};
use store::changes::{operation_stamp, service_stamp};
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tower_sessions::Session;

use crate::web::Web;

/// How often a stream says that it is still there, so that no proxy cuts it.
const ALIVE_EVERY: Duration = Duration::from_secs(15);
/// How long a stream lives; the browser opens it again, and again has to be somebody who may.
const LIFE: Duration = Duration::from_mins(10);
/// Where `app` keeps the id of the person who is logged in.
const USER: &str = "user";

/// `/events/…`
pub(crate) fn events(web: &Web) -> Router {
    let source = Source { engine: web.engine.clone(), changes: web.changes.clone(), stop: web.stop.clone() };
    Router::new()
        .route("/events/services/{id}", get(service_events))
        .route("/events/operations/{id}", get(operation_events))
        .route("/events/work", get(work_events))
        .with_state(source)
}

#[derive(Debug, Clone)]
struct Source {
    engine: Engine,
    changes: watch::Receiver<u64>,
    stop: CancellationToken,
}

#[derive(Debug, Clone, Copy)]
enum Subject {
    Service(ServiceId),
    Operation(OperationId),
    Work,
}

/// For the service's client and for staff.
async fn service_events(State(source): State<Source>, session: Session, Path(id): Path<i64>) -> Response {
    open(source, session, Subject::Service(ServiceId::new(id))).await
}

/// For staff.
async fn operation_events(State(source): State<Source>, session: Session, Path(id): Path<i64>) -> Response {
    open(source, session, Subject::Operation(OperationId::new(id))).await
}

/// How much needs a person, for staff.
async fn work_events(State(source): State<Source>, session: Session) -> Response {
    open(source, session, Subject::Work).await
}

async fn open(source: Source, session: Session, subject: Subject) -> Response {
    match may_follow(&source.engine, &session, subject).await {
        Ok(None) => {
            let stream = Sse::new(follow(source, subject)).keep_alive(KeepAlive::new().interval(ALIVE_EVERY));
            // A proxy that collects answers would hold every event back.
            ([("x-accel-buffering", "no")], stream).into_response()
        }
        Ok(Some(refusal)) => refusal.into_response(),
        Err(error) => {
            tracing::error!(error = crate::chain(error.as_ref()), "web.events.failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why somebody may not follow something; what is another client's does not exist for a client.
async fn may_follow(
    engine: &Engine,
    session: &Session,
    subject: Subject,
) -> Result<Option<StatusCode>, BoxError> {
    let user = match session.get::<UserId>(USER).await? {
        Some(id) => reads::signed_in(engine, id).await?,
        None => None,
    };
    let db = engine.db();
    let Some(user) = user else { return Ok(Some(StatusCode::UNAUTHORIZED)) };
    let may = match subject {
        Subject::Service(id) => service_stamp(db, id)
            .await?
            .is_some_and(|(owner, _)| is_staff(&user) || user.client_id == Some(owner)),
        Subject::Operation(id) => is_staff(&user) && operation_stamp(db, id).await?.is_some(),
        Subject::Work => is_staff(&user),
    };
    Ok((!may).then_some(StatusCode::NOT_FOUND))
}

fn is_staff(user: &SignedIn) -> bool {
    user.role == Role::Staff
}

struct Follower {
    source: Source,
    subject: Subject,
    told: Option<String>,
    until: Instant,
}

/// Tells the stamp at once, as the page may be older than the stream, and then at every change.
fn follow(source: Source, subject: Subject) -> impl Stream<Item = Result<Event, Infallible>> {
    let follower = Follower { source, subject, told: None, until: Instant::now() + LIFE };
    stream::unfold(follower, |mut follower| async move {
        let event = follower.next().await?;
        Some((Ok(event), follower))
    })
}

impl Follower {
    async fn next(&mut self) -> Option<Event> {
        loop {
            self.source.changes.mark_unchanged();
            let stamp = match self.stamp().await {
                Ok(stamp) => stamp?,
                Err(error) => {
                    tracing::error!(error = crate::chain(&error), "web.events.failed");
                    return None;
                }
            };
            if self.told.as_ref() != Some(&stamp) {
                self.told = Some(stamp.clone());
                return Some(Event::default().event("change").data(stamp));
            }
            tokio::select! {
                changed = self.source.changes.changed() => changed.ok()?,
                () = self.source.stop.cancelled() => return None,
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }

    async fn stamp(&self) -> Result<Option<String>, Error> {
        match self.subject {
            Subject::Service(id) => {
                Ok(service_stamp(self.source.engine.db(), id).await?.map(|(_, stamp)| stamp))
            }
            Subject::Operation(id) => Ok(operation_stamp(self.source.engine.db(), id).await?),
            Subject::Work => {
                let needs = reads::needs_person(&self.source.engine, Caller::Operator).await?;
                Ok(Some(needs.total().to_string()))
            }
        }
    }
}
