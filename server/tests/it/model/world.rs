//! The real server and the sandbox of one case, and everything that is done to them.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use domain::order::OrderForm;
use domain::panel_change::PanelWay;
use domain::{LicenseId, ModuleId, ModuleState, OperationId, Period, ServiceId, TariffId};
use engine::actions::{self, AskedPanel, NewRole, Newcomer, Payment, Switch};
use engine::worker::{self, Ran, Rehearsal};
use engine::{Caller, Engine, Error, Settings, reads};
use futures::future::join_all;
use serde_json::{Value, json};

use super::act::{Act, How, Ways};
use super::person::Deed;
use crate::support::app::{self, TestApp};
use crate::support::browser::{CLIENT, CLIENT2, PASSWORD};
use crate::support::invariants::Strange;

const PERIODS: [u16; 3] = [1, 3, 12];
const PANELS: [&str; 4] = ["ispmanager 6 lite", "ispmanager 6 pro", "ispmanager 6 lite", "No control panel"];

/// What a case works on.
pub struct World<'a> {
    pub app: &'a TestApp,
    pub engine: Engine,
    pub strange: Strange,
    /// What went wrong that no rule of [`crate::support::invariants`] is about.
    pub broken: Vec<String>,
    clients: Vec<Caller>,
    tariffs: Vec<TariffId>,
    pub license_server: ModuleId,
    pub vm_server: ModuleId,
    numbers: usize,
}

/// How patient this Keypool is: nothing waits for longer than a test may.
pub fn settings() -> Settings {
    Settings {
        remote_timeout: Duration::from_millis(300),
        read_timeout: Duration::from_millis(300),
        purchases_per_client: 4,
        ..app::settings()
    }
}

/// The sandbox of a case.
pub fn sandbox(ways: Ways) -> sandbox::Config {
    let always = sandbox::ChangeRule::Always;
    let mut config = sandbox::Config {
        shape_seed: Some(ways.shape_seed),
        release_counts: ways.release_counts,
        unique_remoteid: ways.unique_remoteid,
        shows_remoteid: !ways.hides_remoteid,
        new_address_new_key: ways.new_address_new_key,
        ..sandbox::Config::strict()
    };
    if ways.changes_always {
        (config.address_change, config.key_change) = (always, always);
    }
    config
}

