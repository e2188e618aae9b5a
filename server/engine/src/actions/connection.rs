//! The connection of a processing module, as staff enter it.

use domain::ModuleKind;
use secrecy::SecretString;
use store::modules::NewModule;
use store::sealed::Sealed;

/// How a remote system is reached, and what it is called here.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Its name here.
    pub name: String,
    /// Where the remote system is.
    pub url: String,
    /// The user that we are there.
    pub username: String,
    /// That user's password.
    pub password: SecretString,
    /// The data center it serves.
    pub datacenter: String,
    /// The department that looks after it.
    pub department: String,
    /// Its place among modules: the lowest is taken first.
    pub sort: i64,
    /// Below how many 10⁻⁴ of its currency staff want to know.
    pub min_balance_e4: Option<i64>,
}

impl Connection {
    pub(super) fn module<'a>(
        &'a self,
        kind: ModuleKind,
        password: &'a Sealed,
        created_at_ms: i64,
    ) -> NewModule<'a> {
        NewModule {
            kind,
            name: &self.name,
            url: &self.url,
            username: &self.username,
            password,
            datacenter: &self.datacenter,
            department: &self.department,
            sort: self.sort,
            min_balance_e4: self.min_balance_e4,
            created_at_ms,
        }
    }
}
