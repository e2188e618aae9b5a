use serde::{Deserialize, Serialize};

/// Something that uses an object and keeps it from being deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// What it is.
    pub what: UsedBy,
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
}

/// What can use an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedBy {
    /// A processing module.
    Module,
    /// A period alignment rule of a module; the number is the module's.
    Rule,
    /// A tariff plan.
    Tariff,
    /// An option of a tariff plan; the number is the tariff plan's.
    Option,
    /// An enumeration whose value it is; the number is the enumeration's.
    Enumeration,
    /// A service.
    Service,
    /// A license.
    License,
    /// An order.
    Order,
}
