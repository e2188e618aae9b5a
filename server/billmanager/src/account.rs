use secrecy::SecretString;

use crate::Endpoint;

/// A customer account of a BILLmanager panel: where it is and how to get in.
#[derive(Clone, Debug)]
pub struct Account {
    /// The panel's address.
    pub endpoint: Endpoint,
    /// The user name.
    pub user: String,
    /// The password; never shown by `Debug`.
    pub password: SecretString,
}
