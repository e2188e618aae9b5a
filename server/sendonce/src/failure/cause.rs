use std::{error::Error as StdError, io};

use rustls::{CertificateError, Error as TlsError};

/// Why there is no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectFault {
    /// The name is not known.
    NoSuchName,
    /// The host is there, and nothing listens at that port.
    Refused,
    /// No way leads to the host.
    NoRoute,
    /// Something else.
    Other,
}

/// Why there is no TLS session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TlsFault {
    /// The certificate is signed by itself, or by an authority that is not trusted here.
    Untrusted,
    /// The certificate is no longer valid.
    Expired,
    /// The certificate is not valid yet.
    NotYetValid,
    /// The certificate is for another name.
    WrongName,
    /// The other side does not speak TLS at all.
    NotTls,
    /// Something else.
    Other,
}

/// What TLS failed on, if it was TLS.
pub(super) fn tls(error: &(dyn StdError + 'static), words: &str) -> Option<TlsFault> {
    if let Some(error) = causes(error).find_map(find::<TlsError>) {
        return Some(sorted(error));
    }
    let words = words.to_lowercase();
    let is_tls = ["certificate", "handshake", "tls", "invalid message", "corrupt message"];
    is_tls.iter().any(|mark| words.contains(mark)).then_some(TlsFault::Other)
}

fn sorted(error: &TlsError) -> TlsFault {
    match error {
        TlsError::InvalidCertificate(error) => match error {
            CertificateError::UnknownIssuer => TlsFault::Untrusted,
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                TlsFault::NotYetValid
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                TlsFault::WrongName
            }
            // A certificate of an authority that a server shows as its own is signed by itself.
            CertificateError::Other(other) if format!("{other:?}").contains("CaUsedAsEndEntity") => {
                TlsFault::Untrusted
            }
            _ => TlsFault::Other,
        },
        TlsError::InvalidMessage(_) => TlsFault::NotTls,
        _ => TlsFault::Other,
    }
}

/// What connecting failed on.
pub(super) fn connect(error: &(dyn StdError + 'static), words: &str) -> ConnectFault {
    // The resolver's error has no kind of its own.
    if words.contains("dns error") || words.contains("failed to lookup address") {
        return ConnectFault::NoSuchName;
    }
    match causes(error).find_map(find::<io::Error>).map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused) => ConnectFault::Refused,
        Some(
            io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::AddrNotAvailable,
        ) => ConnectFault::NoRoute,
        _ => ConnectFault::Other,
    }
}

fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (**error).source())
}

/// The error itself, or the one that an error of input and output carries: such a one hides it from `source`.
fn find<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    let carried = || {
        let carried = error.downcast_ref::<io::Error>()?.get_ref()?;
        let carried: &'a (dyn StdError + 'static) = carried;
        find(carried)
    };
    error.downcast_ref::<E>().or_else(carried)
}
