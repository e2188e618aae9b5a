//! What people do by hand at the license server and at VMmanager, behind the backs of their clients.

pub(crate) mod endpoint;
mod licenses;
mod machines;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{deliver::Described, sticky::StickyFilter, world::World};

/// One thing that somebody does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Act {
    /// Deletes a license.
    DeleteLicense {
        #[serde(default)]
        license: Which,
    },
    /// Gives a license another address, whatever the rules say.
    ReaddressLicense {
        #[serde(default)]
        license: Which,
        ip: String,
    },
    /// Pays the bill behind which an order waits, from the account's money.
    PayBill {
        #[serde(default)]
        license: Which,
    },
    /// Renews a license from the account's money, for its own period unless another is named.
    RenewLicense {
        #[serde(default)]
        license: Which,
        period: Option<i32>,
    },
    /// Switches the automatic renewal of a license on, for its own period unless another is named.
    AutoprolongOn {
        #[serde(default)]
        license: Which,
        period: Option<i32>,
    },
    /// Gives a license another name.
    RenameLicense {
        #[serde(default)]
        license: Which,
        name: String,
    },
    /// Suspends a license.
    SuspendLicense {
        #[serde(default)]
        license: Which,
    },
    /// Resumes a suspended license.
    ResumeLicense {
        #[serde(default)]
        license: Which,
    },
    /// Asks for a new key for a license.
    NewKey {
        #[serde(default)]
        license: Which,
    },
    /// Buys a license, with no marker.
    BuyLicense { user: String, pricelist: u32, period: i32, ip: String, name: String },
    /// Leaves a filter on a list, for everybody who works with this user.
    SetFilter {
        user: String,
        #[serde(default = "soft")]
        list: String,
        fields: BTreeMap<String, String>,
    },
    /// Takes the filter off a list.
    ClearFilter {
        user: String,
        #[serde(default = "soft")]
        list: String,
    },
    /// Removes a machine at once.
    DeleteVm {
        #[serde(default)]
        vm: Which,
    },
    /// Gives a machine another address.
    ReaddressVm {
        #[serde(default)]
        vm: Which,
        ip: String,
    },
    /// Gives a machine another name.
    RenameVm {
        #[serde(default)]
        vm: Which,
        name: String,
    },
    /// Switches a machine off.
    StopVm {
        #[serde(default)]
        vm: Which,
    },
    /// Switches a machine on.
    StartVm {
        #[serde(default)]
        vm: Which,
    },
    /// Gives a machine to another user, by e-mail address.
    GiveVm {
        #[serde(default)]
        vm: Which,
        user: String,
    },
    /// Makes a machine of this name; in a plan its default is the name that the call gives.
    CreateVm { name: Option<String> },
}

fn soft() -> String {
    "soft".to_owned()
}

/// Which license or machine is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Which {
    /// The one with this number.
    Number(u64),
    /// `called`: the one that the call is about, else the newest; `newest`; `oldest`; else the one with this name.
    Word(String),
}

impl Default for Which {
    fn default() -> Self {
        Self::Word("called".to_owned())
    }
}

/// Whether somebody is faster than a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    /// Before it is worked on.
    #[default]
    Before,
    /// After it was, before its reply.
    After,
}

/// What a call says about whom it means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meant {
    number: Option<u64>,
    name: Option<String>,
}

impl Meant {
    /// The number and the name that a call gives.
    pub(crate) fn by(call: &Described) -> Self {
        let of_path = || call.path.split('/').rev().find_map(|segment| segment.parse().ok());
        let elid = call.params.get("elid").and_then(|elid| elid.parse().ok());
        Self { number: elid.or_else(of_path), name: call.params.get("name").cloned() }
    }
}

impl Which {
    /// Picks from numbers and names, oldest first.
    fn pick<'a>(&self, all: impl Iterator<Item = (u64, &'a str)>, meant: &Meant) -> Option<u64> {
        let all: Vec<(u64, &str)> = all.collect();
        let newest = all.last().map(|(id, _)| *id);
        let numbered = |number: u64| all.iter().find(|(id, _)| *id == number).map(|(id, _)| *id);
        match self {
            Self::Number(number) => numbered(*number),
            Self::Word(word) => match word.as_str() {
                "called" => meant.number.and_then(numbered).or(newest),
                "newest" => newest,
                "oldest" => all.first().map(|(id, _)| *id),
                name => all.iter().rev().find(|(_, other)| *other == name).map(|(id, _)| *id),
            },
        }
    }
}

impl World {
    /// Does what somebody does; says what could not be done.
    pub(crate) fn by_hand(&mut self, act: &Act, meant: &Meant) -> Result<(), String> {
        match act {
            Act::SetFilter { user, list, fields } => {
                let filter =
                    StickyFilter { account: user.clone(), list: list.clone(), fields: fields.clone() };
                if !self.accounts.contains_key(user) {
                    return Err(format!("there is no user {user}"));
                }
                filter.check()?;
                self.save_filter(filter);
                Ok(())
            }
            Act::ClearFilter { user, list } => {
                self.save_filter(StickyFilter::none(user, list));
                Ok(())
            }
            Act::DeleteVm { .. }
            | Act::ReaddressVm { .. }
            | Act::RenameVm { .. }
            | Act::StopVm { .. }
            | Act::StartVm { .. }
            | Act::GiveVm { .. }
            | Act::CreateVm { .. } => machines::act(self, act, meant),
            _ => licenses::act(self, act, meant),
        }
    }
}
