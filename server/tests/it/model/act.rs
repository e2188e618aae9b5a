//! What may happen next: one thing that somebody does, or that happens to us.

use std::fmt;

use proptest::prelude::*;

use super::fault::{self, Fault};
use super::person::{self, Deed};

/// One thing. Numbers choose among what is there when its turn comes; where there is nothing, nothing happens.
#[derive(Debug, Clone)]
pub enum Act {
    /// A client orders.
    Order { client: usize, tariff: usize, period: usize, panel: usize, renews: bool },
    /// A client pays for another term.
    Renew { service: usize, period: usize },
    /// A client sets whether a service renews itself.
    SetAutoRenewal { service: usize, on: bool },
    /// A client deletes a service: at once, or after the paid period, by its tariff.
    Delete { service: usize },
    /// A client keeps a service after all.
    CancelDeletion { service: usize },
    /// Staff suspend a service.
    Suspend { service: usize },
    /// Staff resume it.
    Resume { service: usize },
    /// Staff follow a server to the address that VMmanager shows.
    Follow { service: usize },
    /// A client asks for a new key.
    NewKey { service: usize },
    /// Staff give a service another panel, by a change of plan or by a swap.
    ChangePanel { service: usize, panel: usize, swaps: bool },
    /// Somebody becomes a client, without money.
    NewClient,
    /// Staff enter a payment.
    AddFunds { client: usize, euros: u32 },
    /// Staff suspend or resume a processing module.
    SetModule { module: usize, on: bool },
    /// Staff switch purchases or renewals.
    Switch { purchases: bool, on: bool },
    /// Staff take a tariff off the shop, or put it back.
    SwitchTariff { tariff: usize, on: bool },
    /// Staff let an operation go on, or look again.
    Retry { operation: usize },
    /// Staff decide what waits for a decision.
    Decide { operation: usize },
    /// Staff give an operation up.
    GiveUp { operation: usize },
    /// Staff return a license that is held.
    ReturnHeld { license: usize },
    /// The account at the license server has so much.
    BalanceThere { euros: u32 },
    /// Calls go wrong.
    Break(Fault),
    /// Calls go wrong no longer.
    Mend,
    /// Somebody does something at the remote systems by hand.
    Meddle(Deed),
    /// Days pass, and the house is kept.
    Days { days: u32 },
    /// Workers of two processes take steps.
    Work { steps: usize, how: How },
    /// A process dies at so many moments after it began a step.
    Crash { moments: u32 },
    /// Everything comes to rest, and is checked.
    Settle,
}

/// How steps are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// One after another.
    Alone,
    /// By two processes at once.
    Together,
    /// Each twice.
    Twice,
    /// Each is forgotten before its commit.
    Die,
}

/// One case: the ways of the license server, and what happens.
pub fn case() -> impl Strategy<Value = (Ways, Vec<Act>)> {
    (ways(), prop::collection::vec(scene(), 4..22).prop_map(|scenes| scenes.concat()))
}

/// How this license server does things.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ways {
    pub shape_seed: u64,
    pub release_counts: bool,
    pub unique_remoteid: bool,
    pub hides_remoteid: bool,
    pub new_address_new_key: bool,
    pub changes_always: bool,
}

fn ways() -> impl Strategy<Value = Ways> {
    let rarely = || prop::bool::weighted(0.2);
    (1..50_u64, rarely(), rarely(), rarely(), rarely(), prop::bool::weighted(0.4)).prop_map(
        |(
            shape_seed,
            release_counts,
            unique_remoteid,
            hides_remoteid,
            new_address_new_key,
            changes_always,
        )| {
            Ways {
                shape_seed,
                release_counts,
                unique_remoteid,
                hides_remoteid,
                new_address_new_key,
                changes_always,
            }
        },
    )
}

