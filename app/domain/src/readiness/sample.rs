//! A small provider that is ready to sell, for tests that break one thing of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{LicenseServerFacts, PanelFacts, TariffFacts, VmServerFacts};
use crate::ids::{EnumerationId, ModuleId, OptionId, PlanCode, RemoteId, ValueId};
use crate::money::{Currency, Money, RemoteMoney};
use crate::period::Period;

pub(super) const LICENSE_SERVER: ModuleId = ModuleId::new(1);
pub(super) const VM_SERVER: ModuleId = ModuleId::new(2);
pub(super) const OPTION: OptionId = OptionId::new(7);

pub(super) fn code(text: &str) -> PlanCode {
    PlanCode::parse(text).unwrap()
}

pub(super) fn euros(cents: i64) -> Money {
    Money::new(cents, Currency::EUR)
}

fn panel(id: i64, name: &str, plan: PlanCode, month: i64) -> PanelFacts {
    let prices = [(1, month), (12, month * 10)];
    PanelFacts {
        option: OPTION,
        enumeration: EnumerationId::new(4),
        value: ValueId::new(id),
        name: name.to_owned(),
        plan,
        available: true,
        prices: prices.map(|(months, cents)| (Period::months(months), euros(cents))).to_vec(),
        recipe: None,
    }
}

pub(super) fn tariff() -> TariffFacts {
    TariffFacts {
        currency: Currency::EUR,
        periods: vec![Period::months(1), Period::months(12)],
        systems: vec![("1".to_owned(), "Debian 12".to_owned())],
        preset: None,
        modules: vec![VmServerFacts {
            id: VM_SERVER,
            name: "VMmanager 6".to_owned(),
            active: true,
            unreachable: false,
            use_recipes: true,
            license_server: Some(LICENSE_SERVER),
            systems: Some(BTreeSet::from(["1".to_owned()])),
            presets: Some(BTreeSet::from([RemoteId::new("small")])),
            recipes: Some(BTreeSet::from([RemoteId::new("5")])),
        }],
        panels: Some(vec![
            panel(1, "No control panel", PlanCode::no_panel(), 0),
            panel(2, "ispmanager lite", code("55227"), 690),
        ]),
    }
}

pub(super) fn license_servers() -> BTreeMap<ModuleId, LicenseServerFacts> {
    let costs = [(1, 50_000), (12, 500_000)];
    let costs = costs.map(|(months, e4)| (Period::months(months), RemoteMoney::new(e4, Currency::EUR)));
    let server = LicenseServerFacts {
        id: LICENSE_SERVER,
        name: "License server".to_owned(),
        active: true,
        unreachable: false,
        purchases_on: true,
        plans: Some(BTreeMap::from([(code("55227"), costs.to_vec())])),
        rules: Vec::new(),
    };
    BTreeMap::from([(LICENSE_SERVER, server)])
}
