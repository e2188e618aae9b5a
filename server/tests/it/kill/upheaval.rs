//! Deaths and sleeps at random moments, one after another, spread over the orders of a run.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::process::Process;

/// What befell the processes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub kills: usize,
    pub stops: usize,
}

impl std::ops::AddAssign for Told {
    fn add_assign(&mut self, other: Self) {
        self.kills += other.kills;
        self.stops += other.stops;
    }
}

/// What shall befall them.
pub struct Upheaval {
    wanted: Told,
    /// How long somebody sleeps: longer than a lease.
    asleep: Duration,
    rng: RefCell<StdRng>,
    told: Cell<Told>,
}

impl Upheaval {
    pub fn new(wanted: Told, asleep: Duration, seed: u64) -> Self {
        Self {
            wanted,
            asleep,
            rng: RefCell::new(StdRng::seed_from_u64(seed)),
            told: Cell::new(Told::default()),
        }
    }

    /// What has befallen them so far.
    pub fn told(&self) -> Told {
        self.told.get()
    }

    /// Befalls one process after another; `share` is how much of the orders is placed, from 0 to 1.
    pub async fn befall(&self, processes: &mut [Process], share: impl Fn() -> f64) {
        for (at, is_kill) in self.moments() {
            while share() < at {
                pause(20).await;
            }
            let (pause_ms, who, twice) = {
                let mut rng = self.rng.borrow_mut();
                (rng.random_range(0..400), rng.random_range(0..processes.len()), rng.random_bool(0.2))
            };
            pause(pause_ms).await;
            let process = &mut processes[who];
            let mut told = self.told.get();
            if is_kill {
                process.kill().await;
                told.kills += 1;
                // Some die before they are able to answer.
                if twice && told.kills < self.wanted.kills {
                    process.spawn();
                    pause(pause_ms / 2).await;
                    process.kill().await;
                }
                process.start().await;
            } else {
                process.freeze().await;
                tokio::time::sleep(self.asleep).await;
                process.wake().await;
                told.stops += 1;
            }
            self.told.set(told);
        }
    }

    /// When what happens: all shares in order.
    fn moments(&self) -> Vec<(f64, bool)> {
        let mut rng = self.rng.borrow_mut();
        let Told { kills, stops } = self.wanted;
        let mut moments: Vec<(f64, bool)> =
            (0..kills + stops).map(|number| (rng.random_range(0.0..0.95), number < kills)).collect();
        moments.sort_by(|one, other| one.0.total_cmp(&other.0));
        moments
    }
}

async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}
