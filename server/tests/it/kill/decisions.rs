//! What staff do afterwards, on the page of each operation that needs them.

use std::time::{Duration, Instant};

use domain::purchase::LookUp;
use domain::{OperationId, OperationState, RemoteId};
use engine::reads::OperationLine;
use engine::{Caller, reads};

use super::installation::Installation;
use crate::support::browser::{STAFF, TestClient};
use crate::support::crawl::{Form, forms};

/// How long everything that goes on by itself may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(150);
/// A wait that is not worth hurrying, in milliseconds.
const SHORT_MS: i64 = 3_000;

const LOOK_UP: &str = "/fn/look_up_purchase";
/// What a person presses first, if the page offers it: what is there already comes before anything that costs.
const DECISIONS: [&str; 6] =
    ["it_is", "was_changed", "order_again", "renew_again", "change_again", "look_again"];

/// The decisions of a page that need no word of explanation, in the order in which a person tries them. Of licenses,
/// only the one is taken that differs in nothing from what was ordered.
fn judged(forms: Vec<Form>, bought: Option<&RemoteId>) -> Vec<Form> {
    let field = |form: &Form, wanted: &str| {
        form.fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    };
    let mut ranked: Vec<_> = forms
        .into_iter()
        .filter_map(|form| {
            let decision = field(&form, "decision")?;
            let rank = DECISIONS.iter().position(|known| *known == decision)?;
            let is_other = decision == "it_is" && field(&form, "license") != bought.map(ToString::to_string);
            (!is_other).then_some((rank, form))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, form)| form).collect()
}

/// Somebody of the staff.
pub struct Staff<'a> {
    installation: &'a Installation,
    browser: TestClient,
}

impl<'a> Staff<'a> {
    pub async fn at_work(installation: &'a Installation, url: &str) -> Self {
        let browser = TestClient::new(url);
        browser.login(STAFF).await;
        Self { installation, browser }
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
                assert!(self.decide(line.id).await, "nothing on its page decides it: {line:#?}");
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

    /// Decides as the page says after it asked the license server again; says whether anything was decided.
    pub async fn decide(&self, id: OperationId) -> bool {
        if let Some(look_up) = self.forms(id).await.into_iter().find(|form| form.action == LOOK_UP) {
            self.submit(id, &look_up).await;
        }
        let bought = self.bought(id).await;
        for form in judged(self.forms(id).await, bought.as_ref()) {
            self.submit(id, &form).await;
            if self.state(id).await != OperationState::Unknown {
                return true;
            }
        }
        false
    }

    /// The license that the page shows as the one that was ordered, if there is exactly one.
    async fn bought(&self, id: OperationId) -> Option<RemoteId> {
        let page = reads::operation(&self.installation.engine, Caller::Operator, id).await.unwrap();
        match page.undecided?.look_up?.0.found {
            LookUp::Adopt(license, _) => Some(license),
            LookUp::Candidates(candidates) => {
                let mut equal = candidates.into_iter().filter(|candidate| candidate.differences.is_empty());
                let first = equal.next().map(|candidate| candidate.remote_id);
                first.filter(|_| equal.next().is_none())
            }
            LookUp::Nothing => None,
        }
    }

    async fn state(&self, id: OperationId) -> OperationState {
        let operation = store::operations::find(self.installation.engine.db(), id).await.unwrap();
        operation.unwrap().state
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
