use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

use super::started::Started;
use crate::{Called, Client, client::Call};

/// A server to be made (`docs/protocols/vmmanager.md` §2.3). What is absent is not sent: VMmanager rejects
/// placeholders.
#[derive(Clone, Debug)]
pub struct CreateHost {
    /// The name: put a marker into it by which the server can be found again.
    pub name: String,
    /// The password of its administrator.
    pub password: SecretString,
    /// The cluster.
    pub cluster: Option<u64>,
    /// What is installed.
    pub system: HostSystem,
    /// How large it is.
    pub size: HostSize,
    /// The owner.
    pub account: Option<u64>,
    /// How many IPv4 addresses it gets.
    pub ipv4_number: Option<u32>,
    /// The pools that the addresses come from.
    pub ipv4_pool: Vec<u64>,
    /// The host name, sent in lower case.
    pub domain: Option<String>,
    /// A remark for administrators.
    pub comment: Option<String>,
    /// A recipe that runs at the end.
    pub recipe: Option<u64>,
}

/// What is installed on a new server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostSystem {
    /// An operating system of the catalogue.
    Os(u64),
    /// An image.
    Image(u64),
}

/// How large a new server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostSize {
    /// As large as a preset says.
    Preset(u64),
    /// As large as these numbers say.
    Exact {
        /// Virtual processors.
        cpu_number: u32,
        /// Memory in MiB.
        ram_mib: u64,
        /// Disk in MiB.
        hdd_mib: u64,
    },
}

impl CreateHost {
    fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                body.insert(key.to_owned(), value);
            }
        };
        put("name", Some(self.name.as_str().into()));
        put("password", Some(self.password.expose_secret().into()));
        put("cluster", self.cluster.map(Value::from));
        match self.system {
            HostSystem::Os(id) => put("os", Some(id.into())),
            HostSystem::Image(id) => put("image", Some(id.into())),
        }
        match self.size {
            HostSize::Preset(id) => put("preset", Some(id.into())),
            HostSize::Exact { cpu_number, ram_mib, hdd_mib } => {
                put("cpu_number", Some(cpu_number.into()));
                put("ram_mib", Some(ram_mib.into()));
                put("hdd_mib", Some(hdd_mib.into()));
            }
        }
        put("account", self.account.map(Value::from));
        put("ipv4_number", self.ipv4_number.map(Value::from));
        put("ipv4_pool", (!self.ipv4_pool.is_empty()).then(|| self.ipv4_pool.clone().into()));
        put("domain", self.domain.as_ref().map(|domain| domain.to_lowercase().into()));
        put("comment", self.comment.as_deref().map(Value::from));
        put("recipe", self.recipe.map(Value::from));
        body
    }
}

impl Client {
    /// Makes a server. Before it is asked again after a failure, the server has to be looked for by its name.
    pub async fn create_host(&self, host: &CreateHost) -> Called<Started> {
        let call = Call::post("/vm/v3/host", host.body()).hiding(&host.password);
        self.call(call, |reply| Started::read(reply, None)).await
    }
}
