//! Where the browser of a request is.

use std::net::IpAddr;

/// The address of whoever sent the request under way, as far as the server knows it.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);
