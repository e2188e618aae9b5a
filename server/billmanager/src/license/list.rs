use crate::{
    Called, Client, LicenseRow, Prefix,
    client::Call,
    decode::{doc::Doc, node::Node},
};

/// All licenses of one function prefix, deleted ones included where the panel still lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenseList {
    /// The rows.
    pub rows: Vec<LicenseRow>,
    /// How many rows had no number and could not be read.
    pub unreadable: usize,
    /// How many there are, if the panel says.
    pub total: Option<usize>,
    /// Whether the panel says that a filter is on: somebody who works with the same user left one there.
    pub is_filtered: bool,
}

/// One page holds them all; the panel's own filter is sticky for its user and therefore never used
/// (`docs/protocols/billmanager.md` §1.6).
const PAGE: u32 = 100_000;

impl LicenseList {
    /// Whether this is every license: absence from an incomplete list proves nothing.
    pub fn is_complete(&self) -> bool {
        !self.is_filtered && self.unreadable == 0 && self.total.is_none_or(|total| total <= self.rows.len())
    }

    fn read(doc: Doc<'_>) -> Self {
        let elements = doc.items("elem");
        let rows: Vec<_> = elements.iter().filter_map(|row| LicenseRow::read(*row)).collect();
        let total = doc.find("p_elems").and_then(Node::text).and_then(|text| text.parse().ok());
        let filter = doc.find("filter");
        let is_filtered = filter.is_some_and(|filter| {
            filter.text().is_none_or(|text| !matches!(&*text, "" | "off" | "no" | "0"))
        });
        Self { unreadable: elements.len() - rows.len(), rows, total, is_filtered }
    }
}

impl Client {
    /// Lists the licenses of this account: `func=<prefix>`.
    pub async fn licenses(&self, prefix: &Prefix) -> Called<LicenseList> {
        let call = Call::read(prefix.as_str()).with("p_cnt", PAGE);
        self.call(call, |doc| Ok(LicenseList::read(doc))).await
    }
}
