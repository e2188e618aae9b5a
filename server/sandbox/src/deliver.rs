//! One request through its faults: what happens before, the effect, what happens to the reply.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{Response, StatusCode, header},
};

use crate::{
    app::App,
    element::Element,
    faults::{Hit, What},
    person::{Act, Meant},
    request_log::Entry,
    shape::Shape,
    wire::Wire,
    world::{LongReply, World},
};

/// How long a connection hangs if the client does not give up.
const HANG: Duration = Duration::from_mins(10);

/// The bytes of a status line and the headers that every reply here has, about.
const HEAD: usize = 123;

/// What a protocol answers.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Content,
    /// `ok` or the error, for the list of requests.
    pub outcome: String,
}

impl Reply {
    pub(crate) fn html(status: u16, body: &str) -> Self {
        let body = format!("<!DOCTYPE html>\n<html><body>{body}</body></html>\n");
        let body = Content::Text(body);
        Self { status, content_type: "text/html; charset=utf-8", body, outcome: "html".to_owned() }
    }

    /// The page of a long operation, which says where the answer will be.
    pub(crate) fn link_to_long(id: u64) -> Self {
        Self::html(200, &format!("Request in process, please wait <a href=\"/long/{id}/billmgr\">…</a>"))
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::new(Body::from(self.body.into_text()));
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, header::HeaderValue::from_static(self.content_type));
        response
    }
}

/// What a reply says. A document becomes text only when it is sent, while others are served already.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Text(String),
    Json(Element, Shape),
}

impl Content {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Json(doc, shape) => {
                let mut text = "{\"doc\":".to_owned();
                doc.write_json(shape, &mut text);
                text.push('}');
                text
            }
        }
    }
}

/// A request as both protocols describe it to faults and to the list of requests.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub service: &'static str,
    pub function: String,
    pub path: String,
    pub account: String,
    pub params: BTreeMap<String, String>,
}

impl Described {
    fn log(&self, world: &mut World, outcome: String) {
        world.requests.add(Entry {
            seq: 0,
            service: self.service,
            function: self.function.clone(),
            path: self.path.clone(),
            account: self.account.clone(),
            params: self.params.clone(),
            outcome,
        });
    }
}

/// Runs `effect` unless a fault forbids it, journals what it changed, and delivers its reply as the fault says.
pub(crate) async fn deliver(
    app: Arc<App>,
    wire: Wire,
    call: Described,
    effect: impl FnOnce(&mut World, Option<&What>) -> Reply + Send + 'static,
) -> Response<Body> {
    let Hit { what, before, after } =
        app.with(|world| world.faults.hit(&call.function, &call.account, &call.params));
    people(&app, &call, before).await;
    if let Some(what) = &what {
        if let Some(reply) = instead(what) {
            app.with(|world| call.log(world, format!("fault {}, no effect", what.name())));
            people(&app, &call, after).await;
            return send(&app, &wire, what, reply, &call).await;
        }
        if let What::DelayMs { ms } = what {
            tokio::time::sleep(Duration::from_millis(*ms)).await;
        }
    }
    let reply = {
        let what = what.clone();
        let call = call.clone();
        app.change(move |world| {
            if what == Some(What::ExpireSessions) {
                world.sessions.clear();
                world.tokens.clear();
            }
            let reply = effect(world, what.as_ref());
            let outcome = match &what {
                Some(what) => format!("fault {}: {}", what.name(), reply.outcome),
                None => reply.outcome.clone(),
            };
            call.log(world, outcome);
            reply
        })
        .await
    };
    let Some(reply) = reply else {
        // The change is not on the disk: a client must not hear of it.
        wire.cut_after(0);
        return Response::new(Body::empty());
    };
    people(&app, &call, after).await;
    match &what {
        Some(what) => send(&app, &wire, what, reply, &call).await,
        None => reply.into_response(),
    }
}

/// Lets people do what a plan says they do around this call.
async fn people(app: &Arc<App>, call: &Described, acts: Vec<Act>) {
    if acts.is_empty() {
        return;
    }
    let meant = Meant::by(call);
    let done = app.change(move |world| {
        for act in &acts {
            if let Err(why) = world.by_hand(act, &meant) {
                tracing::warn!(?act, %why, "sandbox.person.failed");
            }
        }
    });
    done.await;
}

/// The reply of a fault that keeps the request from taking effect.
fn instead(what: &What) -> Option<Reply> {
    Some(match what {
        What::TimeoutBefore | What::CloseBefore | What::CloseUnread => Reply::html(200, ""),
        What::Http500 => Reply::html(500, "Internal Server Error"),
        What::Http503 => Reply::html(503, "Service Unavailable"),
        What::Http { status } => Reply::html(*status, "The server cannot answer"),
        What::RateLimit { .. } => Reply::html(429, "Too Many Requests"),
        What::HtmlPage => Reply::html(200, "<h1>Maintenance</h1><p>Please come back later.</p>"),
        What::Captcha => Reply::html(200, "<h1>Are you a robot?</h1><div class=\"captcha\"></div>"),
        What::Redirect => Reply::html(307, ""),
        _ => return None,
    })
}

async fn send(app: &App, wire: &Wire, what: &What, reply: Reply, call: &Described) -> Response<Body> {
    match what {
        What::TimeoutBefore | What::TimeoutAfter => {
            tokio::select! {
                () = tokio::time::sleep(HANG) => {}
                () = app.stopping() => {}
            }
            wire.cut_after(0);
        }
        What::LateReply { ms } => tokio::time::sleep(Duration::from_millis(*ms)).await,
        What::CloseUnread => wire.reset(),
        What::CloseBefore | What::CloseAfter => wire.cut_after(0),
        What::CutReply => {
            let text = reply.body.into_text();
            wire.cut_after(i64::try_from(HEAD + text.len() / 2).unwrap_or(0));
            return Reply { body: Content::Text(text), ..reply }.into_response();
        }
        What::Http500After => return Reply::html(500, "Internal Server Error").into_response(),
        What::HttpAfter { status } => {
            return Reply::html(*status, "The server cannot answer").into_response();
        }
        What::LongReply { pages } => {
            return app.with(|world| behind_a_link(world, reply, *pages)).into_response();
        }
        What::RateLimit { retry_after } => {
            return with_header(reply, header::RETRY_AFTER, &retry_after.to_string());
        }
        What::Redirect => return with_header(reply, header::LOCATION, &call.path),
        _ => {}
    }
    reply.into_response()
}

fn with_header(reply: Reply, name: header::HeaderName, value: &str) -> Response<Body> {
    let mut response = reply.into_response();
    if let Ok(value) = header::HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

fn behind_a_link(world: &mut World, reply: Reply, pages: u32) -> Reply {
    let id = world.long_replies.len() as u64 + 1;
    world.long_replies.insert(id, LongReply { reply, pages_left: pages.saturating_sub(1) });
    Reply::link_to_long(id)
}
