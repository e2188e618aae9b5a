//! Workers as processes of their own: killed, put to sleep beyond their leases, and limited together.

use std::cell::Cell;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand::rngs::StdRng;

use super::clients::{self, Shopper, Wish};
use super::decisions::Staff;
use super::installation::{Installation, Timings};
use super::upheaval::{Told, Upheaval};
use super::{gate::Gate, killing, outcome, report_failure};
use crate::support::database::Database;

/// A lease that a sleeper outsleeps.
const TIMINGS: Timings = Timings { lease_seconds: 2, remote_timeout_seconds: 1 };
const ASLEEP: Duration = Duration::from_millis(3_000);
/// What a worker writes about operations, whose rows nobody else touches once everything is over.
const WRITTEN: [&str; 7] =
    ["operations", "operation_steps", "purchase_intents", "licenses", "services", "events", "ledger_entries"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_survive_three_workers_that_are_killed_or_sleep_beyond_their_leases() {
    let installation = Installation::create(Database::Postgres, TIMINGS).await;
    report_failure(&installation, async {
        let sandbox = installation.start_sandbox().await;
        installation.seed().await;
        let web = installation.start_web(1).await;
        let mut workers = installation.start_workers(3).await;
        upset(&installation, &sandbox, web[0].url(), &mut workers).await;
        for process in web.into_iter().chain(workers) {
            process.stop().await;
        }
        sandbox.stop().await;
    })
    .await;
    installation.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_survive_the_only_process_that_is_killed_or_sleeps_beyond_its_leases_on_sqlite() {
    let installation = Installation::create(Database::Sqlite, TIMINGS).await;
    report_failure(&installation, async {
        let sandbox = installation.start_sandbox().await;
        installation.seed().await;
        let mut keypools = installation.start_keypools(1).await;
        let url = keypools[0].url().to_owned();
        upset(&installation, &sandbox, &url, &mut keypools).await;
        for process in keypools {
            process.stop().await;
        }
        sandbox.stop().await;
    })
    .await;
    installation.remove().await;
}

/// Orders while processes die and sleep, then everything is decided and checked.
async fn upset(
    installation: &Installation,
    sandbox: &super::sandbox::Sandbox,
    url: &str,
    processes: &mut [super::process::Process],
) {
    let urls = [url.to_owned()];
    let shoppers = Shopper::open_shops(installation, &urls).await;
    let wishes = Wish::mix(installation, 16).await;
    let mut rng = StdRng::seed_from_u64(installation.seed);
    sandbox.order_faults(&killing::random_faults(&mut rng)).await;
    let wanted = Told { kills: 5, stops: 3 };
    let upheaval = Upheaval::new(wanted, ASLEEP, installation.seed);
    let is_placed = Cell::new(false);
    let (begun, expected) = (Instant::now(), Duration::from_secs(6));
    let shopping = async {
        let placed = clients::place_all(&shoppers, wishes, &mut rng).await;
        is_placed.set(true);
        placed
    };
    let share = || if is_placed.get() { 1.0 } else { begun.elapsed().div_duration_f64(expected) };
    let (placed, ()) = tokio::join!(shopping, upheaval.befall(processes, share));
    sandbox.clear_faults().await;
    let decided = Staff::at_work(installation, url).await.finish().await;
    println!("seed {}: {:?}, {decided} decided, {:?}", installation.seed, upheaval.told(), begun.elapsed());
    assert_eq!(upheaval.told(), wanted);
    outcome::check(installation, &sandbox.state().await, &placed).await;
    outcome::check_rules(installation, &sandbox.state().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_wakes_after_its_lease_was_taken_over_writes_nothing() {
    let installation = Installation::create(Database::Postgres, TIMINGS).await;
    report_failure(&installation, async {
        let sandbox = installation.start_sandbox().await;
        installation.seed().await;
        let web = installation.start_web(1).await;
        let mut sleeper = installation.start_workers(1).await.remove(0);
        let urls = [web[0].url().to_owned()];
        let shoppers = Shopper::open_shops(&installation, &urls).await;
        sandbox.order_faults(&killing::slow_purchases(800)).await;
        let mut rng = StdRng::seed_from_u64(installation.seed);
        let placed = clients::place_all(&shoppers, Wish::mix(&installation, 4).await, &mut rng).await;
        installation.wait_for_running("buy_license", 1).await;
        sleeper.freeze().await;

        sandbox.clear_faults().await;
        let other = installation.start_workers(1).await.remove(0);
        Staff::at_work(&installation, &urls[0]).await.finish().await;
        // Costs are learned here, so that nobody else has anything left to write.
        outcome::check_rules(&installation, &sandbox.state().await).await;
        let before = installation.database().contents().await;
        sleeper.wake().await;
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let after = installation.database().contents().await;
        for table in WRITTEN {
            assert_eq!(before[table], after[table], "the sleeper wrote into {table}");
        }
        assert_eq!(sleeper.terminate().await, Some(0), "the sleeper is not well");
        outcome::check(&installation, &sandbox.state().await, &placed).await;
        outcome::check_rules(&installation, &sandbox.state().await).await;
        for process in web.into_iter().chain([other]) {
            process.stop().await;
        }
        sandbox.stop().await;
    })
    .await;
    installation.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_stands_still_in_a_transaction_is_not_waited_for_for_good() {
    let installation = Installation::create(Database::Postgres, TIMINGS).await;
    let db = installation.engine.db();
    let mut sleeper = db.begin().await.unwrap();
    assert_eq!(store::form_keys::claim(&mut sleeper, "the same key", 1).await.unwrap(), None);
    let mut other = db.begin().await.unwrap();
    let claimed = store::form_keys::claim(&mut other, "the same key", 2);
    let claimed = tokio::time::timeout(Duration::from_secs(30), claimed).await;
    assert_eq!(claimed.expect("it waits for the sleeper").unwrap(), None);
    other.commit().await.unwrap();
    assert!(sleeper.commit().await.is_err(), "both have claimed one key");
    installation.remove().await;
}

/// Calls at once, and the milliseconds between two, that staff allow.
const AT_ONCE: usize = 2;
const APART_MS: u64 = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_workers_together_keep_the_limits_of_a_license_server() {
    let timings = Timings { lease_seconds: 30, remote_timeout_seconds: 10 };
    let installation = Installation::create(Database::Postgres, timings).await;
    report_failure(&installation, async {
        let sandbox = installation.start_sandbox().await;
        let gate = Gate::before(&installation.sandbox_url()).await;
        installation.seed_at(&gate.url()).await;
        installation
            .database()
            .execute("UPDATE license_servers SET in_flight_limit = 2, min_interval_ms = 60")
            .await;
        let web = installation.start_web(1).await;
        let workers = installation.start_workers(3).await;
        let urls = [web[0].url().to_owned()];
        let shoppers = Shopper::open_shops(&installation, &urls).await;
        sandbox.order_faults(&killing::slow_purchases(250)).await;
        gate.forget();
        let mut rng = StdRng::seed_from_u64(installation.seed);
        let placed = clients::place_all(&shoppers, Wish::mix(&installation, 12).await, &mut rng).await;
        Staff::at_work(&installation, &urls[0]).await.finish().await;
        let seen = gate.seen();
        println!("seed {}: {seen:?}", installation.seed);
        assert!(seen.calls >= 12, "nothing was bought through the gate: {seen:?}");
        assert_eq!(seen.most_at_once, AT_ONCE, "the limit is neither kept nor used: {seen:?}");
        // Calls are started apart; on their way they may come a little closer.
        let (calls, over) = (seen.calls as u64, seen.first_to_last);
        let least = Duration::from_millis(APART_MS * (calls - 1) * 9 / 10);
        assert!(over >= least, "{calls} calls in {over:?} are faster than {APART_MS} ms apart");
        outcome::check(&installation, &sandbox.state().await, &placed).await;
        for process in web.into_iter().chain(workers) {
            process.stop().await;
        }
        gate.close().await;
        sandbox.stop().await;
    })
    .await;
    installation.remove().await;
}
