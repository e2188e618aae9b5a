//! What a soak is asked for: everything has a default and a variable of the environment.

use std::path::Path;

use rand::Rng;

use crate::kill::upheaval::Told;
use crate::support::database::Database;

/// Every kind of fault, as it is shipped with the sandbox.
const PLAN: &str = include_str!("../../../../sandbox/plans/everything-at-once.toml");

#[derive(Debug)]
pub struct Wanted {
    pub orders: usize,
    pub kills: usize,
    pub stops: usize,
    /// Of every fault, for each call that it may befall.
    pub percent: f64,
    pub workers: usize,
    /// Parts of the run, with days between.
    pub phases: usize,
    pub days: u32,
    pub seed: u64,
    pub database: Database,
}

/// One part of it.
pub struct Share {
    pub orders: usize,
    pub befalls: Told,
}

#[expect(clippy::disallowed_methods, reason = "a test has no configuration to ask")]
fn asked<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(format!("KEYPOOL_SOAK_{name}")).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("KEYPOOL_SOAK_{name} does not read: {text}")))
}

impl Wanted {
    pub fn from_environment() -> Self {
        let database = match asked::<String>("DATABASE").as_deref() {
            None | Some("postgres") => Database::Postgres,
            Some("sqlite") => Database::Sqlite,
            Some(other) => panic!("KEYPOOL_SOAK_DATABASE is sqlite or postgres, not {other}"),
        };
        let kills = asked("KILLS").unwrap_or(100);
        Self {
            orders: asked("ORDERS").unwrap_or(10_000),
            kills,
            stops: asked("STOPS").unwrap_or(kills / 5),
            percent: asked("PERCENT").unwrap_or(5.0),
            workers: asked("WORKERS").unwrap_or(3),
            phases: asked("PHASES").unwrap_or(5).max(1),
            days: asked("DAYS").unwrap_or(9),
            seed: asked("SEED").unwrap_or_else(|| u64::from(rand::rng().random::<u32>())),
            database,
        }
    }

    /// The part of this number; the first takes what does not divide.
    pub fn share(&self, phase: usize) -> Share {
        let of = |all: usize| all / self.phases + if phase == 0 { all % self.phases } else { 0 };
        Share { orders: of(self.orders), befalls: Told { kills: of(self.kills), stops: of(self.stops) } }
    }

    /// Writes the plan of faults as the sandbox's next life plays it; returns where.
    pub fn write_plan(&self, folder: &Path, life: usize) -> String {
        let path = folder.join("plan.toml");
        let seed = (self.seed % 1_000_000).wrapping_add(life as u64 * 1_000);
        let text = PLAN
            .replace("probability = 0.05", &format!("probability = {}", self.percent / 100.0))
            .replace("seed = 2026", &format!("seed = {seed}"));
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}
