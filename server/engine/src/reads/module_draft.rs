//! A processing module that is being entered.

use domain::form::Reader;
use domain::{ModuleId, ModuleKind, ModuleStep};
use store::modules;

use super::module::license_servers;
use crate::actions::draft_module as drafted;
use crate::modules::{Account, Typed, Weight, defaults, names, weigh};
use crate::remotes::connection::ConnectionReport;
use crate::{Caller, Engine, Result};

/// A draft as the wizard shows it.
#[derive(Debug, Clone)]
pub struct DraftPage {
    /// Its name in addresses.
    pub id: String,
    /// The first step that is not done.
    pub reached: ModuleStep,
    /// What it is to connect to, once that is chosen.
    pub kind: Option<ModuleKind>,
    /// What was typed so far; parameters that nobody has seen yet stand at what they begin with.
    pub typed: Typed,
    /// Whether a password was entered.
    pub has_password: bool,
    /// What the check of this connection has found, and what that weighs.
    pub report: Option<(ConnectionReport, Weight)>,
    /// The module that this account was entered as already.
    pub existing: Option<(ModuleId, String)>,
    /// The license servers that a VMmanager can have.
    pub license_servers: Vec<(ModuleId, String)>,
}

/// A person's draft; another person's is not there.
pub async fn module_draft(engine: &Engine, caller: Caller, id: &str) -> Result<DraftPage> {
    let draft = drafted::find(engine, caller, id).await?;
    let reached = drafted::reached(&draft);
    let (kind, report) = (drafted::kind(&draft).ok(), drafted::report(&draft));
    let mut typed = draft.fields.clone();
    let license_servers = license_servers(engine).await?;
    let mut existing = None;
    if let Ok(Account { kind, url, username }) = drafted::account(&draft) {
        let other = modules::of_account(engine.db(), kind, &url, &username).await?;
        existing = other.map(|other| (other.id, other.name));
        if names(kind).all(|name| !typed.contains_key(name)) {
            let sort = modules::next_sort(engine.db()).await?;
            typed.extend(defaults(&Account { kind, url, username }, sort, report.as_ref()));
            if let Some((server, _)) = license_servers.first() {
                typed.insert("license_server".to_owned(), server.to_string());
            }
            // The connection stays as it was typed.
            typed.extend(draft.fields.clone());
        }
    }
    Ok(DraftPage {
        id: draft.id,
        reached,
        kind,
        has_password: draft.password.is_some(),
        report: report.map(|report| {
            let weight = weigh(&report);
            (report, weight)
        }),
        existing,
        license_servers,
        typed,
    })
}

impl DraftPage {
    /// Whether staff want it in spite of missing rights.
    pub fn is_wanted_anyway(&self) -> bool {
        Reader::switch(self.typed.get("add_anyway").map(String::as_str).unwrap_or_default())
    }
}
