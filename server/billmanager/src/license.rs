//! Licenses at the panel: reading them, changing them.

pub(crate) mod card;
pub(crate) mod check_address;
pub(crate) mod edit;
pub(crate) mod id;
pub(crate) mod list;
pub(crate) mod power;
pub(crate) mod row;
