use crate::{Called, Client, client::Call, decode::node::Node};

/// An operating system that can be installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Os {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its state as sent.
    pub state: Option<String>,
    /// The repository it comes from.
    pub repository: Option<String>,
    /// The clusters it can be installed in; empty where that is not said.
    pub clusters: Vec<u64>,
    /// Its tags, by which recipes may be matched.
    pub tags: Vec<String>,
    /// Whether only administrators may install it.
    pub is_admin_only: bool,
    /// The smallest disk in MiB.
    pub hdd_mib_required: Option<u64>,
    /// The smallest memory in MiB.
    pub min_ram_mib: Option<u64>,
}

impl Os {
    fn read(row: Node<'_>) -> Option<Self> {
        Some(Self {
            id: row.number_at("id")?,
            name: row.filled("name").unwrap_or_default(),
            state: row.filled("state"),
            repository: row.filled("repository"),
            clusters: row.ids("clusters"),
            tags: row.texts("tags"),
            is_admin_only: row.field("adminonly").and_then(Node::flag).unwrap_or(false),
            hdd_mib_required: row.number_at("hdd_mib_required"),
            min_ram_mib: row.number_at("min_ram_mib"),
        })
    }
}

impl Client {
    /// Lists the operating systems.
    pub async fn os_list(&self) -> Called<Vec<Os>> {
        let read = |reply: Node<'_>| Ok(reply.list()?.into_iter().filter_map(Os::read).collect());
        self.call(Call::get("/vm/v3/os"), read).await
    }
}
