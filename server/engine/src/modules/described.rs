//! A module in words, for its history.

use domain::ModuleId;
use domain::catalogue::Described;
use store::{Tx, modules};

use super::{Setup, System, names, typed};
use crate::Result;

/// What the history tells of a module: names for numbers, and no secret.
pub(crate) async fn described(tx: &mut Tx, setup: &Setup) -> Result<Vec<Described>> {
    let mut values = typed(setup);
    if let Some(amount) = setup.min_balance() {
        values.insert("min_balance".to_owned(), amount.to_string());
    }
    if let System::VmServer(server) = &setup.system {
        let name = match server.license_server_id {
            Some(id) => name(tx, id).await?,
            None => String::new(),
        };
        values.insert("license_server".to_owned(), name);
    }
    let fields = ["url", "username"].into_iter().chain(names(setup.account.kind));
    let described = fields.map(|name| {
        let value = values.remove(name).unwrap_or_default();
        let value = match name {
            "settle_seconds" => format!("{value} s"),
            "min_interval_ms" => format!("{value} ms"),
            _ if is_word(name) => value.replace('_', " "),
            _ => value,
        };
        (name.to_owned(), value)
    });
    Ok(described.collect())
}

async fn name(tx: &mut Tx, id: ModuleId) -> Result<String> {
    Ok(modules::find(tx, id).await?.map(|module| module.name).unwrap_or_default())
}

/// Whether a field holds one of a few words of ours.
fn is_word(name: &str) -> bool {
    matches!(
        name,
        "claim_policy" | "ip_change_rule" | "key_change_rule" | "free_address" | "log_in" | "after_settle"
    )
}
