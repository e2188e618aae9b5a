//! What every call to the sandbox passes: it counts those to the license server as they come and go.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// More than any call or answer of a test has, in bytes.
const MOST: usize = 1 << 24;

/// What has passed.
#[derive(Debug, Default, Clone, Copy)]
pub struct Seen {
    pub calls: usize,
    pub most_at_once: usize,
    /// From the first call that came to the last.
    pub first_to_last: Duration,
    now: usize,
    first: Option<Instant>,
}

/// A proxy on a port of its own.
pub struct Gate {
    url: String,
    seen: Arc<Mutex<Seen>>,
    serving: JoinHandle<()>,
}

#[derive(Clone)]
struct Passing {
    http: reqwest::Client,
    sandbox: String,
    seen: Arc<Mutex<Seen>>,
}

impl Gate {
    #[expect(clippy::disallowed_methods, reason = "this one hands calls on as they are")]
    pub async fn before(sandbox: &str) -> Self {
        let seen = Arc::<Mutex<Seen>>::default();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let passing = Passing { http, sandbox: sandbox.to_owned(), seen: Arc::clone(&seen) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass).with_state(passing);
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, seen, serving }
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Counts from here.
    pub fn forget(&self) {
        *self.seen.lock().unwrap() = Seen::default();
    }

    pub fn seen(&self) -> Seen {
        *self.seen.lock().unwrap()
    }

    pub async fn close(self) {
        self.serving.abort();
        self.serving.await.unwrap_err();
    }
}

async fn pass(State(passing): State<Passing>, request: Request) -> Response {
    let is_counted = request.uri().path().contains("billmgr");
    if is_counted {
        let mut seen = passing.seen.lock().unwrap();
        let first = *seen.first.get_or_insert_with(Instant::now);
        seen.first_to_last = first.elapsed();
        seen.calls += 1;
        seen.now += 1;
        seen.most_at_once = seen.most_at_once.max(seen.now);
    }
    let (head, body) = request.into_parts();
    let url = format!("{}{}", passing.sandbox, head.uri);
    let body = to_bytes(body, MOST).await.unwrap();
    let answer =
        passing.http.request(head.method, url).headers(head.headers).body(body).send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let text = answer.bytes().await.unwrap();
    if is_counted {
        let mut seen = passing.seen.lock().unwrap();
        seen.now = seen.now.saturating_sub(1);
    }
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response.headers_mut().remove("transfer-encoding");
    response
}
