//! How everything comes to rest: what is broken is mended, people decide what waits for them, and all is checked.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::{ModuleState, OperationId, OperationState, PlanChangeState};
use engine::actions::{self, Decision, PlanChangeDecision, RenewalDecision, Switch};
use engine::worker::{self, Ran, Rehearsal};
use engine::{Caller, Error, reads};
use serde_json::{Value, json};

use super::world::World;
use crate::support::invariants;

/// More rounds than rest takes.
const ROUNDS: usize = 40;
/// More steps than everything takes that does not wait for ever.
const STEPS: usize = 500;
/// The longest that anything is waited for.
const DRAINED: Duration = Duration::from_millis(1_500);
/// What begins later than this is a wait that a person ends: a minute of the schedules, and more.
const SOON_MS: i64 = 62;
/// How often a person lets one operation go on.
const TRIES: usize = 3;

impl World<'_> {
    /// Mends, works and decides until nothing moves; then checks everything.
    pub async fn settle(&mut self) {
        self.mend().await;
        let mut tried: BTreeMap<OperationId, usize> = BTreeMap::new();
        for round in 0.. {
            if round == ROUNDS {
                self.broken.push("this does not come to rest".to_owned());
                break;
            }
            if let Err(error) = self.round().await {
                self.broken.push(format!("a worker fails with {error:?}"));
                break;
            }
            let mut moved = false;
            for operation in self.not_over().await {
                let tries = tried.entry(operation).or_default();
                if *tries < TRIES && self.help(operation).await {
                    *tries += 1;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        self.learn_costs().await;
        self.check(&tried).await;
    }

    async fn mend(&self) {
        let (engine, staff) = (&self.engine, Caller::Operator);
        self.app.clear_faults().await;
        self.leases_end().await;
        self.control("/sandbox/people", &json!({"do": "clear_filter", "user": sandbox::RESELLER})).await;
        self.control("/sandbox/balance", &json!({"account": sandbox::RESELLER, "balance": "9000.00"})).await;
        for module in [self.license_server, self.vm_server] {
            actions::set_module_state(engine, staff, module, ModuleState::Active).await.unwrap();
        }
        for switch in [Switch::Purchases, Switch::Renewals] {
            actions::switch_module(engine, staff, self.license_server, switch, true).await.unwrap();
        }
        worker::refresh_saved_reads(engine).await.unwrap();
    }

    async fn round(&self) -> engine::Result<()> {
        self.drain().await?;
        worker::housekeeping(&self.engine).await?;
        self.drain().await
    }

    /// Works until nothing is due soon. What waits for something that never comes looks again for ever: it is left
    /// with its task.
    async fn drain(&self) -> engine::Result<()> {
        let (begun, mut steps) = (Instant::now(), 0);
        while steps < STEPS && begun.elapsed() < DRAINED {
            if worker::work_once(&self.engine, "settler", Rehearsal::Real).await? == Ran::Step {
                steps += 1;
                continue;
            }
            let engine = &self.engine;
            let next_ms = store::operations::queue::next_run(engine.db(), engine.clock().today()).await?;
            match next_ms.map(|next_ms| next_ms - engine.clock().now_ms()) {
                Some(wait_ms) if wait_ms <= SOON_MS => {
                    tokio::time::sleep(Duration::from_millis(u64::try_from(wait_ms).unwrap_or(0))).await;
                }
                _ => break,
            }
        }
        Ok(())
    }

    /// Where every operation stands that is not over.
    pub async fn standing(&self) -> Vec<String> {
        let standing =
            "SELECT 'operation ' || id || ' (' || kind || ') is ' || state || ' at ' || step || ': '
            || COALESCE(note, '') FROM operations WHERE state NOT IN ('done', 'given_up') ORDER BY id";
        self.app.database.texts(&[standing]).await.remove(0)
    }

    async fn not_over(&self) -> Vec<OperationId> {
        let open =
            "SELECT CAST(id AS TEXT) FROM operations WHERE state NOT IN ('done', 'given_up') ORDER BY id";
        let found = self.app.database.texts(&[open]).await.remove(0);
        found.iter().map(|id| OperationId::new(id.parse().unwrap())).collect()
    }

    /// What a person does for an operation that stands; says whether that may have moved it.
    async fn help(&mut self, id: OperationId) -> bool {
        let (engine, staff) = (self.engine.clone(), Caller::Operator);
        let operation = store::operations::find(engine.db(), id).await.unwrap().unwrap();
        let is_for_a_day = operation.not_before.is_some_and(|day| day > engine.clock().today());
        let helped = match operation.state {
            OperationState::Unknown => self.decide(id).await,
            OperationState::Failed => actions::retry_operation(&engine, staff, id).await,
            OperationState::Ready if !is_for_a_day => actions::retry_operation(&engine, staff, id).await,
            _ => return false,
        };
        match helped {
            Ok(()) => true,
            // Something else moved it, or stands in its way.
            Err(Error::Refused(_)) => true,
            Err(error) => {
                self.broken.push(format!("operation {id} cannot be helped: {error:?}"));
                false
            }
        }
    }

    /// Decides as somebody who looks at the license server closely.
    pub async fn decide(&self, id: OperationId) -> engine::Result<()> {
        let (engine, staff) = (&self.engine, Caller::Operator);
        let page = reads::operation(engine, staff, id).await?;
        let open_change = store::plan_changes::open(engine.db(), id).await?;
        let is_plan = open_change.is_some_and(|change| change.state == PlanChangeState::Unknown);
        let Some(undecided) = page.undecided else {
            return if is_plan { self.decide_plan_change(id).await } else { self.decide_renewal(id).await };
        };
        let marker = undecided.purchase.marker.to_string();
        let state = self.app.sandbox_state();
        let licenses = state["licenses"].as_array().unwrap().iter();
        let bought: Vec<&Value> = licenses.filter(|license| license["remoteid"] == marker.as_str()).collect();
        let decision = match bought.as_slice() {
            [] => Decision::OrderAgain,
            // It waits for a payment that nobody makes: it is taken back there.
            [license] if license["status"] == 1 || license["status"] == 4 => {
                self.control("/sandbox/people", &json!({"do": "delete_license", "license": license["id"]}))
                    .await;
                Decision::OrderAgain
            }
            [license, ..] => Decision::ItIs(domain::RemoteId::new(license["id"].to_string())),
        };
        actions::look_up_purchase(engine, staff, id).await?;
        actions::decide_purchase(engine, staff, id, decision).await
    }

    async fn decide_renewal(&self, id: OperationId) -> engine::Result<()> {
        let (engine, staff) = (&self.engine, Caller::Operator);
        match actions::decide_renewal(engine, staff, id, RenewalDecision::RenewAgain).await {
            Err(Error::Refused(_)) => {
                actions::decide_renewal(engine, staff, id, RenewalDecision::LookAgain).await
            }
            decided => decided,
        }
    }

    async fn decide_plan_change(&self, id: OperationId) -> engine::Result<()> {
        let (engine, staff) = (&self.engine, Caller::Operator);
        match actions::decide_plan_change(engine, staff, id, PlanChangeDecision::ChangeAgain).await {
            Err(Error::Refused(_)) => {
                actions::decide_plan_change(engine, staff, id, PlanChangeDecision::LookAgain).await
            }
            decided => decided,
        }
    }

    /// Reads what everything cost, at once.
    async fn learn_costs(&mut self) {
        self.app.execute("DELETE FROM module_reads WHERE what = 'expenses'").await;
        if let Err(error) = actions::record_costs(&self.engine).await {
            self.broken.push(format!("costs are not learned: {error:?}"));
        }
    }

    async fn check(&mut self, tried: &BTreeMap<OperationId, usize>) {
        let database = &self.app.database;
        self.broken.extend(invariants::broken_here(database).await);
        let there = self.app.sandbox_state();
        let compared = invariants::broken_there(database, &there, sandbox::RESELLER, &self.strange).await;
        self.broken.extend(compared);
        let slots = "SELECT 'a turn at module ' || module_id || ' is not given back' FROM remote_slots
            WHERE holder IS NOT NULL AND held_until > 0";
        self.broken.extend(database.texts(&[slots]).await.remove(0));
        // What people did there by hand may stand in the way for good.
        let is_calm = self.strange.licenses.is_empty() && self.strange.servers.is_empty();
        let is_billed = there["licenses"].as_array().unwrap().iter().any(|license| license["status"] == 1);
        for id in self.not_over().await {
            let operation = store::operations::find(self.engine.db(), id).await.unwrap().unwrap();
            let waits_for_a_day = operation.not_before.is_some();
            // Nobody here pays the bills of the license server.
            if is_calm && !waits_for_a_day && !is_billed {
                self.broken.push(format!(
                    "{id} ({}) stands at {} ({}) though nothing is broken and it was retried {:?} times: {:?}",
                    operation.kind, operation.step, operation.state, tried.get(&id), operation.note
                ));
            }
        }
    }
}
