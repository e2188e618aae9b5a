use std::net::Ipv4Addr;

use crate::{
    Called, Client,
    client::{Call, cannot_ask},
    decode::{filter::Filter, node::Node},
};

/// A server as the list shows it (`docs/protocols/vmmanager.md` §2.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: HostState,
    /// The number of its owner.
    pub account: Option<u64>,
    /// The mail address of its owner.
    pub account_email: Option<String>,
    /// Its cluster.
    pub cluster: Option<u64>,
    /// Its host name.
    pub domain: Option<String>,
    /// The remark for administrators.
    pub comment: Option<String>,
    /// Its IPv4 addresses, the main one first.
    pub ipv4: Vec<Ipv4Addr>,
}

/// What a server is doing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HostState {
    /// It is being made.
    Creating,
    /// It runs.
    Active,
    /// It is switched off.
    Stopped,
    /// Anything else, as sent; empty where it is absent.
    Other(String),
}

impl HostState {
    fn read(text: String) -> Self {
        match text.as_str() {
            "creating" => Self::Creating,
            "active" => Self::Active,
            "stopped" => Self::Stopped,
            _ => Self::Other(text),
        }
    }
}

impl Host {
    fn read(row: Node<'_>) -> Option<Self> {
        let id_of = |name: &str| row.field(name).and_then(|of| of.number().or_else(|| of.number_at("id")));
        let ip = |part: Node<'_>| part.filled("ip").or_else(|| part.filled("ip_addr"))?.parse().ok();
        Some(Self {
            id: row.number_at("id")?,
            name: row.filled("name").unwrap_or_default(),
            state: HostState::read(row.filled("state").unwrap_or_default()),
            account: id_of("account"),
            account_email: row.field("account").and_then(|account| account.filled("email")),
            cluster: id_of("cluster"),
            domain: row.filled("domain"),
            comment: row.filled("comment"),
            ipv4: row.parts("ip4").into_iter().filter_map(ip).collect(),
        })
    }
}

const PATH: &str = "/vm/v3/host";

impl Client {
    /// Reads one server from the filtered list, which knows more than the server's own address; absent if it is not
    /// listed.
    pub async fn host(&self, id: u64) -> Called<Option<Host>> {
        self.call(Call::list(PATH, Filter::number("id", id)), |reply| {
            Ok(reply.list()?.into_iter().filter_map(Host::read).find(|host| host.id == id))
        })
        .await
    }

    /// Finds the servers with exactly this name; a name is not known to be unique there.
    pub async fn hosts_named(&self, name: &str) -> Called<Vec<Host>> {
        let Some(filter) = Filter::eq("name", name) else {
            return cannot_ask("this name cannot be asked for");
        };
        self.call(Call::list(PATH, filter), |reply| {
            Ok(reply.list()?.into_iter().filter_map(Host::read).filter(|host| host.name == name).collect())
        })
        .await
    }
}
