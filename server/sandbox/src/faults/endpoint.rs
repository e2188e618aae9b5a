//! `/sandbox/faults`: playing plans by hand and from tests.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::fault_plan::FaultPlan;
use crate::{
    app::App,
    control::{Answer, fine, refused},
    world::World,
};

pub(crate) async fn list(State(app): State<Arc<App>>) -> Answer {
    fine(app.with(|world| json!(world.faults.rules())))
}

/// Forgets the rules, and the ways that plans have set.
pub(crate) async fn clear(State(app): State<Arc<App>>) -> Answer {
    match app.change(World::stop_playing).await {
        Some(()) => fine(json!([])),
        None => refused("the journal cannot be written"),
    }
}

/// Adds a plan to what is played.
pub(crate) async fn add(State(app): State<Arc<App>>, body: String) -> Answer {
    let plan = match FaultPlan::parse(&body) {
        Ok(plan) => plan,
        Err(error) => return refused(&format!("expected a fault plan or a list of rules: {error}")),
    };
    let rules = app.change(move |world| {
        world.play(&plan);
        json!(world.faults.rules())
    });
    match rules.await {
        Some(rules) => fine(rules),
        None => refused("the journal cannot be written"),
    }
}

impl World {
    /// Adds a plan's rules and takes over its settings.
    pub(crate) fn play(&mut self, plan: &FaultPlan) {
        self.config = Arc::new(plan.settings.over(&self.config));
        self.faults.add(plan.rules.clone());
        self.catch_up();
    }

    fn stop_playing(&mut self) {
        self.config = Arc::clone(&self.own_config);
        self.faults.clear();
        self.catch_up();
    }
}