/// Things that follow each other: what goes wrong does so while somebody waits for something.
fn scene() -> impl Strategy<Value = Vec<Act>> {
    let faults = || prop::collection::vec(fault::strategy().prop_map(Act::Break), 0..4);
    let asked = prop_oneof![3 => ordered(), 2 => client(), 2 => staff()];
    prop_oneof![
        4 => (asked, faults(), work()).prop_map(|(asked, mut acts, work)| {
            acts.extend([asked, work]);
            acts
        }),
        2 => lost_order(),
        3 => act().prop_map(|act| vec![act]),
    ]
}

/// An order that the license server does not clearly answer, while somebody else may buy there too.
fn lost_order() -> impl Strategy<Value = Vec<Act>> {
    let work = || (4..20_usize).prop_map(|steps| Act::Work { steps, how: How::Alone });
    let buys = prop::option::of(person::purchase().prop_map(Act::Meddle));
    (ordered(), 4..9_usize, fault::lost_order(), work(), buys, work()).prop_map(
        |(order, steps, fault, seeking, buys, after)| {
            // The pool is read before somebody else buys, and the order is sent after.
            let until = Act::Work { steps, how: How::Alone };
            [order, Act::Break(fault), until].into_iter().chain(buys).chain([seeking, after]).collect()
        },
    )
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        18 => ordered(),
        12 => client(),
        18 => staff(),
        18 => fault::strategy().prop_map(Act::Break),
        2 => Just(Act::Mend),
        5 => person::strategy().prop_map(Act::Meddle),
        8 => prop::sample::select(vec![1, 3, 10, 27, 28, 31, 40, 100]).prop_map(|days| Act::Days { days }),
        24 => work(),
        5 => (1..120_u32).prop_map(|moments| Act::Crash { moments }),
        3 => Just(Act::Settle),
    ]
}

fn ordered() -> impl Strategy<Value = Act> {
    (0..3_usize, 0..2_usize, 0..3_usize, 0..4_usize, prop::bool::weighted(0.3)).prop_map(
        |(client, tariff, period, panel, renews)| Act::Order { client, tariff, period, panel, renews },
    )
}

fn client() -> impl Strategy<Value = Act> {
    let some = 0..6_usize;
    prop_oneof![
        2 => (some.clone(), 0..3_usize).prop_map(|(service, period)| Act::Renew { service, period }),
        1 => (some.clone(), any::<bool>()).prop_map(|(service, on)| Act::SetAutoRenewal { service, on }),
        5 => some.clone().prop_map(|service| Act::Delete { service }),
        1 => some.prop_map(|service| Act::CancelDeletion { service }),
        1 => Just(Act::NewClient),
    ]
}

fn staff() -> impl Strategy<Value = Act> {
    let some = 0..6_usize;
    prop_oneof![
        1 => (0..4_usize, prop::sample::select(vec![1, 20, 500]))
            .prop_map(|(client, euros)| Act::AddFunds { client, euros }),
        1 => (0..2_usize, any::<bool>()).prop_map(|(module, on)| Act::SetModule { module, on }),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(purchases, on)| Act::Switch { purchases, on }),
        1 => (0..2_usize, any::<bool>()).prop_map(|(tariff, on)| Act::SwitchTariff { tariff, on }),
        3 => some.clone().prop_map(|operation| Act::Retry { operation }),
        3 => some.clone().prop_map(|operation| Act::Decide { operation }),
        2 => some.clone().prop_map(|operation| Act::GiveUp { operation }),
        1 => some.clone().prop_map(|license| Act::ReturnHeld { license }),
        2 => some.clone().prop_map(|service| Act::Suspend { service }),
        2 => some.clone().prop_map(|service| Act::Resume { service }),
        2 => some.clone().prop_map(|service| Act::Follow { service }),
        2 => some.clone().prop_map(|service| Act::NewKey { service }),
        4 => (some.clone(), 0..4_usize, any::<bool>())
            .prop_map(|(service, panel, swaps)| Act::ChangePanel { service, panel, swaps }),
        1 => prop::sample::select(vec![0, 7, 60, 5_000]).prop_map(|euros| Act::BalanceThere { euros }),
    ]
}

