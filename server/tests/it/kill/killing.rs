//! Who dies when, and what goes wrong at the sandbox meanwhile.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use super::process::Process;
use super::sandbox::Sandbox;

/// More deaths than this only make the test longer.
const MOST_KILLS: usize = 24;
/// How long a process works before it is killed, in milliseconds.
const LIFE_MS: std::ops::Range<u64> = 50..600;
/// Deaths of the sandbox.
const SANDBOX_KILLS: usize = 3;
/// How long the sandbox works before it is killed, in milliseconds.
const SANDBOX_LIFE_MS: std::ops::Range<u64> = 1_200..3_500;
/// Calls of a function for which faults are ordered at once.
const CALLS: u64 = 80;

/// The deaths of one test.
pub struct Pace {
    kills: usize,
    placed: Cell<bool>,
    seed: u64,
    rng: RefCell<StdRng>,
}

impl Pace {
    pub fn new(rng: &mut StdRng, kills: usize) -> Self {
        let seed = rng.random();
        Self { kills, placed: Cell::new(false), seed, rng: RefCell::new(StdRng::seed_from_u64(seed)) }
    }

    /// Tells that the deaths may end.
    pub fn all_is_placed(&self) {
        self.placed.set(true);
    }

    /// Kills a process at random moments until enough is enough, and leaves it alive; says how often it died.
    pub async fn kill(&self, process: &mut Process, number: usize) -> usize {
        let mut rng = StdRng::seed_from_u64(self.seed.wrapping_add(number as u64));
        let mut deaths = 0;
        while deaths < self.kills || (!self.placed.get() && deaths < MOST_KILLS) {
            pause(rng.random_range(LIFE_MS)).await;
            process.kill().await;
            deaths += 1;
            // Some die before they are able to answer.
            if rng.random_bool(0.2) {
                process.spawn();
                pause(rng.random_range(0..200)).await;
                process.kill().await;
                deaths += 1;
            }
            process.start().await;
        }
        deaths
    }

    /// Kills the sandbox now and then; each of its lives has other faults.
    pub async fn kill_sandbox(&self, sandbox: &mut Sandbox) {
        for _ in 0..SANDBOX_KILLS {
            let faults = random_faults(&mut self.rng.borrow_mut());
            sandbox.order_faults(&faults).await;
            let life_ms = self.rng.borrow_mut().random_range(SANDBOX_LIFE_MS);
            pause(life_ms).await;
            sandbox.restart().await;
        }
        let faults = random_faults(&mut self.rng.borrow_mut());
        sandbox.order_faults(&faults).await;
    }
}

async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

/// Changes that take their time, so that deaths find them half done, and answers that are lost by themselves.
pub fn random_faults(rng: &mut StdRng) -> Value {
    let mut rules = Vec::new();
    for nth in 1..=CALLS {
        let slow = json!({ "nth": nth, "what": "delay_ms", "ms": rng.random_range(50..400) });
        let purchase = match rng.random_range(0..10) {
            0 => json!({ "nth": nth, "what": "timeout_after" }),
            1 => json!({ "nth": nth, "what": "close_after" }),
            2 => json!({ "nth": nth, "what": "close_before" }),
            3 => json!({ "nth": nth, "what": "no_id" }),
            4..=6 => slow.clone(),
            _ => Value::Null,
        };
        let server = match rng.random_range(0..10) {
            0 => json!({ "nth": nth, "what": "timeout_after" }),
            1 => json!({ "nth": nth, "what": "cut_reply" }),
            2..=4 => slow,
            _ => Value::Null,
        };
        for (function, mut rule) in [("soft.order.param", purchase), ("POST /vm/v3/host", server)] {
            if rule.is_object() {
                rule["function"] = function.into();
                rules.push(rule);
            }
        }
    }
    rules.into()
}

/// One purchase never arrives, the answer of another never comes.
pub fn lost_both_ways() -> Value {
    json!([
        { "function": "soft.order.param", "nth": 1, "what": "timeout_before" },
        { "function": "soft.order.param", "nth": 2, "what": "timeout_after" },
    ])
}

/// Purchases that take so long.
pub fn slow_purchases(ms: u64) -> Value {
    json!([{ "function": "soft.order.param", "every": true, "what": "delay_ms", "ms": ms }])
}
