//! What the license steps of one operation hand to each other.

use domain::pool::Standing;
use domain::{LicenseId, LicenseState};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The operation's notes on its license.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Data {
    /// The license being taken from the pool.
    pub claim: Option<Claim>,
    /// The license being returned to the pool.
    pub release: Option<LicenseId>,
    /// Whether a person allowed a purchase beyond the limit per client.
    pub purchase_allowed: bool,
}

impl Data {
    /// The same without the license that was being taken; what a person allowed stays allowed.
    pub fn without_claim(self) -> Self {
        Self { claim: None, ..self }
    }
}

/// A license being taken from the pool.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claim {
    /// Which.
    pub license: LicenseId,
    /// What it was before, for putting it back.
    pub was: LicenseState,
    /// Why it, and not another.
    pub standing: Standing,
    /// Whether it gets a new key.
    pub new_key: bool,
    /// The digest of the key it had.
    pub old_key: Option<String>,
    /// Whether it is active there already.
    pub is_active: bool,
    /// The license server's words when it refused a change: the license goes back.
    pub refused: Option<String>,
    /// Whether it could not go back: it is on the address, and serves it with the key it has.
    #[serde(default)]
    pub is_stuck: bool,
}

impl Claim {
    /// Whether it is on the server's address already.
    pub fn is_in_place(&self) -> bool {
        matches!(self.standing, Standing::OnThisAddress { .. })
    }
}

/// A digest by which a new key is told from the old, without keeping either in the clear.
pub fn fingerprint(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Notes in an operation's data that a person allowed a purchase beyond the limit per client.
pub(crate) fn allow_purchase(data: &mut serde_json::Value) {
    if !data.is_object() {
        *data = serde_json::json!({});
    }
    data["purchase_allowed"] = serde_json::Value::Bool(true);
}
