//! The tolerant decoder: from bytes to fields, by the rules that real clients of the panel needed
//! (`docs/protocols/billmanager.md` §1.4–1.5). What a field *means* is decided beside its function.

pub(crate) mod amount;
pub(crate) mod day;
pub(crate) mod doc;
pub(crate) mod long_url;
pub(crate) mod node;
pub(crate) mod reply;
