//! What people do at the license server and at VMmanager by hand, behind our back.

use std::fmt;

use proptest::prelude::*;
use serde_json::{Value, json};

/// An act, and which of the licenses or machines there it is about.
#[derive(Debug, Clone)]
pub struct Deed {
    pub what: &'static str,
    pub which: usize,
    /// Tells its address and its name from others.
    pub number: u8,
}

const TO_LICENSES: &[&str] = &[
    "delete_license",
    "suspend_license",
    "resume_license",
    "new_key",
    "readdress_license",
    "rename_license",
    "renew_license",
    "autoprolong_on",
];
const TO_MACHINES: &[&str] = &["delete_vm", "stop_vm", "start_vm", "readdress_vm", "rename_vm", "give_vm"];

/// Any of them.
pub fn strategy() -> impl Strategy<Value = Deed> {
    let what = prop_oneof![
        5 => prop::sample::select(TO_LICENSES),
        2 => Just("buy_license"),
        2 => Just("set_filter"),
        3 => prop::sample::select(TO_MACHINES),
        1 => Just("create_vm"),
    ];
    (what, 0..6_usize, any::<u8>()).prop_map(|(what, which, number)| Deed { what, which, number })
}

/// Somebody buys a license like ours.
pub fn purchase() -> impl Strategy<Value = Deed> {
    any::<u8>().prop_map(|number| Deed { what: "buy_license", which: 0, number })
}

impl Deed {
    /// Whether it is done to a license.
    pub fn is_to_license(&self) -> bool {
        TO_LICENSES.contains(&self.what)
    }

    /// Whether it is done to a machine.
    pub fn is_to_machine(&self) -> bool {
        TO_MACHINES.contains(&self.what)
    }

    /// As the sandbox takes it, about the license or the machine of this number.
    pub fn act(&self, about: u64) -> Value {
        let (ip, name) = (format!("198.18.7.{}", self.number), format!("by Anna {}", self.number));
        match self.what {
            "readdress_license" => json!({"do": self.what, "license": about, "ip": ip}),
            "rename_license" => json!({"do": self.what, "license": about, "name": name}),
            "buy_license" => {
                json!({"do": self.what, "user": sandbox::RESELLER, "pricelist": 55227, "period": 1,
                "ip": ip, "name": name})
            }
            "set_filter" => {
                json!({"do": self.what, "user": sandbox::RESELLER, "fields": {"ip": "203.0.113.1"}})
            }
            "readdress_vm" => json!({"do": self.what, "vm": about, "ip": ip}),
            "rename_vm" => json!({"do": self.what, "vm": about, "name": name}),
            "give_vm" => json!({"do": self.what, "vm": about, "user": sandbox::VM_USER}),
            "create_vm" => json!({"do": self.what, "name": name}),
            _ if self.is_to_machine() => json!({"do": self.what, "vm": about}),
            _ => json!({"do": self.what, "license": about}),
        }
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "does {} to number {} by hand", self.what, self.which)
    }
}
