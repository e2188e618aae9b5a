//! What a soak says at its end.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use serde_json::Value;

use super::wanted::Wanted;
use crate::kill::installation::Installation;
use crate::kill::sandbox::Sandbox;
use crate::kill::upheaval::Told;

/// What was counted on the way.
pub struct Figures {
    pub faults: Faults,
    pub told: Told,
    pub decided: usize,
}

/// Faults by their kind, over all lives of the sandbox.
#[derive(Default)]
pub struct Faults(BTreeMap<String, u64>);

/// What the database knows: a name, and a statement that counts.
const COUNTED: &[(&str, &str)] = &[
    ("services", "SELECT CAST(COUNT(*) AS TEXT) FROM services"),
    ("services deleted", "SELECT CAST(COUNT(*) AS TEXT) FROM services WHERE state = 'deleted'"),
    ("purchases", "SELECT CAST(COUNT(*) AS TEXT) FROM purchase_intents WHERE state = 'bought'"),
    ("pool hits", "SELECT CAST(COUNT(*) AS TEXT) FROM events WHERE kind = 'license.reserved'"),
    ("adoptions", "SELECT CAST(COUNT(*) AS TEXT) FROM events WHERE kind = 'license.adopted'"),
    ("renewals of licenses", "SELECT CAST(COUNT(*) AS TEXT) FROM renewal_intents WHERE state = 'done'"),
    ("tasks raised", "SELECT CAST(COUNT(*) AS TEXT) FROM tasks"),
    ("tasks open", "SELECT CAST(COUNT(*) AS TEXT) FROM tasks WHERE closed_at IS NULL"),
    ("remote calls", "SELECT CAST(COUNT(*) AS TEXT) FROM remote_calls"),
];

impl Faults {
    /// Adds what befell the calls of this life of the sandbox.
    pub async fn count(&mut self, sandbox: &Sandbox) {
        for rule in sandbox.faults().await.as_array().unwrap() {
            let what = rule["what"].as_str().unwrap();
            let kind = rule["error"].as_str().map_or(what.to_owned(), |error| format!("{what} {error}"));
            let hits = rule["hits"].as_u64().unwrap_or(0);
            *self.0.entry(kind).or_default() += hits;
        }
    }
}

impl Figures {
    /// One line each.
    pub async fn table(
        &self,
        installation: &Installation,
        there: &Value,
        wanted: &Wanted,
        took: Duration,
    ) -> String {
        let mut text = String::from("\n");
        let mut line = |name: &str, value: &dyn std::fmt::Display| {
            writeln!(text, "{name:<36} {value:>10}").unwrap();
        };
        line("seed", &wanted.seed);
        line("orders", &wanted.orders);
        line("kills", &self.told.kills);
        line("stops beyond the lease", &self.told.stops);
        line("days passed", &(wanted.days as usize * (wanted.phases - 1)));
        let statements: Vec<&str> = COUNTED.iter().map(|(_, statement)| *statement).collect();
        let counted = installation.database().texts(&statements).await;
        for ((name, _), found) in COUNTED.iter().zip(counted) {
            line(name, &found[0]);
        }
        line("unknowns decided by a person", &self.decided);
        line("licenses there", &there["licenses"].as_array().unwrap().len());
        line("charges there", &there["charges"].as_array().unwrap().len());
        for (kind, hits) in &self.faults.0 {
            line(&format!("fault {kind}"), hits);
        }
        line("faults", &self.faults.0.values().sum::<u64>());
        line("seconds", &took.as_secs());
        line("cores", &std::thread::available_parallelism().unwrap());
        text
    }
}
