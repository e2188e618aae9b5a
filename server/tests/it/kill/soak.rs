//! `make soak`: thousands of orders with every fault there is, while processes die and sleep and days pass.

mod rest;
mod table;
mod wanted;

use std::cell::Cell;
use std::time::{Duration, Instant};

use domain::ServiceId;
use engine::worker;
use futures::future::join_all;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::clients::{Shopper, Wish};
use super::installation::{Installation, Timings};
use super::process::Process;
use super::sandbox::Sandbox;
use super::upheaval::{Told, Upheaval};
use super::{outcome, report_failure};
use table::{Faults, Figures};
use wanted::Wanted;

const TIMINGS: Timings = Timings { lease_seconds: 3, remote_timeout_seconds: 1 };
const ASLEEP: Duration = Duration::from_millis(4_500);
/// How often the run says where it is.
const SAYS_EVERY: Duration = Duration::from_secs(10);
/// Shoppers think this long, in milliseconds.
const THINKS_MS: std::ops::Range<u64> = 0..60;
/// Operations that go on by themselves, beyond which nobody orders: each is to meet its faults while there are any.
const BUSY: usize = 40;
/// How often it is seen how busy everybody is.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// Services that one client has at least before one is deleted.
const KEPT: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it takes as long as it is asked to: `make soak`"]
async fn soak() {
    let wanted = Wanted::from_environment();
    println!("soak: {wanted:?}; the same again by KEYPOOL_SOAK_SEED={}", wanted.seed);
    let installation = Installation::create_by(wanted.database, TIMINGS, wanted.seed).await;
    report_failure(&installation, Box::pin(run(&installation, &wanted))).await;
    installation.remove().await;
}

async fn run(installation: &Installation, wanted: &Wanted) {
    let begun = Instant::now();
    let plan = wanted.write_plan(installation.folder(), 0);
    let mut sandbox =
        installation.start_sandbox_with(&["--fault-plan", &plan, "--balance", "100000000"]).await;
    sandbox.clear_faults().await;
    installation.seed().await;
    let database = installation.database();
    database.execute("UPDATE tariffs SET delete_mode = 'at_once'").await;
    database.execute("UPDATE license_servers SET settle_seconds = 60").await;
    let mut web = installation.start_web(1).await;
    let mut workers = installation.start_workers(wanted.workers).await;
    let urls = [web[0].url().to_owned()];
    let shoppers = Shopper::open_shops_with(installation, &urls, "10000000").await;
    let mut figures = Figures { faults: Faults::default(), told: Told::default(), decided: 0 };
    let (placed, busy) = (Cell::new(0), Cell::new(0));

    for phase in 0..wanted.phases {
        if phase > 0 {
            pass_days(installation, &sandbox, web.iter_mut().chain(&mut workers), phase, wanted).await;
        }
        wanted.write_plan(installation.folder(), phase + 1);
        sandbox.restart().await;
        let share = wanted.share(phase);
        let goal = placed.get() + share.orders;
        let upheaval = Upheaval::new(share.befalls, ASLEEP, wanted.seed.wrapping_add(phase as u64));
        let (from, orders) = (placed.get(), share.orders.max(1));
        let part = || (placed.get() - from) as f64 / orders as f64;
        let seed = wanted.seed ^ phase as u64;
        let shopping = shop(installation, &shoppers, share.orders, (&placed, &busy), seed);
        let mut all: Vec<Process> = web.drain(..).chain(workers.drain(..)).collect();
        let befalling = async {
            upheaval.befall(&mut all, part).await;
        };
        let work = async {
            tokio::join!(shopping, befalling);
            while busy.get() > BUSY {
                tokio::time::sleep(LOOKS_EVERY).await;
            }
        };
        tokio::select! {
            () = work => {}
            () = watch(installation, &busy) => {}
            () = say(installation, begun, &placed, goal, &upheaval) => {}
        }
        web = vec![all.remove(0)];
        workers = all;
        figures.told += upheaval.told();
        println!("{:>6.0?}: {} orders are placed; faults are lifted", begun.elapsed(), placed.get());
        figures.faults.count(&sandbox).await;
        sandbox.clear_faults().await;
        figures.decided += rest::come_to_rest(installation, &sandbox, &urls[0], rest::TRIES.0).await;
    }

    for _ in 0..2 {
        worker::housekeeping(&installation.engine).await.unwrap();
        figures.decided += rest::come_to_rest(installation, &sandbox, &urls[0], rest::TRIES.1).await;
    }
    for process in web.into_iter().chain(workers) {
        process.stop().await;
    }
    let there = sandbox.state().await;
    println!("{}", figures.table(installation, &there, wanted, begun.elapsed()).await);
    let left = rest::left(installation).await;
    println!("waiting for a day or a person: {}", left.len());
    outcome::check_rules(installation, &there).await;
    assert_eq!(placed.get(), wanted.orders);
    sandbox.stop().await;
}

