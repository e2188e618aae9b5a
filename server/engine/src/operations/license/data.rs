//! What the license steps of one operation hand to each other.

use domain::operation::Note;
use domain::panel_change::PanelWay;
use domain::pool::Standing;
use domain::{LicenseId, LicenseState, ModuleId, PlanCode, ProductId, RemoteMoney, ValueId};
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
    /// The panel that the service is to get, and the license that it has for it.
    pub change: Option<PanelChange>,
    /// The digest of the key that is being replaced.
    pub old_key: Option<String>,
    /// Whether a person allowed a purchase beyond the limit per client.
    pub purchase_allowed: bool,
}

impl Data {
    /// The same without the license that was being taken; what a person allowed stays allowed.
    pub fn without_claim(self) -> Self {
        Self { claim: None, ..self }
    }
}

/// A panel in place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelChange {
    /// How the license for it is got.
    pub way: PanelWay,
    /// The value of the tariff's panel option.
    pub value: ValueId,
    /// Its name.
    pub name: String,
    /// The name of the panel before.
    pub was: String,
    /// What it is at the license server; none for no panel.
    pub target: Option<Wanted>,
    /// How a client installs it, as staff wrote it.
    #[serde(default)]
    pub install_steps: String,
    /// Whether a license may be bought for it: who confirmed one of the pool did not confirm a price.
    pub may_buy: bool,
    /// What somebody agreed that the license server takes for it.
    #[serde(default)]
    pub agreed: Option<RemoteMoney>,
    /// The license of the panel before, once it is off the address: it returns if no other takes its place.
    #[serde(default)]
    pub aside: Option<LicenseId>,
    /// Why it returns.
    #[serde(default)]
    pub failed: Option<Note>,
}

impl PanelChange {
    /// Why it does not go on for this much, if somebody agreed to less.
    pub(crate) fn too_dear(&self, now: Option<RemoteMoney>) -> Option<Note> {
        let (agreed, now) = (self.agreed?, now?);
        now.is_more_than(agreed).then_some(Note::PriceRisen { agreed, now })
    }
}

/// What a panel is at the license server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The license server.
    pub module: ModuleId,
    /// The product.
    pub product: ProductId,
    /// The plan.
    pub plan: PlanCode,
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

/// Notes in an operation's data that a person agreed to what the license server takes now.
pub(crate) fn agree_to(data: &mut serde_json::Value, now: RemoteMoney) -> Result<(), serde_json::Error> {
    if let Some(change) = data.get_mut("change").filter(|change| change.is_object()) {
        change["agreed"] = serde_json::to_value(now)?;
    }
    Ok(())
}
