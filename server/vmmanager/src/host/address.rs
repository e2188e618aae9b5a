use std::net::Ipv4Addr;

use crate::{Called, Client, client::Call, decode::node::Node};

/// An IPv4 address of a server (`docs/protocols/vmmanager.md` §2.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostAddress {
    /// The address.
    pub ip: Ipv4Addr,
    /// Its number, where it has one.
    pub id: Option<u64>,
    /// Its reverse name.
    pub domain: Option<String>,
    /// Its state as sent.
    pub state: Option<String>,
    /// Whether it belongs to a private network between servers, where no license can see it.
    pub is_vxlan: bool,
}

impl HostAddress {
    fn read(row: Node<'_>) -> Option<Self> {
        let is_set = |of: Node<'_>| of.number() != Some(0) && of.flag() != Some(false);
        Some(Self {
            ip: row.filled("ip_addr").or_else(|| row.filled("ip"))?.parse().ok()?,
            id: row.number_at("id"),
            domain: row.filled("domain"),
            state: row.filled("state"),
            is_vxlan: row.field("vxlan").is_some_and(is_set),
        })
    }
}

impl Client {
    /// Reads the addresses of a server; empty until they are assigned, which happens before the system is installed.
    pub async fn addresses(&self, host: u64) -> Called<Vec<HostAddress>> {
        self.call(Call::get(format!("/vm/v3/host/{host}/ipv4")), |reply| {
            Ok(reply.list()?.into_iter().filter_map(HostAddress::read).collect())
        })
        .await
    }
}
