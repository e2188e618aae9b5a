//! A server whose replies are larger than they should be.

use std::{
    io::Write,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use flate2::{Compression, write::GzEncoder};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};

/// What a flooding server sends after its status line.
pub enum Flood {
    /// This piece again and again, this many times.
    Repeated { head: &'static str, piece: Vec<u8>, times: usize },
    /// This body, compressed.
    Gzip(Vec<u8>),
}

/// A server that answers every request but a log-in with the same flood, and counts the bytes that it got rid of.
pub struct Flooded {
    pub address: SocketAddr,
    sent: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

/// VMmanager is logged into first, and lets in.
const LOG_IN: &str =
    "HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n{\"token\":\"4-abc\",\"confirmed\":true}";

impl Flooded {
    pub async fn by(flood: Flood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let sent = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&sent);
        let (head, piece, times) = match flood {
            Flood::Repeated { head, piece, times } => {
                ("connection: close\r\n\r\n".to_owned() + head, piece, times)
            }
            Flood::Gzip(body) => {
                let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
                gzip.write_all(&body).unwrap();
                let body = gzip.finish().unwrap();
                let length = body.len();
                (format!("content-encoding: gzip\r\ncontent-length: {length}\r\n\r\n"), body, 1)
            }
        };
        let task = tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = vec![0; 8192];
                let read = stream.read(&mut request).await.unwrap_or(0);
                if String::from_utf8_lossy(&request[..read]).contains("/auth/v4/public/token") {
                    let _ = stream.write_all(LOG_IN.as_bytes()).await;
                    continue;
                }
                let start = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{head}");
                if stream.write_all(start.as_bytes()).await.is_err() {
                    continue;
                }
                for _ in 0..times {
                    if stream.write_all(&piece).await.is_err() {
                        break;
                    }
                    counter.fetch_add(piece.len(), Ordering::Relaxed);
                }
            }
        });
        Self { address, sent, task }
    }

    /// Bytes of bodies that the client's side took.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }
}

impl Drop for Flooded {
    fn drop(&mut self) {
        self.task.abort();
    }
}
