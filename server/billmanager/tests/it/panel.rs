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
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use billmanager::{Account, Client, Endpoint, LicenseId, Prefix, Settings};
use tokio::task::JoinHandle;

/// A panel that gives prepared answers in turn (the last one again and again) and keeps what it was asked.
pub struct Panel {
    pub address: SocketAddr,
    shared: Shared,
    task: JoinHandle<()>,
}

type Shared = Arc<Mutex<Script>>;

#[derive(Default)]
struct Script {
    answers: VecDeque<Answer>,
    requests: Vec<String>,
}

#[derive(Clone)]
pub struct Answer {
    status: u16,
    body: Vec<u8>,
    delay: Duration,
}

pub fn json(body: &str) -> Answer {
    Answer { status: 200, body: body.as_bytes().to_vec(), delay: Duration::ZERO }
}

pub fn status(status: u16, body: &str) -> Answer {
    Answer { status, ..json(body) }
}

pub fn late(body: &str) -> Answer {
    Answer { delay: Duration::from_secs(5), ..json(body) }
}

pub const PASSWORD: &str = "p&ss word";

impl Panel {
    pub async fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let shared = Shared::default();
        shared.lock().unwrap().answers.extend(answers);
        let app = Router::new().fallback(answer).with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared, task }
    }

    pub async fn with(body: &str) -> Self {
        Self::answering([json(body)]).await
    }

    /// From now on answers with this.
    pub fn answer_now(&self, body: impl Into<Vec<u8>>) {
        let answer = Answer { body: body.into(), ..json("") };
        self.shared.lock().unwrap().answers = [answer].into();
    }

    pub fn client(&self) -> Client {
        let endpoint = Endpoint::parse(&format!("http://{}/manager", self.address)).unwrap();
        client_of(endpoint)
    }

    /// A client that gives a method one second.
    pub fn impatient_client(&self) -> Client {
        self.client_within(Duration::from_secs(1))
    }

    pub fn client_within(&self, request_timeout: Duration) -> Client {
        let endpoint = Endpoint::parse(&format!("http://{}/manager", self.address)).unwrap();
        client_with(endpoint, request_timeout)
    }

    /// Each request as `POST /path body`, the body decoded as far as people need it.
    pub fn requests(&self) -> Vec<String> {
        self.shared.lock().unwrap().requests.clone()
    }

    /// The only request's form.
    pub fn form(&self) -> String {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].strip_prefix("POST /manager/billmgr ").unwrap().to_owned()
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub fn client_of(endpoint: Endpoint) -> Client {
    client_with(endpoint, Duration::from_secs(20))
}

pub fn client_with(endpoint: Endpoint, request_timeout: Duration) -> Client {
    let account = Account { endpoint, user: "reseller".to_owned(), password: PASSWORD.into() };
    let settings = Settings { request_timeout, ..Settings::default() };
    Client::new(account, &settings).unwrap()
}

pub fn soft() -> Prefix {
    Prefix::soft()
}

pub fn id(number: u64) -> LicenseId {
    LicenseId::new(number)
}

async fn answer(State(shared): State<Shared>, method: Method, uri: Uri, body: Bytes) -> Response {
    let answer = {
        let mut script = shared.lock().unwrap();
        script.requests.push(format!("{method} {uri} {}", String::from_utf8_lossy(&body)).trim().to_owned());
        let last = script.answers.len() == 1;
        if last { script.answers[0].clone() } else { script.answers.pop_front().unwrap() }
    };
    tokio::time::sleep(answer.delay).await;
    let status = StatusCode::from_u16(answer.status).unwrap();
    (status, [(header::LOCATION, "/elsewhere")], answer.body).into_response()
}
