//! Customer accounts of the license server and what they were charged.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an account has left, in ten-thousandths of a euro.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Account {
    pub name: String,
    pub balance: i64,
}

/// One amount taken from an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Charge {
    pub id: u64,
    pub account: String,
    pub license_id: u64,
    pub kind: ChargeKind,
    pub amount: i64,
    pub period: i32,
    pub date: Date,
}

/// What an amount was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChargeKind {
    Order,
    Prolong,
    Autoprolong,
    ChangePlan,
}
