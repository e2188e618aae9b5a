//! One Keypool whose remote systems go wrong, and what people read meanwhile.

use std::time::Duration;

use domain::Date;
use engine::worker::{self, Ran, Rehearsal};
use engine::{Engine, Settings};
use sandbox::FaultPlan;
use serde_json::{Value, json};

use crate::main_job::reading::{all, facts, form_with, history, offers, one};
use crate::main_job::shop::{LITE, Shop, date_of, lite};
use crate::support::app::{self, TestApp};
use crate::support::browser::{Page, TestClient};
use crate::support::order::Wish;

/// What a client reads while time alone may cure it.
pub const BY_ITSELF: &str = "This takes longer than usual. It goes on by itself; you need not do anything.";
/// What a client reads while a person has to look.
pub const STAFF_LOOK: &str = "Our staff have been told and look into it. You need not do anything.";
/// What a client reads while everything takes its course.
pub const A_MOMENT: &str = "This takes a moment.";

/// A shop in which things go wrong.
pub struct Stage<'a> {
    pub shop: Shop<'a>,
}

impl<'a> Stage<'a> {
    pub async fn open(app: &'a TestApp) -> Stage<'a> {
        Stage { shop: Shop::open(app).await }
    }

    /// Plays a plan that is shipped, whole.
    pub fn plays(&self, plan: &str) {
        self.shop.app.sandbox.play(&FaultPlan::open(plan).unwrap());
    }

    /// One rule by hand.
    pub async fn fault(&self, rule: Value) {
        self.shop.app.order_faults(json!([rule])).await;
    }

    /// One thing that goes wrong with the next order.
    pub async fn of_order(&self, mut fault: Value) {
        fault["function"] = "soft.order.param".into();
        self.fault(fault).await;
    }

    /// The license server is set so that what is not there after the settle time is ordered again.
    pub async fn orders_again_by_itself(&self) {
        let staff = &self.shop.staff;
        let form = form_with(&staff.get("/staff/integration/processing-modules/1").await, "Save");
        let form = form.with("after_settle", "order_again");
        staff.submit(&form.action, &form.pairs()).await;
    }

    /// The license server is set to be entered by session.
    pub async fn enters_by_session(&self) {
        let staff = &self.shop.staff;
        let form = form_with(&staff.get("/staff/integration/processing-modules/1").await, "Save");
        let form = form.with("log_in", "session");
        staff.submit(&form.action, &form.pairs()).await;
    }

    /// The end of everything that goes wrong.
    pub async fn mended(&self) {
        self.shop.app.clear_faults().await;
    }

    /// One act of a person at the remote systems.
    pub async fn person(&self, act: Value) {
        let control = TestClient::new(&self.shop.app.sandbox.url());
        let request = control.request(reqwest::Method::POST, "/sandbox/people").body(act.to_string());
        let answer = Page::read(request).await;
        assert!(answer.status.is_success(), "{}", answer.text);
    }

    /// An engine that waits for an answer only this long.
    fn hasty(&self) -> Engine {
        let hasty = Settings { remote_timeout: Duration::from_millis(400), ..app::settings() };
        self.shop.app.engine_with(hasty)
    }

    /// Does everything that is due, and does not wait long for answers.
    pub async fn drain(&self) {
        worker::drain(&self.hasty()).await.unwrap();
    }

    /// What is looked at again and again is looked at so often, at once.
    pub async fn look(&self, times: usize) {
        let settings = Settings { schedule_second: Duration::ZERO, ..app::settings() };
        let engine = self.shop.app.engine_with(settings);
        for _ in 0..times {
            if worker::work_once(&engine, "look", Rehearsal::Real).await.unwrap() == Ran::Nothing {
                return;
            }
        }
    }

    /// The same, and no deadline comes nearer by it: what is made or answered in its time is waited for.
    pub async fn wait(&self, looks: usize) {
        for _ in 0..looks {
            self.shop.app.execute("UPDATE operations SET run_at = 0 WHERE state = 'ready'").await;
            let ran = worker::work_once(&self.shop.app.engine, "look", Rehearsal::Real).await.unwrap();
            if ran == Ran::Nothing {
                return;
            }
        }
    }

    /// Orders *ispmanager 6 lite* for a month, and does what follows.
    pub async fn order(&self, host: &str) -> String {
        let service = lite(host).order(&self.shop.client).await;
        self.drain().await;
        service
    }

    /// The same for the other client.
    pub async fn order_for_another(&self, host: &str) -> String {
        let service = lite(host).order(&self.shop.client2).await;
        self.drain().await;
        service
    }

    /// A service that is paid for three months, with a license for one that is to be renewed by now.
    pub async fn owed_a_renewal(&self, host: &str) -> String {
        let wish = Wish { plan: "VPS Start", period: "3", panel: LITE, host_name: host };
        let service = self.shop.deliver(&self.shop.client, wish).await;
        let licenses = self.shop.licenses();
        let expires = date_of(licenses.last().unwrap(), "expiredate");
        self.advance_to(expires.saturating_sub(jiff::ToSpan::days(2))).await;
        service
    }

    pub async fn advance_to(&self, day: Date) {
        let days = self.shop.today().until(day).unwrap().get_days();
        self.shop.app.advance_days(u32::try_from(days).unwrap()).await;
    }

    /// Does what is due by the day, and what follows.
    pub async fn keep_house(&self) {
        worker::housekeeping(&self.shop.app.engine).await.unwrap();
        self.drain().await;
    }

    /// A server whose panel waits, in the client's words.
    pub async fn client_reads(&self, service: &str, how_it_goes_on: &str) {
        self.shop.is_pending(&self.shop.client, service, how_it_goes_on).await;
    }

    /// How the operation that last worked on a service stands, in staff's words: its state, and what it says.
    pub async fn stands(&self, service: &str) -> (String, String) {
        let page = self.shop.staff.get(&self.shop.operation(service).await).await;
        let said = facts(&page, "What is known").remove("What it says").unwrap_or_default();
        (one(&page, "h1 .badge"), said)
    }

    /// That it stands so, and that the only task says it too.
    pub async fn staff_are_asked(&self, service: &str, state: &str, says: &str) {
        assert_eq!(self.stands(service).await, (state.to_owned(), says.to_owned()));
        assert_eq!(self.tasks().await, [says]);
    }

    /// That it stands so, goes on by itself, and asks nobody.
    pub async fn waits(&self, service: &str, says: &str) {
        assert_eq!(self.stands(service).await, ("Queued".to_owned(), says.to_owned()));
        self.shop.nothing_waits().await;
    }

    /// What the tasks of staff say.
    pub async fn tasks(&self) -> Vec<String> {
        all(
            &self.shop.staff.get("/staff/tasks").await,
            "main table td.table__main a[href^='/staff/operations/']",
        )
    }

    /// Presses a button on the operation's page, and does what follows.
    pub async fn presses(&self, service: &str, button: &str) {
        let path = self.shop.operation(service).await;
        self.shop.press(&self.shop.staff, &path, button).await;
        self.drain().await;
    }

    /// Does what a person does who is asked: lets it go on, whatever it stands for.
    pub async fn goes_on(&self, service: &str) {
        for _ in 0..20 {
            let button = match self.stands(service).await.0.as_str() {
                "Failed" => "Retry",
                "Queued" => "Look again now",
                "No answer: check" => "It was not bought: order again",
                _ => return,
            };
            self.presses(service, button).await;
        }
    }

    /// Gives the operation up with a note.
    pub async fn gives_up(&self, service: &str) {
        let path = self.shop.operation(service).await;
        let form = form_with(&self.shop.staff.get(&path).await, "Give up").with("note", "Nothing to be done");
        self.shop.staff.submit(&form.action, &form.pairs()).await;
        self.drain().await;
    }

    /// That staff may press a button on the operation's page.
    pub async fn offers(&self, service: &str, button: &str) -> bool {
        offers(&self.shop.staff.get(&self.shop.operation(service).await).await, button)
    }

    /// What happened, as staff read it.
    pub async fn happened(&self, service: &str) -> Vec<String> {
        history(&self.shop.staff_service(service).await)
    }

    /// That this is told of a service.
    pub async fn tells(&self, service: &str, line: &str) {
        let happened = self.happened(service).await;
        assert!(happened.iter().any(|told| told.starts_with(line)), "{line}: {happened:#?}");
    }

    /// All well: delivered with its panel, and nobody is asked for anything.
    pub async fn is_well(&self, service: &str) {
        self.shop.is_active(&self.shop.client, service).await;
        self.shop.nothing_waits().await;
    }

    /// How often something was paid for there, and that every charge has its one cause here.
    pub async fn paid(&self, orders: usize, renewals: usize) {
        let charges = self.shop.charges();
        let count = |kind: &str| charges.iter().filter(|charge| charge["kind"] == kind).count();
        assert_eq!((count("order"), count("prolong")), (orders, renewals), "{charges:#?}");
    }

    /// The notes on a client's page.
    pub async fn notes(&self, service: &str) -> Vec<String> {
        all(&self.shop.client.get(service).await, ".note")
    }
}
