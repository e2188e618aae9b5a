use crate::{Called, Client, client::Call, decode::node::Node};

/// A cluster that servers can be made in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its kind of virtualization as sent.
    pub virtualization: Option<String>,
    /// How many nodes it has.
    pub node_count: Option<u64>,
    /// How many servers are in it.
    pub host_count: Option<u64>,
}

impl Cluster {
    fn read(row: Node<'_>) -> Option<Self> {
        Some(Self {
            id: row.number_at("id")?,
            name: row.filled("name").unwrap_or_default(),
            virtualization: row.filled("virtualization_type"),
            node_count: row.number_at("node_count"),
            host_count: row.number_at("host_count"),
        })
    }
}

impl Client {
    /// Lists the clusters.
    pub async fn clusters(&self) -> Called<Vec<Cluster>> {
        let read = |reply: Node<'_>| Ok(reply.list()?.into_iter().filter_map(Cluster::read).collect());
        self.call(Call::get("/vm/v3/cluster"), read).await
    }
}
