use secrecy::SecretString;

use crate::BaseUrl;

/// Where a VMmanager is and how to get in; its user has to be an administrator.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The address.
    pub base_url: BaseUrl,
    /// The user's mail address.
    pub email: String,
    /// The password; never shown by `Debug`.
    pub password: SecretString,
}
