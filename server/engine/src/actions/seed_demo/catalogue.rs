//! What the demo sells.

use domain::pool::Addons;
use domain::{Currency, EnumerationId, ModuleId, Money, Period, PlanCode, ProductId, ValueId};
use store::Tx;
use store::enumerations::{self, NewValue};
use store::products::{self, FunctionPrefix, NewProduct};
use store::tariffs::periods::Price;
use store::tariffs::systems::System;
use store::tariffs::{DeleteMode, Details};

use super::{constant, extras, recipes};
use crate::Result;
use crate::actions::add_tariff::{self, NewTariff, Panel, PanelOption};
use crate::actions::{NO_PANEL_NAME, PANEL_LIST_INTNAME, PANEL_LIST_NAME};

/// A panel: its name, plan code, product, and the prices in cents for one, three and twelve months.
type PanelSeed = (&'static str, &'static str, &'static str, [Option<i64>; 3]);

/// BILLmanager's yearly code is the same product as its monthly one (`docs/protocols/billmanager.md §6`).
const PANELS: [PanelSeed; 6] = [
    ("ispmanager 6 lite", "55227", "ispmanager 6 lite", [Some(690), Some(2_070), Some(6_900)]),
    ("ispmanager 6 pro", "55228", "ispmanager 6 pro", [Some(1_150), Some(3_450), Some(11_500)]),
    ("ispmanager 6 host", "55229", "ispmanager 6 host", [Some(1_690), None, Some(16_900)]),
    ("ispmanager 6 business", "55230", "ispmanager 6 business", [Some(2_490), Some(7_470), Some(24_900)]),
    ("BILLmanager 6 month", "55382", "BILLmanager 6 Hosting & Cloud", [Some(4_500), Some(13_500), None]),
    ("BILLmanager 6 year", "55384", "BILLmanager 6 Hosting & Cloud", [None, None, Some(45_000)]),
];

/// The nodes add-on that *business* is ordered with.
const NODES: (&str, &str) = ("ispmanager 6 business", "55236");

/// A tariff: name, description, processors, memory and disk in GiB, prices and setup fee in cents, on or off.
type TariffSeed = (&'static str, &'static str, u32, u32, u32, [i64; 3], i64, bool);

const TARIFFS: [TariffSeed; 4] = [
    ("VPS Start", "For a first website or a test.", 1, 1, 20, [490, 1_410, 5_290], 0, true),
    ("VPS Business", "For a shop or a handful of websites.", 2, 4, 60, [1_190, 3_390, 12_490], 0, true),
    ("VPS Max", "For many websites and their mail.", 8, 16, 240, [3_990, 11_390, 41_900], 1_000, true),
    (
        "VPS Classic",
        "No longer sold; renewed for those who have it.",
        1,
        2,
        40,
        [790, 2_290, 8_490],
        0,
        false,
    ),
];

/// The tariff that is sold with backups and extra addresses, and whose smaller panels are installed by a recipe.
const WITH_EXTRAS: &str = "VPS Business";

/// A panel that the smallest tariff has turned off.
const TOO_BIG_FOR_START: &str = "55230";

/// VMmanager's systems, by its ids.
const SYSTEMS: [(&str, &str); 3] = [("1", "Debian 12"), ("2", "Ubuntu 24.04"), ("3", "AlmaLinux 9")];

/// Writes products, panels and tariffs.
pub(super) async fn write(tx: &mut Tx, vm_server: ModuleId) -> Result<()> {
    let list = enumerations::insert(tx, PANEL_LIST_NAME, PANEL_LIST_INTNAME).await?;
    let mut values = vec![write_value(tx, list, NO_PANEL_NAME, PlanCode::NO_PANEL, None, 1).await?];
    let mut products: Vec<(&str, ProductId)> = Vec::new();
    for (sort, (name, code, product, _)) in (2..).zip(PANELS) {
        let known = products.iter().find(|(known, _)| *known == product).map(|(_, id)| *id);
        let id = match known {
            Some(id) => id,
            None => write_product(tx, product).await?,
        };
        products.push((product, id));
        values.push(write_value(tx, list, name, code, Some(id), sort).await?);
    }
    for (sort, seed) in (1..).zip(TARIFFS) {
        let id = add_tariff::write(tx, &tariff(seed, sort, vm_server, list, &values)).await?;
        if seed.0 == WITH_EXTRAS {
            extras::write(tx, id).await?;
            recipes::write(tx, id, &values).await?;
        }
    }
    Ok(())
}

async fn write_value(
    tx: &mut Tx,
    list: EnumerationId,
    name: &str,
    code: &str,
    product: Option<ProductId>,
    sort: i64,
) -> Result<ValueId> {
    let plan_code = PlanCode::parse(code).map_err(constant)?;
    let new = NewValue { enumeration_id: list, name, plan_code: &plan_code, product_id: product, sort };
    Ok(enumerations::insert_value(tx, &new).await?)
}

async fn write_product(tx: &mut Tx, name: &str) -> Result<ProductId> {
    let codes = PANELS.iter().filter(|(_, _, product, _)| *product == name);
    let codes: std::result::Result<Vec<_>, _> = codes.map(|(_, code, _, _)| PlanCode::parse(code)).collect();
    let mut addons = Addons::new();
    if name == NODES.0 {
        addons.insert(NODES.1.to_owned(), 1);
    }
    let new = NewProduct {
        name,
        function_prefix: FunctionPrefix::Soft,
        addons: &addons,
        plan_codes: &codes.map_err(constant)?,
    };
    Ok(products::insert(tx, &new).await?)
}

fn tariff(
    seed: TariffSeed,
    sort: i64,
    vm_server: ModuleId,
    enumeration: EnumerationId,
    values: &[ValueId],
) -> NewTariff {
    let (name, description, cpu_number, ram_gib, disk_gib, costs, setup, enabled) = seed;
    let free = [Some(0); 3];
    let seeds = std::iter::once(("nopanel", free)).chain(PANELS.map(|(_, code, _, costs)| (code, costs)));
    let panels = values.iter().zip(seeds).map(|(value, (code, costs))| Panel {
        value: *value,
        available: !(sort == 1 && code == TOO_BIG_FOR_START),
        prices: prices(costs, 0),
    });
    NewTariff {
        details: Details {
            name: name.to_owned(),
            description: description.to_owned(),
            provider: "Demo provider".to_owned(),
            currency: Currency::EUR,
            enabled,
            sort,
            preset: None,
            cpu_number,
            ram_mib: ram_gib * 1024,
            disk_mib: disk_gib * 1024,
            delete_mode: DeleteMode::AfterPaidPeriod,
            suspend_release_days: 7,
        },
        periods: prices(costs.map(Some), setup),
        systems: SYSTEMS.map(|(code, name)| System { code: code.to_owned(), name: name.to_owned() }).to_vec(),
        modules: vec![vm_server],
        panels: PanelOption {
            name: "Control panel".to_owned(),
            intname: "panel".to_owned(),
            enumeration,
            default: values.first().copied(),
            panels: panels.collect(),
        },
    }
}

fn prices(costs: [Option<i64>; 3], setup: i64) -> Vec<Price> {
    let euros = |minor| Money::new(minor, Currency::EUR);
    let price = |(months, cost): (u16, Option<i64>)| {
        cost.map(|cost| Price { period: Period::months(months), cost: euros(cost), setup: euros(setup) })
    };
    [1, 3, 12].into_iter().zip(costs).filter_map(price).collect()
}
