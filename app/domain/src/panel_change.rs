//! The ways from one control panel of a service to another: what each costs and spends, why one cannot be gone, and
//! which is the best.

mod facts;
mod obstacle;

pub use facts::{Current, Facts, Free, PlanOffer, Target};
pub use obstacle::Obstacle;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::LicenseId;
use crate::money::RemoteMoney;
use crate::pool::LastChange;
use crate::text_enum::text_enum;

text_enum! {
    /// How a service gets from one panel to another.
    PanelWay {
        /// The license server makes the license one of another plan; its address stays.
        PlanChange = "plan_change",
        /// Another license takes the place of the one that is there.
        Swap = "swap",
        /// A service without a license gets one.
        Attach = "attach",
        /// The license goes back to the pool, and none takes its place.
        Release = "release",
    }
}

/// Where another license would come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// This license of the pool, which is paid already.
    Pool(LicenseId),
    /// It would be bought.
    Purchase,
}

/// One way, with what it costs and what stands against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub way: PanelWay,
    /// Where another license comes from.
    pub source: Option<Source>,
    /// What the license server takes for it; none if it did not say, nothing where it takes nothing.
    pub cost: Option<RemoteMoney>,
    /// How many changes of address it spends, each of them a license's only one for about a month.
    pub address_changes: u8,
    /// The day from which the license that is there may leave the address, if it may not today.
    pub leaves_on: Option<Date>,
    /// The day until which the license would last, where that is known.
    pub lasts_until: Option<Date>,
    /// Why it cannot be gone now; empty if it can.
    pub obstacles: Vec<Obstacle>,
}

impl Way {
    /// Whether it can be gone now.
    pub fn is_open(&self) -> bool {
        self.obstacles.is_empty()
    }
}

/// Why a way is the best of those that can be gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// No other way can be gone now.
    OnlyWay,
    /// It takes a license that is paid already.
    CostsNothing,
    /// It costs less than the other.
    Cheaper,
    /// It costs no more than the other, and spends no change of address.
    NoAddressChange,
}

/// Every way there is, and the best one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// The ways, with what stands against each.
    pub ways: Vec<Way>,
    /// The best of those that can be gone now, and why.
    pub best: Option<(PanelWay, Why)>,
}

impl Ways {
    /// One way, if it can be gone now.
    pub fn open(&self, way: PanelWay) -> Option<&Way> {
        self.ways.iter().find(|found| found.way == way && found.is_open())
    }
}

/// Weighs every way from what a service has to what it is to have.
pub fn ways(facts: &Facts) -> Ways {
    let ways = match (&facts.current, &facts.target) {
        (_, None) => vec![release(facts)],
        (None, Some(target)) => vec![another(facts, target, PanelWay::Attach)],
        (Some(current), Some(target)) => {
            vec![plan_change(facts, current, target), another(facts, target, PanelWay::Swap)]
        }
    };
    Ways { best: best(&ways), ways }
}

fn release(facts: &Facts) -> Way {
    Way {
        way: PanelWay::Release,
        source: None,
        cost: None,
        address_changes: u8::from(facts.current.is_some()),
        leaves_on: leaves_on(facts),
        lasts_until: None,
        obstacles: Vec::new(),
    }
}

fn plan_change(facts: &Facts, current: &Current, target: &Target) -> Way {
    let mut obstacles = Vec::new();
    let (mut cost, mut lasts_until) = (None, None);
    if current.module != target.module {
        obstacles.push(Obstacle::OtherLicenseServer);
    } else if current.functions != target.functions {
        obstacles.push(Obstacle::OtherFunctions);
    } else if current.addons != target.addons {
        obstacles.push(Obstacle::OtherAddons);
    } else {
        match &facts.offer {
            PlanOffer::NotAsked => obstacles.push(Obstacle::NotAsked),
            PlanOffer::NotOffered => obstacles.push(Obstacle::NotOffered),
            PlanOffer::Refused { words } => obstacles.push(Obstacle::RefusedThere { words: words.clone() }),
            PlanOffer::Offered { due, next_expires } => {
                (cost, lasts_until) = (*due, *next_expires);
                obstacles.extend(facts.spending(cost));
            }
        }
    }
    Way {
        way: PanelWay::PlanChange,
        source: None,
        cost,
        address_changes: 0,
        leaves_on: None,
        lasts_until,
        obstacles,
    }
}

/// Another license for the address: from the pool, else bought.
fn another(facts: &Facts, target: &Target, way: PanelWay) -> Way {
    let mut obstacles = Vec::new();
    if let Some(current) = &facts.current {
        let is_same = current.module == target.module
            && current.product == target.product
            && current.addons == target.addons;
        if is_same {
            obstacles.push(Obstacle::SameProduct);
        }
        match (leaves_on(facts), current.last_ip_change) {
            (Some(date), _) => obstacles.push(Obstacle::AddressNotBefore { date }),
            (None, LastChange::Unknown) => obstacles.push(Obstacle::AddressChangeUnknown),
            (None, _) => {}
        }
    }
    obstacles.extend(facts.occupied.map(|(license, until)| Obstacle::Occupied { license, until }));
    let source = facts.free.map_or(Source::Purchase, |free| Source::Pool(free.license));
    let (cost, lasts_until) = match facts.free {
        Some(free) => (None, free.until),
        None => {
            match facts.price {
                Some(_) => obstacles.extend(facts.spending(facts.price)),
                None => obstacles.push(Obstacle::NotSold),
            }
            (facts.price, None)
        }
    };
    let (leaves, takes) = (facts.current.is_some(), facts.free.is_some_and(|free| !free.is_in_place));
    Way {
        way,
        source: Some(source),
        cost,
        address_changes: u8::from(leaves) + u8::from(takes),
        leaves_on: leaves_on(facts),
        lasts_until,
        obstacles,
    }
}

/// The later day on which the license that is there may leave its address.
fn leaves_on(facts: &Facts) -> Option<Date> {
    match facts.current.as_ref()?.last_ip_change {
        LastChange::On(day) => Some(facts.ip_change.next_allowed(day)).filter(|day| *day > facts.today),
        LastChange::Never | LastChange::Unknown => None,
    }
}

/// A license that is paid already; else what costs less; else what spends no change of address.
fn best(ways: &[Way]) -> Option<(PanelWay, Why)> {
    let open: Vec<&Way> = ways.iter().filter(|way| way.is_open()).collect();
    let [first, rest @ ..] = open.as_slice() else { return None };
    if rest.is_empty() {
        return Some((first.way, Why::OnlyWay));
    }
    if let Some(free) = open.iter().find(|way| matches!(way.source, Some(Source::Pool(_)))) {
        return Some((free.way, Why::CostsNothing));
    }
    let mut priced: Vec<(RemoteMoney, &Way)> =
        open.iter().filter_map(|way| Some((way.cost?, *way))).collect();
    priced.sort_by_key(|(cost, way)| (cost.e4(), way.address_changes));
    match priced.as_slice() {
        [(least, way), (next, _), ..] if least.currency() == next.currency() && least.e4() < next.e4() => {
            Some((way.way, Why::Cheaper))
        }
        _ => open.iter().min_by_key(|way| way.address_changes).map(|way| (way.way, Why::NoAddressChange)),
    }
}

#[cfg(test)]
mod tests;
