//! Connections that can be cut at a chosen byte.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    task::{Context, Poll},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// The handle of one connection that a handler may cut.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    /// Bytes that may still be written; negative: any number.
    left: Arc<AtomicI64>,
    /// Whether it ends with a reset instead of an orderly end.
    resets: Arc<AtomicBool>,
}

impl Wire {
    fn new() -> Self {
        Self { left: Arc::new(AtomicI64::new(-1)), resets: Arc::default() }
    }

    /// Ends the connection as the system does for a process that died with unread data.
    pub(crate) fn reset(&self) {
        self.resets.store(true, Ordering::SeqCst);
        self.cut_after(0);
    }

    /// Lets this many more bytes out and then breaks the connection.
    pub(crate) fn cut_after(&self, bytes: i64) {
        self.left.store(bytes, Ordering::SeqCst);
    }
}

/// A TCP listener whose connections can be cut.
#[derive(Debug)]
pub(crate) struct CuttableListener(pub TcpListener);

impl Listener for CuttableListener {
    type Io = Cuttable;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Cuttable, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Replies are small and awaited: no use in collecting them.
        let _ = stream.set_nodelay(true);
        (Cuttable { stream, wire: Wire::new() }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Wire {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        stream.io().wire.clone()
    }
}

/// A connection with its handle.
#[derive(Debug)]
pub(crate) struct Cuttable {
    stream: TcpStream,
    wire: Wire,
}

impl AsyncRead for Cuttable {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Cuttable {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let left = self.wire.left.load(Ordering::SeqCst);
        if left < 0 {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        }
        let allowed = bytes.len().min(usize::try_from(left).unwrap_or(0));
        if allowed == 0 {
            if self.wire.resets.load(Ordering::SeqCst) {
                let _ = self.stream.set_zero_linger();
            }
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        let written = Pin::new(&mut self.stream).poll_write(context, &bytes[..allowed]);
        if let Poll::Ready(Ok(count)) = written {
            self.wire.left.store(left - i64::try_from(count).unwrap_or(left), Ordering::SeqCst);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