fn work() -> impl Strategy<Value = Act> {
    let how = prop_oneof![
        4 => Just(How::Alone),
        3 => Just(How::Together),
        2 => Just(How::Twice),
        2 => Just(How::Die),
    ];
    (2..26_usize, how).prop_map(|(steps, how)| Act::Work { steps, how })
}

impl fmt::Display for Ways {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a license server")?;
        for (is_so, words) in [
            (self.release_counts, "where a release is a change of address"),
            (self.unique_remoteid, "that keeps markers unique"),
            (self.hides_remoteid, "that shows no markers"),
            (self.new_address_new_key, "where a new address brings a new key"),
            (self.changes_always, "where addresses and keys may always be changed"),
        ] {
            if is_so {
                write!(f, ", {words}")?;
            }
        }
        write!(f, ", whose replies are shaped by {}", self.shape_seed)
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = |on: &bool| if *on { "on" } else { "off" };
        match self {
            Self::Order { client, tariff, period, panel, renews } => {
                let renews = if *renews { ", renewing itself" } else { "" };
                write!(
                    f,
                    "client {client} orders tariff {tariff} with panel {panel} for period {period}{renews}"
                )
            }
            Self::Renew { service, period } => write!(f, "service {service} is renewed for period {period}"),
            Self::SetAutoRenewal { service, on } => {
                write!(f, "auto-renewal of service {service} is set {}", state(on))
            }
            Self::Delete { service } => write!(f, "service {service} is deleted"),
            Self::CancelDeletion { service } => write!(f, "the deletion of service {service} is cancelled"),
            Self::Suspend { service } => write!(f, "service {service} is suspended"),
            Self::Resume { service } => write!(f, "service {service} is resumed"),
            Self::Follow { service } => {
                write!(f, "the server of service {service} is followed to its address")
            }
            Self::NewKey { service } => write!(f, "a new key is made for service {service}"),
            Self::ChangePanel { service, panel, swaps } => {
                let way = if *swaps { "a swap" } else { "a change of plan" };
                write!(f, "service {service} gets panel {panel} by {way}")
            }
            Self::NewClient => write!(f, "somebody becomes a client"),
            Self::AddFunds { client, euros } => write!(f, "client {client} pays {euros} EUR"),
            Self::SetModule { module, on } => write!(f, "module {module} is set {}", state(on)),
            Self::Switch { purchases: true, on } => write!(f, "purchases are switched {}", state(on)),
            Self::Switch { purchases: false, on } => write!(f, "renewals are switched {}", state(on)),
            Self::SwitchTariff { tariff, on } => write!(f, "tariff {tariff} is switched {}", state(on)),
            Self::Retry { operation } => write!(f, "operation {operation} is retried"),
            Self::Decide { operation } => write!(f, "operation {operation} is decided"),
            Self::GiveUp { operation } => write!(f, "operation {operation} is given up"),
            Self::ReturnHeld { license } => write!(f, "held license {license} is returned"),
            Self::BalanceThere { euros } => write!(f, "our account at the license server has {euros} EUR"),
            Self::Break(fault) => write!(f, "{fault}"),
            Self::Mend => write!(f, "nothing goes wrong any longer"),
            Self::Meddle(deed) => write!(f, "somebody {deed}"),
            Self::Days { days } => write!(f, "{days} days pass"),
            Self::Work { steps, how } => {
                let how = match how {
                    How::Alone => "",
                    How::Together => " by two processes at once",
                    How::Twice => " twice each",
                    How::Die => " by processes that die before each commit",
                };
                write!(f, "{steps} steps are run{how}")
            }
            Self::Crash { moments } => write!(f, "a process dies {moments} moments into a step"),
            Self::Settle => write!(f, "everything comes to rest"),
        }
    }
}
