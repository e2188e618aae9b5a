//! The sandbox behind TLS, with a certificate that nobody trusts.

use std::{io, net::SocketAddr, sync::Arc};

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, PrivateKeyDer},
    },
};
use tokio_util::sync::CancellationToken;

/// What is wrong with the certificate; each is signed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// Nothing else.
    SelfSigned,
    /// It has expired.
    Expired,
}

/// Decrypts what comes to `listener` and hands it on to `inner`, until told to stop.
pub(crate) async fn serve(
    listener: TcpListener,
    certificate: Certificate,
    inner: SocketAddr,
    stop: CancellationToken,
) -> io::Result<()> {
    let acceptor = TlsAcceptor::from(Arc::new(config(certificate).map_err(io::Error::other)?));
    tokio::spawn(async move {
        loop {
            let accepted = tokio::select! {
                () = stop.cancelled() => break,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = accepted else { continue };
            let (acceptor, stopped) = (acceptor.clone(), stop.clone());
            tokio::spawn(async move {
                tokio::select! {
                    () = stopped.cancelled() => {}
                    // A client that does not trust the certificate hangs up: that is what this is for.
                    _ = pass_on(acceptor, stream, inner) => {}
                }
            });
        }
    });
    Ok(())
}

async fn pass_on(acceptor: TlsAcceptor, stream: TcpStream, inner: SocketAddr) -> io::Result<()> {
    let mut outside = acceptor.accept(stream).await?;
    let mut inside = TcpStream::connect(inner).await?;
    tokio::io::copy_bidirectional(&mut outside, &mut inside).await?;
    Ok(())
}

fn config(certificate: Certificate) -> Result<ServerConfig, Box<dyn std::error::Error + Send + Sync>> {
    let mut params = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()])?;
    if certificate == Certificate::Expired {
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
    }
    let key = KeyPair::generate()?;
    let chain: Vec<CertificateDer<'static>> = vec![params.self_signed(&key)?.der().clone()];
    let key = PrivateKeyDer::try_from(key.serialize_der())?;
    Ok(ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?)
}