impl<'a> World<'a> {
    /// Two clients with money, two tariffs of which one is deleted at once, limits at the license server.
    pub async fn open(app: &'a TestApp) -> World<'a> {
        let engine = app.engine_with(settings());
        app.execute("UPDATE tariffs SET delete_mode = 'at_once' WHERE name = 'VPS Business'").await;
        app.execute("UPDATE license_servers SET settle_seconds = 60, in_flight_limit = 2").await;
        app.execute("UPDATE clients SET balance = 0").await;
        app.execute("DELETE FROM ledger_entries").await;
        worker::refresh_saved_reads(&engine).await.unwrap();
        let clients = vec![caller(&engine, CLIENT).await, caller(&engine, CLIENT2).await];
        let tariffs = reads::order_page(&engine, clients[0]).await.unwrap();
        let named = |name: &str| tariffs.iter().find(|tariff| tariff.name == name).unwrap().id;
        let modules = store::modules::list(engine.db()).await.unwrap();
        let of = |kind| modules.iter().find(|module| module.kind == kind).unwrap().id;
        let mut world = World {
            app,
            strange: Strange::default(),
            broken: Vec::new(),
            tariffs: vec![named("VPS Start"), named("VPS Business")],
            license_server: of(domain::ModuleKind::Billmanager),
            vm_server: of(domain::ModuleKind::Vmmanager6),
            engine,
            clients,
            numbers: 0,
        };
        for client in 0..2 {
            world.add_funds(client, 2_000).await;
        }
        world
    }

    /// Does one thing; what is refused to somebody is no fault.
    pub async fn perform(&mut self, act: &Act) {
        let result = self.attempt(act).await;
        if let Err(error) = result {
            let is_told = matches!(error, Error::Refused(_) | Error::NotFound | Error::Forbidden(_));
            if !is_told {
                self.broken.push(format!("{act}: the engine fails with {error:?}"));
            }
        }
    }

    async fn attempt(&mut self, act: &Act) -> engine::Result<()> {
        let engine = self.engine.clone();
        let staff = Caller::Operator;
        match act {
            Act::Order { client, tariff, period, panel, renews } => {
                self.order(*client, *tariff, PERIODS[*period], PANELS[*panel], *renews).await
            }
            Act::Renew { service, period } => {
                let Some(service) = self.service(*service).await else { return Ok(()) };
                let (period, key) = (Period::months(PERIODS[*period]), self.key());
                actions::renew_service(&engine, staff, service, period, &key).await.map(drop)
            }
            Act::SetAutoRenewal { service, on } => {
                let Some(service) = self.service(*service).await else { return Ok(()) };
                let period = on.then(|| Period::months(1));
                actions::set_auto_renewal(&engine, staff, service, period).await
            }
            Act::Delete { service } => {
                let Some(service) = self.service(*service).await else { return Ok(()) };
                actions::delete_service(&engine, staff, service).await.map(drop)
            }
            Act::CancelDeletion { service } => {
                let Some(service) = self.service(*service).await else { return Ok(()) };
                actions::cancel_deletion(&engine, staff, service).await
            }
            Act::Suspend { service } => {
                let Some(service) = self.service(*service).await else { return Ok(()) };
                actions::suspend_service(&engine, staff, service, "It sends spam").await
            }
            Act::Resume { service } => {
                let Some(service) = self.service(*service).await else { return Ok(()) };
                actions::resume_service(&engine, staff, service).await
            }
            Act::Follow { service } => self.follow(*service).await,
            Act::NewKey { service } => {
                let Some(service) = self.service(*service).await else { return Ok(()) };
                let key = self.key();
                actions::change_key(&engine, staff, service, &key).await
            }
            Act::ChangePanel { service, panel, swaps } => {
                let way = if *swaps { PanelWay::Swap } else { PanelWay::PlanChange };
                self.change_panel(*service, PANELS[*panel], way).await
            }
            Act::NewClient => self.new_client().await,
            Act::AddFunds { client, euros } => {
                self.add_funds(*client, *euros).await;
                Ok(())
            }
            Act::SetModule { module, on } => {
                let module = [self.license_server, self.vm_server][*module];
                let state = if *on { ModuleState::Active } else { ModuleState::Suspended };
                actions::set_module_state(&engine, staff, module, state).await
            }
            Act::Switch { purchases, on } => {
                let switch = if *purchases { Switch::Purchases } else { Switch::Renewals };
                actions::switch_module(&engine, staff, self.license_server, switch, *on).await
            }
            Act::SwitchTariff { tariff, on } => {
                actions::switch_tariff(&engine, staff, self.tariffs[*tariff], *on).await
            }
            Act::Retry { operation } => {
                let Some(operation) = self.operation(*operation, OPEN).await else { return Ok(()) };
                actions::retry_operation(&engine, staff, operation).await
            }
            Act::Decide { operation } => {
                let Some(operation) = self.operation(*operation, UNKNOWN).await else { return Ok(()) };
                self.decide(operation).await
            }
            Act::GiveUp { operation } => {
                let Some(operation) = self.operation(*operation, FAILED).await else { return Ok(()) };
                actions::give_up_operation(&engine, staff, operation, "It is not worth it").await
            }
            Act::ReturnHeld { license } => {
                let Some(license) = self.chosen(HELD, *license).await else { return Ok(()) };
                actions::return_license(&engine, staff, LicenseId::new(license)).await.map(drop)
            }
            Act::BalanceThere { euros } => {
                self.control(
                    "/sandbox/balance",
                    &json!({"account": "reseller", "balance": format!("{euros}.00")}),
                )
                .await;
                Ok(())
            }
            Act::Break(fault) => {
                self.app.order_faults(json!([fault.rule()])).await;
                Ok(())
            }
            Act::Mend => {
                self.app.clear_faults().await;
                Ok(())
            }
            Act::Meddle(deed) => {
                self.meddle(deed).await;
                Ok(())
            }
            Act::Days { days } => self.pass(*days).await,
            Act::Work { steps, how } => self.work(*steps, *how).await,
            Act::Crash { moments } => {
                self.leases_end().await;
                let working = worker::work_once(&engine, "mortal", Rehearsal::Real);
                Mortal { working: Box::pin(working), moments: *moments }.await.transpose().map(drop)
            }
            Act::Settle => {
                self.settle().await;
                Ok(())
            }
        }
    }

    async fn order(
        &mut self,
        client: usize,
        tariff: usize,
        period: u16,
        panel: &str,
        renews: bool,
    ) -> engine::Result<()> {
        let (client, tariff) = (self.clients[client % self.clients.len()], self.tariffs[tariff]);
        let page = reads::order_form(&self.engine, client, tariff).await?;
        let Some(offer) = page.offer else { return Ok(()) };
        let values = &offer.prices.options[0].values;
        let Some(value) = values.iter().find(|value| value.name == panel) else { return Ok(()) };
        let key = self.key();
        let form = OrderForm {
            period: period.to_string(),
            panel: value.value.to_string(),
            os: offer.systems[0].id.to_string(),
            hostname: format!("host-{}.example.com", self.numbers),
            autoprolong: if renews { period.to_string() } else { "off".to_owned() },
            extras: std::collections::BTreeMap::new(),
        };
        // A form is sent twice now and then.
        let first = actions::place_order(&self.engine, client, tariff, &form, &key).await?;
        let again = actions::place_order(&self.engine, client, tariff, &form, &key).await?;
        if first.service_id != again.service_id {
            self.broken.push(format!("one form made two services: {first:?}, {again:?}"));
        }
        Ok(())
    }

    /// Follows the server to wherever VMmanager says that it is.
    async fn follow(&mut self, service: usize) -> engine::Result<()> {
        let Some(service) = self.service(service).await else { return Ok(()) };
        actions::read_address(&self.engine, Caller::Operator, service).await?;
        let shown = store::services::addresses::shown(self.engine.db(), service).await?;
        let Some(main) = shown.and_then(|shown| shown.main()) else { return Ok(()) };
        let key = self.key();
        actions::change_address(&self.engine, Caller::Operator, service, &main.to_string(), &key).await
    }

    /// Takes the way that is wanted, or the only one that there is.
    async fn change_panel(&mut self, service: usize, panel: &str, way: PanelWay) -> engine::Result<()> {
        let Some(service) = self.service(service).await else { return Ok(()) };
        let staff = Caller::Operator;
        let page = reads::panel_change(&self.engine, staff, service, None).await?;
        let Some(choice) = page.choices.iter().find(|choice| choice.name == panel) else { return Ok(()) };
        let value = choice.value;
        actions::look_at_panel(&self.engine, staff, service, value).await?;
        let mut refused = Ok(());
        for way in [way, PanelWay::Attach, PanelWay::Release] {
            let (asked, key) = (AskedPanel { value, way }, self.key());
            match actions::change_panel(&self.engine, staff, service, asked, &key).await {
                Err(error @ Error::Refused(_)) => refused = Err(error),
                asked => return asked.map(drop),
            }
        }
        refused
    }

    async fn new_client(&mut self) -> engine::Result<()> {
        let login = format!("client-{}@model.test", self.key());
        let role = NewRole::Client(domain::Currency::EUR);
        let new = Newcomer { login: &login, name: "Somebody", password: app::password(PASSWORD), role };
        let added = actions::add_user(&self.engine, Caller::Operator, new).await?;
        self.clients.push(Caller::Client { user: added.user, client: added.client.unwrap() });
        Ok(())
    }

    async fn add_funds(&mut self, client: usize, euros: u32) {
        let Caller::Client { client, .. } = self.clients[client % self.clients.len()] else { unreachable!() };
        let (amount, key) = (euros.to_string(), self.key());
        let payment = Payment { client, amount: &amount, note: "By transfer", one_time_key: &key };
        actions::add_funds(&self.engine, Caller::Operator, &payment).await.unwrap();
    }

    /// Days pass at once; what is taken there meanwhile is the license server's own doing.
    async fn pass(&mut self, days: u32) -> engine::Result<()> {
        let before = self.charges();
        self.app.advance_days(days).await;
        for charge in self.charges().split_off(before.len()) {
            self.strange.charges.insert(charge["id"].as_u64().unwrap());
            self.strange.licenses.insert(charge["license_id"].to_string());
        }
        worker::housekeeping(&self.engine).await
    }

    async fn meddle(&mut self, deed: &Deed) {
        let before = self.app.sandbox_state();
        let ours = |license: &&Value| license["account"] == sandbox::RESELLER;
        let licenses: Vec<&Value> = before["licenses"].as_array().unwrap().iter().filter(ours).collect();
        let machines: Vec<&Value> = before["vms"].as_array().unwrap().iter().collect();
        let among = if deed.is_to_machine() { &machines } else { &licenses };
        let about = among.get(deed.which % among.len().max(1)).map(|one| one["id"].as_u64().unwrap());
        if about.is_none() && (deed.is_to_machine() || deed.is_to_license()) {
            return;
        }
        if let Some(about) = about {
            if deed.is_to_machine() {
                self.strange.servers.insert(about.to_string());
            } else if deed.is_to_license() {
                self.strange.licenses.insert(about.to_string());
            }
        }
        // What cannot be done there is not done.
        self.control("/sandbox/people", &deed.act(about.unwrap_or(0))).await;
        let after = self.app.sandbox_state();
        for charge in &after["charges"].as_array().unwrap()[before["charges"].as_array().unwrap().len()..] {
            self.strange.charges.insert(charge["id"].as_u64().unwrap());
            self.strange.licenses.insert(charge["license_id"].to_string());
            if deed.what == "buy_license" {
                self.strange.bought.insert(charge["license_id"].to_string());
            }
        }
        if deed.what == "create_vm" {
            let made = after["vms"].as_array().unwrap().iter().map(|vm| vm["id"].to_string());
            let old: Vec<String> = machines.iter().map(|vm| vm["id"].to_string()).collect();
            self.strange.servers.extend(made.filter(|id| !old.contains(id)));
        }
    }

    /// Leases and turns of processes that died run out.
    pub async fn leases_end(&self) {
        self.app.execute("UPDATE operations SET lease_until = 0 WHERE state = 'running'").await;
        self.app.execute("UPDATE remote_slots SET held_until = 0").await;
    }

    async fn work(&mut self, steps: usize, how: How) -> engine::Result<()> {
        self.leases_end().await;
        let rehearsal = match how {
            How::Alone | How::Together => Rehearsal::Real,
            How::Twice => Rehearsal::Twice,
            How::Die => Rehearsal::Die,
        };
        let workers = if how == How::Together { 2 } else { 1 };
        let engine = &self.engine;
        let working = (0..workers).map(|number| async move {
            let owner = format!("worker-{number}");
            for _ in 0..steps {
                if worker::work_once(engine, &owner, rehearsal).await? == Ran::Nothing {
                    break;
                }
            }
            engine::Result::Ok(())
        });
        join_all(working).await.into_iter().collect()
    }

    /// What happened here and there, and how often.
    pub async fn happened(&self) -> Vec<(String, u64)> {
        let kinds = [
            "SELECT kind || '|' || COUNT(*) FROM events GROUP BY kind",
            "SELECT 'call ' || outcome || '|' || COUNT(*) FROM remote_calls GROUP BY outcome",
            "SELECT 'operation ' || state || '|' || COUNT(*) FROM operations GROUP BY state",
            "SELECT 'license ' || state || '|' || COUNT(*) FROM licenses GROUP BY state",
        ];
        let found = self.app.database.texts(&kinds).await.concat();
        let counted = found.iter().filter_map(|row| row.split_once('|'));
        let mut counted: Vec<(String, u64)> =
            counted.map(|(what, times)| (what.to_owned(), times.parse().unwrap())).collect();
        for charge in self.charges() {
            counted.push((format!("charge {}", charge["kind"].as_str().unwrap()), 1));
        }
        counted
    }

    pub fn charges(&self) -> Vec<Value> {
        self.app.sandbox_state()["charges"].as_array().unwrap().clone()
    }

    /// Asks the sandbox's own pages; what they refuse does not happen.
    pub async fn control(&self, path: &str, body: &Value) {
        let control = crate::support::browser::TestClient::new(&self.app.sandbox.url());
        control.request(reqwest::Method::POST, path).body(body.to_string()).send().await.unwrap();
    }

    fn key(&mut self) -> String {
        self.numbers += 1;
        format!("model-{}", self.numbers)
    }

    async fn service(&self, number: usize) -> Option<ServiceId> {
        self.chosen("SELECT CAST(id AS TEXT) FROM services ORDER BY id DESC", number)
            .await
            .map(ServiceId::new)
    }

    async fn operation(&self, number: usize, among: &str) -> Option<OperationId> {
        self.chosen(among, number).await.map(OperationId::new)
    }

    async fn chosen(&self, among: &str, number: usize) -> Option<i64> {
        let all = self.app.database.texts(&[among]).await.remove(0);
        (!all.is_empty()).then(|| all[number % all.len()].parse().unwrap())
    }
}

const OPEN: &str =
    "SELECT CAST(id AS TEXT) FROM operations WHERE state IN ('ready', 'failed', 'unknown') ORDER BY id DESC";
const UNKNOWN: &str = "SELECT CAST(id AS TEXT) FROM operations WHERE state = 'unknown' ORDER BY id DESC";
const FAILED: &str = "SELECT CAST(id AS TEXT) FROM operations WHERE state = 'failed' ORDER BY id DESC";
const HELD: &str = "SELECT CAST(id AS TEXT) FROM licenses WHERE state = 'held' ORDER BY id DESC";

async fn caller(engine: &Engine, login: &str) -> Caller {
    let user = store::users::find_by_login(engine.db(), login).await.unwrap().unwrap();
    Caller::Client { user: user.id, client: user.client_id.unwrap() }
}

/// Work that ends with its process, at one of the moments at which it waits for something.
struct Mortal<F> {
    working: Pin<Box<F>>,
    moments: u32,
}

impl<F: Future> Future for Mortal<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.moments == 0 {
            return Poll::Ready(None);
        }
        self.moments -= 1;
        self.working.as_mut().poll(context).map(Some)
    }
}