/// Everybody orders, renews and deletes, until so many orders are placed.
async fn shop(
    installation: &Installation,
    shoppers: &[Shopper],
    orders: usize,
    (placed, busy): (&Cell<usize>, &Cell<usize>),
    seed: u64,
) {
    let wishes = Wish::mix_with_recipes(installation, orders, &format!("{seed:x}")).await;
    let left = Cell::new(wishes.iter());
    let next = || {
        let mut wishes = left.take();
        let wish = wishes.next();
        left.set(wishes);
        wish
    };
    join_all(shoppers.iter().enumerate().map(|(number, shopper)| {
        let mut rng = StdRng::seed_from_u64(seed.wrapping_add(number as u64));
        let next = &next;
        async move {
            let mut mine: Vec<String> = Vec::new();
            while let Some(wish) = next() {
                tokio::time::sleep(Duration::from_millis(rng.random_range(THINKS_MS))).await;
                while busy.get() > BUSY {
                    tokio::time::sleep(LOOKS_EVERY / 4).await;
                }
                mine.push(shopper.place(wish).await);
                placed.set(placed.get() + 1);
                if mine.len() > KEPT {
                    let service = mine.remove(rng.random_range(0..KEPT / 2));
                    act(shopper, &service, &mut rng).await;
                }
            }
        }
    }))
    .await;
}

/// What a client does with a service of its own; that it cannot be done just now is no fault.
async fn act(shopper: &Shopper, service: &str, rng: &mut StdRng) {
    let id = service.rsplit('/').next().unwrap_or_default();
    assert!(id.parse::<ServiceId>().is_ok(), "{service}");
    if rng.random_bool(0.2) {
        let renew = format!("{service}/renew");
        shopper.send(&renew, "/fn/renew_service", &[("period", "1")]).await;
    } else {
        shopper.send(&format!("{service}/delete"), "/fn/delete_service", &[]).await;
    }
}

/// Moves the clock of the sandbox while everybody else is down, and tells them by a new start; from then on they log in
/// in the other way.
async fn pass_days(
    installation: &Installation,
    sandbox: &Sandbox,
    processes: impl Iterator<Item = &mut Process>,
    phase: usize,
    wanted: &Wanted,
) {
    let days = wanted.days * u32::try_from(phase).unwrap();
    let mut asleep: Vec<&mut Process> = processes.collect();
    // Nobody asks on one day and is answered on another: clocks differ by a day at most.
    for process in &mut asleep {
        process.kill().await;
    }
    sandbox.advance(wanted.days).await;
    installation.days_have_passed(days);
    let log_in = match phase % 2 {
        1 => "UPDATE license_servers SET log_in = 'session'",
        _ => "UPDATE license_servers SET log_in = 'password'",
    };
    installation.database().execute(log_in).await;
    for process in asleep {
        process.set("KEYPOOL__WORKER__DAYS_AHEAD", &days.to_string());
        process.start().await;
    }
}

/// Sees how much goes on by itself, for ever.
async fn watch(installation: &Installation, busy: &Cell<usize>) {
    loop {
        let open = rest::open(installation).await;
        busy.set(open.iter().filter(|line| line.is_moving(installation)).count());
        tokio::time::sleep(LOOKS_EVERY).await;
    }
}

/// Says where the run is, for ever.
async fn say(
    installation: &Installation,
    begun: Instant,
    placed: &Cell<usize>,
    goal: usize,
    upheaval: &Upheaval,
) {
    loop {
        tokio::time::sleep(SAYS_EVERY).await;
        let open = rest::open(installation).await;
        let of = |state: &str| open.iter().filter(|line| line.state == state).count();
        println!(
            "{:>6.0?}: {} of {goal} orders of this part; {} ready, {} running, {} failed, {} unknown; {:?}",
            begun.elapsed(),
            placed.get(),
            of("ready"),
            of("running"),
            of("failed"),
            of("unknown"),
            upheaval.told(),
        );
    }
}
