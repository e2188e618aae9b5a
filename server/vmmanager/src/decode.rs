//! Reading replies: ids are numbers or texts, collections arrays or objects, and every field may be absent
//! (`docs/protocols/vmmanager.md` §6).

pub(crate) mod filter;
pub(crate) mod node;
