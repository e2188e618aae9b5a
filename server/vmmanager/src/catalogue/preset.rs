use crate::{Called, Client, client::Call, decode::node::Node};

/// A ready-made size of servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Virtual processors.
    pub cpu_number: Option<u64>,
    /// Memory in MiB.
    pub ram_mib: Option<u64>,
    /// Disk in MiB.
    pub hdd_mib: Option<u64>,
}

impl Preset {
    fn read(row: Node<'_>) -> Option<Self> {
        Some(Self {
            id: row.number_at("id")?,
            name: row.filled("name").unwrap_or_default(),
            cpu_number: row.number_at("cpu_number"),
            ram_mib: row.number_at("ram_mib"),
            hdd_mib: row.number_at("hdd_mib"),
        })
    }
}

impl Client {
    /// Lists the presets.
    pub async fn presets(&self) -> Called<Vec<Preset>> {
        let read = |reply: Node<'_>| Ok(reply.list()?.into_iter().filter_map(Preset::read).collect());
        self.call(Call::get("/vm/v3/preset"), read).await
    }
}
