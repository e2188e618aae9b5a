use std::net::IpAddr;

use crate::{Called, Client, LicenseId, Prefix, client::Call, error::Subject};

/// One change of a license; each is a request of its own, so that a failure speaks of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LicenseEdit {
    /// Another name.
    Name(String),
    /// Another address.
    Address(IpAddr),
    /// Another marker; empty clears it.
    RemoteId(String),
    /// No renewal by itself.
    AutoprolongOff,
    /// A new key; the old one ends. The new one appears in the card some time later.
    NewKey,
}

impl Client {
    /// Changes a license: `func=<prefix>.edit` with a confirmation (`docs/protocols/billmanager.md` §2.1).
    pub async fn edit(&self, prefix: &Prefix, id: LicenseId, edit: &LicenseEdit) -> Called<()> {
        let call = Call::change(prefix.function("edit")).with("elid", id);
        let call = match edit {
            LicenseEdit::Name(name) => call.with("licname", name),
            LicenseEdit::Address(ip) => call.with("ip", ip).about(Subject::Address),
            LicenseEdit::RemoteId(marker) => call.with("remoteid", marker),
            LicenseEdit::AutoprolongOff => call.with("autoprolong", "null"),
            LicenseEdit::NewKey => call.with("clicked_button", "newkey"),
        };
        self.call(call.with("sok", "ok"), |_| Ok(())).await
    }
}
