//! Random stories: clients, staff, faults, crashes, acts of people at the remote systems and days that pass, in any
//! order, against the real server and a real sandbox. Whenever everything has come to rest, everything must hold.
//!
//! A story comes from its seed. One that breaks a rule is made shorter for as long as it breaks one, and told in
//! words with its seed. `KEYPOOL_MODEL_SEED=7` plays that story alone; `KEYPOOL_MODEL_CASES=500` plays so many, from
//! the seed on that is given, or from a random one.
#![expect(clippy::print_stdout, reason = "a run is told by its seeds, a failure by its story")]

mod act;
mod fault;
mod person;
mod settle;
mod world;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use rand::Rng;
use tokio::runtime::Runtime;

use crate::support::app::spawn_app_with;
use crate::support::database::Database;
use act::{Act, Ways};
use world::World;

/// Stories that every run plays; each begins with a fresh database.
const CASES: u64 = 8;
/// What happened how often, over all stories: a model whose stories are empty proves nothing.
type Happened = RefCell<BTreeMap<String, u64>>;
/// How long one story may take.
const PATIENCE: Duration = Duration::from_secs(40);
/// Room for a story, in bytes.
const STACK: usize = 64 * 1024 * 1024;

#[test]
fn whatever_happens_in_any_order_no_rule_is_broken_on_sqlite() {
    with_room(|| play(Database::Sqlite));
}

#[test]
fn whatever_happens_in_any_order_no_rule_is_broken_on_postgres() {
    with_room(|| play(Database::Postgres));
}

/// A story is one deep future: it takes more stack than a test has.
fn with_room(play: fn()) {
    let playing = std::thread::Builder::new().stack_size(STACK).spawn(play).unwrap();
    if let Err(panic) = playing.join() {
        std::panic::resume_unwind(panic);
    }
}

fn play(database: Database) {
    let (first, cases) = chosen();
    let runtime = Runtime::new().unwrap();
    let begun = Instant::now();
    let mut failures = String::new();
    let happened = Happened::default();
    for seed in first..first.saturating_add(cases) {
        if let Err(story) = play_one(&runtime, database, seed, &happened) {
            println!("{story}");
            writeln!(failures, "seed {seed}").unwrap();
        }
    }
    let told = happened.borrow();
    println!("stories {first} to {} in {:?}: {told:?}", first + cases - 1, begun.elapsed());
    assert!(failures.is_empty(), "rules are broken, as told above, by\n{failures}");
}

/// The first seed and how many: fixed ones, unless somebody asks for others.
#[expect(clippy::disallowed_methods, reason = "a test has no configuration to ask")]
fn chosen() -> (u64, u64) {
    let number = |name| std::env::var(name).ok().map(|text: String| text.parse::<u64>().unwrap());
    match (number("KEYPOOL_MODEL_SEED"), number("KEYPOOL_MODEL_CASES")) {
        (None, None) => (1, CASES),
        (Some(seed), cases) => (seed, cases.unwrap_or(1)),
        (None, Some(cases)) => (u64::from(rand::rng().random::<u32>()), cases),
    }
}

/// Plays the story of a seed; if it breaks a rule, tells the shortest one found that does.
fn play_one(runtime: &Runtime, database: Database, seed: u64, happened: &Happened) -> Result<(), String> {
    let config = Config {
        failure_persistence: None,
        max_shrink_iters: 250,
        max_shrink_time: 60_000,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let tree = act::case().new_tree(&mut runner).unwrap();
    let (played, first) = (Cell::new(0), RefCell::new(String::new()));
    let result = runner.run_one(tree, |(ways, acts)| {
        played.set(played.get() + 1);
        let broken = runtime.block_on(story(database, ways, &acts, happened));
        if broken.is_empty() {
            return Ok(());
        }
        let mut first = first.borrow_mut();
        if first.is_empty() {
            *first = broken.join("\n");
        }
        Err(TestCaseError::fail(broken.join("\n")))
    });
    match result {
        Ok(_) => Ok(()),
        Err(TestError::Fail(why, (ways, acts))) => {
            let played = played.get();
            let mut told =
                format!("\n=== seed {seed} on {database:?}, made shorter in {played} plays:\n{ways}\n");
            for (number, act) in acts.iter().enumerate() {
                writeln!(told, "{:>3}. {act}", number + 1).unwrap();
            }
            writeln!(told, "... and breaks:\n{why}\nThe whole story broke:\n{}", first.borrow()).unwrap();
            Err(told)
        }
        Err(TestError::Abort(why)) => Err(format!("seed {seed} was not played: {why}")),
    }
}

/// Everything that a story breaks; it stops with the first thing that does.
async fn story(database: Database, ways: Ways, acts: &[Act], happened: &Happened) -> Vec<String> {
    let app = spawn_app_with(database, world::sandbox(ways)).await;
    let mut world = World::open(&app).await;
    let now = Cell::new(0);
    let told = tokio::time::timeout(PATIENCE, async {
        for (number, act) in acts.iter().chain([&Act::Settle]).enumerate() {
            now.set(number + 1);
            world.perform(act).await;
            if !world.broken.is_empty() {
                break;
            }
        }
    });
    let is_over = told.await.is_ok();
    let mut broken = std::mem::take(&mut world.broken);
    if !is_over {
        broken.push(format!("it takes longer than {PATIENCE:?}, in act {}", now.get()));
        broken.extend(world.standing().await);
    }
    for (what, times) in world.happened().await {
        *happened.borrow_mut().entry(what).or_default() += times;
    }
    drop(world);
    app.abandon().await;
    broken
}
