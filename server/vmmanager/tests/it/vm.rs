use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::task::JoinHandle;
use vmmanager::{BaseUrl, Client, Credentials, Settings};

/// A VMmanager that lets in with a token and then gives prepared answers in turn (the last one again and again).
pub struct Vm {
    pub address: SocketAddr,
    shared: Shared,
    task: JoinHandle<()>,
}

type Shared = Arc<Mutex<Script>>;

#[derive(Default)]
struct Script {
    log_ins: VecDeque<(u16, Vec<u8>)>,
    answers: VecDeque<(u16, Vec<u8>)>,
    requests: Vec<String>,
}

pub const PASSWORD: &str = "vm secret";
pub const TOKEN: &str = r#"{"id":4,"token":"4-abc","expires_at":null,"confirmed":true}"#;

impl Vm {
    pub async fn new(log_ins: &[(u16, &str)], answers: &[(u16, &str)]) -> Self {
        let owned = |list: &[(u16, &str)]| {
            list.iter().map(|(status, body)| (*status, body.as_bytes().to_vec())).collect()
        };
        let script = Script { log_ins: owned(log_ins), answers: owned(answers), requests: Vec::new() };
        let shared = Arc::new(Mutex::new(script));
        let app = Router::new().fallback(answer).with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared, task }
    }

    pub async fn answering(answers: &[(u16, &str)]) -> Self {
        Self::new(&[(201, TOKEN)], answers).await
    }

    pub async fn with(body: &str) -> Self {
        Self::answering(&[(200, body)]).await
    }

    /// From now on answers with this.
    pub fn answer_now(&self, body: impl Into<Vec<u8>>) {
        self.shared.lock().unwrap().answers = [(200, body.into())].into();
    }

    /// From now on answers a log-in with this.
    pub fn let_in_now(&self, body: impl Into<Vec<u8>>) {
        self.shared.lock().unwrap().log_ins = [(201, body.into())].into();
    }

    pub fn client(&self) -> Client {
        client_of(&format!("http://{}/api", self.address))
    }

    /// Each request as `METHOD /path?query token body`, log-ins included.
    pub fn requests(&self) -> Vec<String> {
        self.shared.lock().unwrap().requests.clone()
    }

    /// The requests that are not log-ins, without the token.
    pub fn calls(&self) -> Vec<String> {
        let requests = self.requests();
        let calls = requests.iter().filter(|request| !request.contains("/public/token"));
        calls.map(|request| request.replace("/api", "").replace(" [4-abc]", "")).collect()
    }

    pub fn log_ins(&self) -> usize {
        self.requests().len() - self.calls().len()
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub fn client_of(base_url: &str) -> Client {
    let base_url = BaseUrl::parse(base_url).unwrap();
    let credentials =
        Credentials { base_url, email: "admin@example.com".to_owned(), password: PASSWORD.into() };
    let settings = Settings { request_timeout: Duration::from_secs(20), ..Settings::default() };
    Client::new(credentials, &settings).unwrap()
}

async fn answer(
    State(shared): State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut script = shared.lock().unwrap();
    let header =
        |name: &str| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let token = header("x-xsrf-token").map(|token| {
        // A token that no header can hold is sent as an empty one.
        let cookie = if token.is_empty() { String::new() } else { format!("ses6={token}") };
        assert_eq!(header("cookie"), Some(cookie));
        format!("[{token}]")
    });
    let body = String::from_utf8_lossy(&body);
    let parts = [method.to_string(), uri.to_string(), token.unwrap_or_default(), body.into_owned()];
    script.requests.push(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
    let answers =
        if uri.path().ends_with("/auth/v4/public/token") { &mut script.log_ins } else { &mut script.answers };
    let (status, body) = if answers.len() == 1 { answers[0].clone() } else { answers.pop_front().unwrap() };
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "text/plain")], body).into_response()
}
