use secrecy::SecretString;

use crate::{
    Called, Client, Error, LicenseId, LicenseRow, Prefix,
    client::Call,
    decode::{doc::Doc, node::Node},
};

/// A license with its key; the key is never shown by `Debug`.
#[derive(Clone, Debug)]
pub struct LicenseCard {
    /// What the card says of the license.
    pub license: LicenseRow,
    /// The key; absent until the panel has made it.
    pub key: Option<SecretString>,
}

impl LicenseCard {
    /// A card may leave out its own number, but must not be the card of another license.
    fn read(doc: Doc<'_>, id: LicenseId) -> Result<Self, Error> {
        let form = doc.form(&["licname", "lickey", "ip", "pricelist"]);
        let license =
            LicenseRow::read_card(form, id).ok_or_else(|| Error::malformed("this is not a card"))?;
        if license.id != id {
            return Err(Error::malformed(format!("the card of {} came instead of {id}", license.id)));
        }
        let key = form.field("lickey").and_then(Node::text).filter(|key| !key.is_empty());
        Ok(Self { license, key: key.map(|key| SecretString::from(key.into_owned())) })
    }
}

impl Client {
    /// Reads one license with its key: `func=<prefix>.edit` without a confirmation only views.
    pub async fn card(&self, prefix: &Prefix, id: LicenseId) -> Called<LicenseCard> {
        let call = Call::read(prefix.function("edit")).with("elid", id);
        self.call(call, |doc| LicenseCard::read(doc, id)).await
    }
}
