//! What staff do afterwards, on the page of each operation that needs them.

use std::time::{Duration, Instant};

use domain::{OperationId, OperationState};
use engine::reads::OperationLine;
use engine::{Caller, reads};
use serde_json::Value;

use super::installation::Installation;
use super::sandbox::Sandbox;
use crate::support::browser::{STAFF, TestClient};
use crate::support::crawl::{Form, forms};

/// How long everything that goes on by itself may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(150);
/// A wait that is not worth hurrying, in milliseconds.
const SHORT_MS: i64 = 3_000;

/// Somebody of the staff.
pub struct Staff<'a> {
    installation: &'a Installation,
    sandbox: &'a Sandbox,
    browser: TestClient,
}

impl<'a> Staff<'a> {
    pub async fn at_work(installation: &'a Installation, sandbox: &'a Sandbox, url: &str) -> Self {
        let browser = TestClient::new(url);
        browser.login(STAFF).await;
        Self { installation, sandbox, browser }
    }

    /// Waits, decides what waits for a decision, until everything is done; says how many purchases were decided.
    pub async fn finish(&self) -> usize {
        let mut decided = 0;
        loop {
            let open = self.wait().await;
            if open.is_empty() {
                return decided;
            }
            for line in open {
                assert_eq!(
                    line.state,
                    OperationState::Unknown,
                    "neither active nor to be decided: {line:#?}"
                );
                self.decide(line.id, &self.sandbox.state().await).await;
                decided += 1;
            }
        }
    }

    /// Waits until nothing goes on by itself; returns what is not over.
    async fn wait(&self) -> Vec<OperationLine> {
        let begun = Instant::now();
        loop {
            let mut open = self.installation.operations().await;
            open.retain(|line| !line.state.is_over());
            let moves =
                |line: &&OperationLine| matches!(line.state, OperationState::Ready | OperationState::Running);
            let moving: Vec<_> = open.iter().filter(moves).collect();
            if moving.is_empty() {
                return open;
            }
            assert!(begun.elapsed() < PATIENCE, "this does not end: {moving:#?}");
            let soon = self.installation.engine.clock().now_ms() + SHORT_MS;
            for line in
                moving.iter().filter(|line| line.state == OperationState::Ready && line.run_at_ms > soon)
            {
                self.hurry(line.id).await;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Lets a waiting operation look again at once, if it waits still.
    pub async fn hurry(&self, id: OperationId) {
        if let Some(form) = self.forms(id).await.into_iter().find(|form| form.action == "/fn/retry_operation")
        {
            self.submit(id, &form).await;
        }
    }

    /// Asks the license server, compares the markers, and says what is so `there`.
    pub async fn decide(&self, id: OperationId, there: &Value) {
        let look_up = self.forms(id).await.into_iter().find(|form| form.action == "/fn/look_up_purchase");
        self.submit(id, &look_up.expect("the page asks again")).await;
        let engine = &self.installation.engine;
        let page = reads::operation(engine, Caller::Operator, id).await.unwrap();
        let marker = page.undecided.unwrap().purchase.marker;
        let licenses = there["licenses"].as_array().unwrap().iter();
        let bought: Vec<&Value> = licenses.filter(|license| license["remoteid"] == marker.as_str()).collect();
        let wanted = match bought.as_slice() {
            [] => vec![("decision", "order_again".to_owned())],
            [license] => vec![("decision", "it_is".to_owned()), ("license", license["id"].to_string())],
            several => panic!("bought twice: {several:#?}"),
        };
        let has = |form: &Form, (name, value): &(&str, String)| {
            form.fields.iter().any(|(field, offered)| field == name && offered == value)
        };
        let offered: Vec<_> =
            self.forms(id).await.into_iter().filter(|form| form.action == "/fn/decide_purchase").collect();
        let form = offered.iter().find(|form| wanted.iter().all(|field| has(form, field)));
        self.submit(id, form.unwrap_or_else(|| panic!("{wanted:?} is not offered: {offered:#?}"))).await;
        let now = reads::operation(engine, Caller::Operator, id).await.unwrap().operation;
        assert_ne!(now.state, OperationState::Unknown, "the decision {wanted:?} was not taken: {now:#?}");
    }

    async fn forms(&self, id: OperationId) -> Vec<Form> {
        let page = self.browser.get(&format!("/staff/operations/{id}")).await;
        assert!(page.status.is_success(), "{page:?}");
        forms(&page.html())
    }

    async fn submit(&self, id: OperationId, form: &Form) {
        let answer = self.browser.post_form(&form.action, &form.pairs()).await;
        assert_eq!(answer.location(), Some(format!("/staff/operations/{id}").as_str()), "{answer:?}");
    }
}
