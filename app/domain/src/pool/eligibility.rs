use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ChangeRule, ClaimRules, FREE_NAME, FreeAddressPolicy, LastChange, LicenseFacts, PoolRequest};
use crate::{address::IpAddress, license::RemoteStatus};

/// Whether a license may be taken from the pool for a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eligibility {
    /// It may.
    Eligible,
    /// It may not, for every one of these reasons.
    Refused(Vec<Refusal>),
}

/// One reason against a license.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What is wrong.
    pub reason: RefusalReason,
    /// The first day on which it is wrong no longer; none if time alone does not cure it.
    pub until: Option<Date>,
}

/// What is wrong with a license for a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// It is sold by another license server.
    OtherLicenseServer,
    /// It is another product.
    OtherProduct,
    /// It has other add-ons.
    OtherAddons,
    /// Its name does not say that it is free.
    NotFreeName {
        /// Its name.
        name: String,
    },
    /// Its address is not the free one.
    NotFreeAddress {
        /// Its address.
        address: IpAddress,
    },
    /// It is neither active nor suspended.
    Status {
        /// Its status.
        status: RemoteStatus,
    },
    /// It is over.
    Expired {
        /// Since this day, 00:00.
        on: Date,
    },
    /// The license server did not show when it expires.
    ExpiryUnknown,
    /// Its address was changed too recently.
    AddressChanged {
        /// The day of the change.
        on: Date,
        /// The rule that forbids another.
        rule: ChangeRule,
    },
    /// The license server did not show when its address was changed.
    AddressChangeUnknown,
    /// Its key was changed too recently.
    KeyChanged {
        /// The day of the change.
        on: Date,
        /// The rule that forbids another.
        rule: ChangeRule,
    },
    /// The license server did not show when its key was changed.
    KeyChangeUnknown,
    /// It renews itself there.
    AutoRenewalOn,
    /// The license server did not show whether it renews itself.
    AutoRenewalUnknown,
    /// It is left out of the pool.
    Excluded,
    /// Staff keep it back.
    Held,
    /// Another request has it.
    Reserved,
}

/// Weighs a license for a request and lists every reason against it.
///
/// A license that is on the wanted address already needs neither the free name nor the free address, and no
/// change of address or key: it is judged without those.
pub fn eligibility(facts: &LicenseFacts, request: &PoolRequest, rules: &ClaimRules) -> Eligibility {
    use RefusalReason as Reason;
    let mut refusals = Refusals(Vec::new());
    refusals.add_if(facts.module != request.module, || Reason::OtherLicenseServer);
    refusals.add_if(facts.product != request.product, || Reason::OtherProduct);
    refusals.add_if(facts.addons != request.addons, || Reason::OtherAddons);
    let usable = matches!(facts.status, RemoteStatus::Active | RemoteStatus::Suspended);
    refusals.add_if(!usable, || Reason::Status { status: facts.status });
    match facts.expires_on {
        None => refusals.add(Reason::ExpiryUnknown),
        Some(on) => refusals.add_if(on <= request.today, || Reason::Expired { on }),
    }
    if !request.finds_in_place(facts) {
        refusals.add_if(facts.name != FREE_NAME, || Reason::NotFreeName { name: facts.name.clone() });
        let must_be_free = rules.free_address == FreeAddressPolicy::FreeAddress;
        if must_be_free && !facts.address.is_free() {
            let reason = Reason::NotFreeAddress { address: facts.address };
            refusals.0.push(Refusal { reason, until: address_set_free_on(facts, request.today, rules) });
        }
        refusals.check_address_change(facts.last_ip_change, rules.ip_change, request.today);
        refusals.check_key_change(facts.last_key_change, rules.key_change, request.today);
    }
    match facts.autoprolong {
        None => refusals.add(Reason::AutoRenewalUnknown),
        Some(on) => refusals.add_if(on, || Reason::AutoRenewalOn),
    }
    refusals.add_if(facts.excluded, || Reason::Excluded);
    refusals.add_if(facts.held, || Reason::Held);
    refusals.add_if(facts.reserved, || Reason::Reserved);
    if refusals.0.is_empty() { Eligibility::Eligible } else { Eligibility::Refused(refusals.0) }
}

/// The later day on which a license that has the free name already will get the free address too.
fn address_set_free_on(facts: &LicenseFacts, today: Date, rules: &ClaimRules) -> Option<Date> {
    match facts.last_ip_change {
        LastChange::On(last) if facts.name == FREE_NAME => {
            Some(rules.ip_change.next_allowed(last)).filter(|&day| day > today)
        }
        _ => None,
    }
}

/// Whether a key may be changed today; an unknown last change counts as too recent.
pub(super) fn may_change(last: LastChange, rule: ChangeRule, today: Date) -> bool {
    match last {
        LastChange::Never => true,
        LastChange::On(day) => rule.next_allowed(day) <= today,
        LastChange::Unknown => false,
    }
}

struct Refusals(Vec<Refusal>);

impl Refusals {
    fn add(&mut self, reason: RefusalReason) {
        self.0.push(Refusal { reason, until: None });
    }

    fn add_if(&mut self, wrong: bool, reason: impl FnOnce() -> RefusalReason) {
        if wrong {
            self.add(reason());
        }
    }

    fn check_address_change(&mut self, last: LastChange, rule: ChangeRule, today: Date) {
        match last {
            LastChange::Unknown => self.add(RefusalReason::AddressChangeUnknown),
            LastChange::On(on) if !may_change(last, rule, today) => {
                self.add_until(RefusalReason::AddressChanged { on, rule }, rule.next_allowed(on));
            }
            _ => {}
        }
    }

    fn check_key_change(&mut self, last: LastChange, rule: ChangeRule, today: Date) {
        match last {
            LastChange::Unknown => self.add(RefusalReason::KeyChangeUnknown),
            LastChange::On(on) if !may_change(last, rule, today) => {
                self.add_until(RefusalReason::KeyChanged { on, rule }, rule.next_allowed(on));
            }
            _ => {}
        }
    }

    fn add_until(&mut self, reason: RefusalReason, until: Date) {
        self.0.push(Refusal { reason, until: Some(until) });
    }
}

#[cfg(test)]
mod tests;
