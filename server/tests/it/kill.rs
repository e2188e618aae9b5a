//! `kill -9` at any moment, with the sandbox as a process of its own: no order is lost, nothing is bought twice.
//!
//! Nothing is rehearsed here: the real binary dies wherever it happens to be, and is started again on the same
//! database. What it cannot know afterwards is decided as staff decide it: by the forms of the operation's page.
#![expect(
    clippy::print_stdout,
    reason = "a run is told by its seed, and a failure by what the processes logged"
)]

mod clients;
mod decisions;
mod gate;
mod installation;
mod killing;
mod outcome;
mod process;
mod sandbox;
mod soak;
mod upheaval;
mod workers;

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::{Duration, Instant};

use domain::OperationState;
use futures::FutureExt;
use futures::future::join_all;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::support::database::Database;
use clients::{Shopper, Wish};
use installation::{Installation, Timings};
use killing::Pace;

/// Deaths after which a process may live, if every order is placed by then.
const KILLS: usize = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_orders_survive_a_process_that_is_killed_at_any_moment_on_sqlite() {
    killed(Database::Sqlite, 1, 30, KILLS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_orders_survive_a_process_that_is_killed_at_any_moment_on_postgres() {
    killed(Database::Postgres, 1, 30, KILLS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_orders_survive_two_processes_of_which_either_is_killed_at_any_moment() {
    killed(Database::Postgres, 2, 20, KILLS / 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_lets_running_purchases_end_and_the_next_start_finishes_the_rest_on_sqlite() {
    terminated(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_lets_running_purchases_end_and_the_next_start_finishes_the_rest_on_postgres() {
    terminated(Database::Postgres).await;
}

async fn killed(database: Database, processes: usize, orders: usize, kills: usize) {
    let timings = Timings { lease_seconds: 2, remote_timeout_seconds: 1 };
    let installation = Installation::create(database, timings).await;
    report_failure(&installation, async {
        let mut sandbox = installation.start_sandbox().await;
        installation.seed().await;
        let mut keypools = installation.start_keypools(processes).await;
        let urls: Vec<_> = keypools.iter().map(|keypool| keypool.url().to_owned()).collect();
        let shoppers = Shopper::open_shops(&installation, &urls).await;
        let mut wishes = Wish::mix(&installation, orders).await;
        let last = wishes.split_off(orders - shoppers.len());

        let mut rng = StdRng::seed_from_u64(installation.seed);
        let pace = Pace::new(&mut rng, kills);
        let begun = Instant::now();
        let shopping = async {
            let placed = clients::place_all(&shoppers, wishes, &mut rng).await;
            pace.all_is_placed();
            placed
        };
        let killing = keypools.iter_mut().enumerate().map(|(number, keypool)| pace.kill(keypool, number));
        let (mut placed, (), deaths) =
            tokio::join!(shopping, pace.kill_sandbox(&mut sandbox), join_all(killing));
        let killed_for = begun.elapsed();

        // Of these, one purchase is lost on its way and one on its way back, and the process dies meanwhile.
        sandbox.order_faults(&killing::lost_both_ways()).await;
        placed.extend(clients::place_all(&shoppers, last, &mut rng).await);
        sandbox.wait_for_faults().await;
        for keypool in &mut keypools {
            keypool.kill().await;
        }
        sandbox.clear_faults().await;
        for keypool in &mut keypools {
            keypool.start().await;
        }

        let staff = decisions::Staff::at_work(&installation, &urls[0]).await;
        let decided = staff.finish().await;
        println!(
            "seed {}: {deaths:?} kills in {killed_for:?}, everything over after {:?}, {decided} purchases decided",
            installation.seed,
            begun.elapsed()
        );
        assert!(decided > 0, "the purchase that never arrived was decided by nobody");
        let kinds = outcome::check(&installation, &sandbox.state().await, &placed).await;
        assert!(kinds.contains("license.adopted"), "the license of the lost answer was not found: {kinds:?}");
        for keypool in keypools {
            keypool.stop().await;
        }
        sandbox.stop().await;
    })
    .await;
    installation.remove().await;
}

async fn terminated(database: Database) {
    let timings = Timings { lease_seconds: 30, remote_timeout_seconds: 10 };
    let installation = Installation::create(database, timings).await;
    report_failure(&installation, async {
        let sandbox = installation.start_sandbox().await;
        installation.seed().await;
        let mut keypool = installation.start_keypools(1).await.remove(0);
        let shoppers = Shopper::open_shops(&installation, &[keypool.url().to_owned()]).await;
        let wishes = Wish::mix(&installation, 8).await;
        sandbox.order_faults(&killing::slow_purchases(3_000)).await;
        let mut rng = StdRng::seed_from_u64(installation.seed);
        let placed = clients::place_all(&shoppers, wishes, &mut rng).await;
        installation.wait_for_running("buy_license", 2).await;

        let asked = Instant::now();
        let code = keypool.terminate().await;
        assert!(asked.elapsed() < Duration::from_secs(10), "it took {:?}", asked.elapsed());
        assert_eq!(code, Some(0));
        let left = installation.operations().await;
        let running: Vec<_> = left.iter().filter(|line| line.state == OperationState::Running).collect();
        assert!(running.is_empty(), "a step was cut off: {running:#?}");
        assert!(left.iter().any(|line| !line.state.is_over()), "nothing was left to do: {left:#?}");

        sandbox.clear_faults().await;
        keypool.start().await;
        let staff = decisions::Staff::at_work(&installation, keypool.url()).await;
        assert_eq!(staff.finish().await, 0, "a purchase was cut off");
        let kinds = outcome::check(&installation, &sandbox.state().await, &placed).await;
        assert!(!kinds.contains("license.adopted"), "an answer was not waited for: {kinds:?}");
        keypool.stop().await;
        sandbox.stop().await;
    })
    .await;
    installation.remove().await;
}

/// Says what a failure looks like from the inside, before everything that could say so is gone.
async fn report_failure(installation: &Installation, test: impl Future<Output = ()>) {
    if let Err(panic) = AssertUnwindSafe(test).catch_unwind().await {
        println!("{}", installation.report().await);
        resume_unwind(panic);
    }
}
