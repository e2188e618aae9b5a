use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A server that answers every request with the same bytes, and counts.
pub struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Seen {
    connections: usize,
    requests: Vec<String>,
}

impl Server {
    /// Answers with these bytes and keeps the connection if they say how long they are; with nothing, it closes.
    pub async fn replying(reply: String) -> Self {
        Self::start(Some(reply)).await
    }

    /// Accepts, reads and never answers.
    pub async fn silent() -> Self {
        Self::start(None).await
    }

    async fn start(reply: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let task = tokio::spawn(accept(listener, seen.clone(), reply));
        Self { address, seen, task }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }

    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, seen: Arc<Mutex<Seen>>, reply: Option<String>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        seen.lock().unwrap().connections += 1;
        tokio::spawn(serve(stream, seen.clone(), reply.clone()));
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Seen>>, reply: Option<String>) {
    let mut buffer = vec![0; 8192];
    while let Ok(read) = stream.read(&mut buffer).await {
        if read == 0 {
            return;
        }
        let text = String::from_utf8_lossy(&buffer[..read]).into_owned();
        if let Some(line) = text.lines().next().filter(|line| line.ends_with("HTTP/1.1")) {
            seen.lock().unwrap().requests.push(line.to_owned());
        }
        let Some(reply) = &reply else { continue };
        if stream.write_all(reply.as_bytes()).await.is_err() {
            return;
        }
        let declared = reply.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
        let sent = reply.split("\r\n\r\n").nth(1).map_or(0, str::len);
        if declared.and_then(|length| length.parse::<usize>().ok()) != Some(sent) {
            return;
        }
    }
}
