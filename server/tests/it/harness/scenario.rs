//! What is played: one operation from its cause to its end.

use domain::order::OrderForm;
use domain::panel_change::{PanelWay, Source};
use domain::pool::Eligibility;
use domain::purchase::LookUp;
use domain::{LicenseState, OperationId, OperationState, PanelInstall, ServiceId, ServiceState, TariffId};
use engine::actions::{self, Decision, PlanChangeDecision, RenewalDecision};
use engine::worker::{self, Ran, Rehearsal};
use engine::{Caller, Engine, reads};

use super::invariants;
use crate::support::app::TestApp;
use crate::support::browser::{CLIENT, CLIENT2, PASSWORD};

const LITE: &str = "ispmanager 6 lite";
const PRO: &str = "ispmanager 6 pro";
const NO_PANEL: &str = "No control panel";

/// An operation and the situation it begins in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// A server whose license has to be bought.
    Purchase,
    /// A server whose license is in the pool.
    PoolHit,
    /// A server whose license has to be bought, and whose panel a recipe installs.
    Recipe,
    /// A server without a panel.
    NoPanel,
    /// A server that goes, and its license that returns to the pool.
    Release,
    /// A license that ends before its service.
    Renewal,
    /// A server that got another address, which its license follows.
    Move,
    /// The same, where the license may not follow and another one is in the pool.
    MoveToPooled,
    /// The same, where none is in the pool.
    MoveToBought,
    /// A license that gets a new key.
    NewKey,
    /// Another panel by a change of the license's plan.
    PanelByPlan,
    /// Another panel by a license of the pool in place of the one that is there.
    PanelFromPool,
    /// The same by a license that is bought.
    PanelBought,
    /// A panel that is taken away.
    PanelTaken,
    /// A service without a panel that gets one.
    PanelGiven,
    /// A server that staff suspend.
    Suspension,
    /// A server that is suspended for long, and its license that returns to the pool.
    LongSuspension,
    /// A suspended server that is resumed with the license that it has; how it gets another, orders rehearse.
    Resumption,
}

impl Scenario {
    pub const ALL: [Self; 18] = [
        Self::Purchase,
        Self::PoolHit,
        Self::Recipe,
        Self::NoPanel,
        Self::Release,
        Self::Renewal,
        Self::Move,
        Self::MoveToPooled,
        Self::MoveToBought,
        Self::NewKey,
        Self::PanelByPlan,
        Self::PanelFromPool,
        Self::PanelBought,
        Self::PanelTaken,
        Self::PanelGiven,
        Self::Suspension,
        Self::LongSuspension,
        Self::Resumption,
    ];

    /// What becomes of the service.
    const fn ends_as(self) -> ServiceState {
        match self {
            Self::Release => ServiceState::Deleted,
            Self::Suspension | Self::LongSuspension => ServiceState::Suspended,
            _ => ServiceState::Active,
        }
    }

    /// The panel that a service gets, and by which way.
    const fn panel(self) -> Option<(&'static str, PanelWay)> {
        match self {
            Self::PanelByPlan => Some((PRO, PanelWay::PlanChange)),
            Self::PanelFromPool | Self::PanelBought => Some((PRO, PanelWay::Swap)),
            Self::PanelTaken => Some((NO_PANEL, PanelWay::Release)),
            Self::PanelGiven => Some((LITE, PanelWay::Attach)),
            _ => None,
        }
    }

    /// Whether the calls of a step are broken here: what a change of panel shares with orders and returns, those rehearse.
    pub fn rehearses(self, step: &str) -> bool {
        let own = ["plan_read", "plan_send", "plan_seek", "old_leaves", "buy_license"];
        self.panel().is_none() || own.contains(&step)
    }

    /// Whether a person changes the server's address.
    const fn moves(self) -> bool {
        matches!(self, Self::Move | Self::MoveToPooled | Self::MoveToBought)
    }
}

/// A Keypool and the people in it.
pub struct Stage<'a> {
    pub app: &'a TestApp,
    pub engine: Engine,
    clients: [Caller; 2],
    tariff: TariffId,
    with_recipe: TariffId,
}

/// More rounds than any of this takes.
const ROUNDS: usize = 400;

impl<'a> Stage<'a> {
    /// Clients with money.
    pub async fn set(app: &'a TestApp) -> Stage<'a> {
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        let clients = [client(&app.engine, CLIENT).await, client(&app.engine, CLIENT2).await];
        app.execute("UPDATE clients SET balance = balance + 100000000").await;
        let tariffs = reads::order_page(&app.engine, clients[0]).await.unwrap();
        let named = |name: &str| tariffs.iter().find(|tariff| tariff.name == name).unwrap().id;
        let (tariff, with_recipe) = (named("VPS Start"), named("VPS Business"));
        Stage { app, engine: app.engine.clone(), clients, tariff, with_recipe }
    }

    /// The same, played by another process.
    pub fn with(self, engine: Engine) -> Self {
        Self { engine, ..self }
    }

    /// Plays a scenario to its end and checks everything.
    pub async fn play(&self, scenario: Scenario, rehearsal: Rehearsal, what: &str) -> OperationId {
        let service = Box::pin(self.prepare(scenario)).await;
        Box::pin(self.perform(scenario, service, rehearsal, what)).await
    }

    /// What has to be there before.
    pub async fn prepare(&self, scenario: Scenario) -> Option<ServiceId> {
        match scenario {
            Scenario::NoPanel => None,
            Scenario::Purchase | Scenario::Recipe => {
                self.empty_pool().await;
                None
            }
            Scenario::Renewal => {
                // What was paid for earlier services is over: only this one is owed anything.
                self.app.advance_days(100).await;
                self.empty_pool().await;
                // For three months nothing longer is sold there than a month, unless a rule says so.
                let service = self.order_for("3", 0, "ispmanager 6 lite").await;
                Box::pin(self.settle(Rehearsal::Real)).await;
                let page = reads::service(&self.engine, Caller::Operator, service).await.unwrap();
                let expires_on = page.license.unwrap().expires_on.unwrap();
                let left = self.engine.clock().today().until(expires_on).unwrap().get_days();
                self.app.advance_days(u32::try_from(left - 1).unwrap()).await;
                Some(service)
            }
            Scenario::PoolHit => {
                while self.eligible().await == 0 {
                    let service = self.order(0, "ispmanager 6 lite").await;
                    Box::pin(self.settle(Rehearsal::Real)).await;
                    self.delete(service).await;
                    Box::pin(self.settle(Rehearsal::Real)).await;
                }
                None
            }
            Scenario::Move | Scenario::NewKey => {
                let service = self.order(0, "ispmanager 6 lite").await;
                Box::pin(self.settle(Rehearsal::Real)).await;
                // By then address and key may be changed, whether it was bought or taken.
                self.app.advance_days(40).await;
                Some(self.seen(scenario, service).await)
            }
            Scenario::MoveToPooled | Scenario::MoveToBought => {
                while self.eligible().await < 2 {
                    let two =
                        [self.order(0, "ispmanager 6 lite").await, self.order(1, "ispmanager 6 lite").await];
                    Box::pin(self.settle(Rehearsal::Real)).await;
                    for service in two {
                        self.delete(service).await;
                    }
                    Box::pin(self.settle(Rehearsal::Real)).await;
                }
                let left = usize::from(scenario == Scenario::MoveToPooled);
                // What is taken from the pool has spent its change of address.
                let mut taken = None;
                while taken.is_none() || self.eligible().await > left {
                    taken = Some(self.order(0, "ispmanager 6 lite").await);
                    Box::pin(self.settle(Rehearsal::Real)).await;
                }
                Some(self.seen(scenario, taken.unwrap()).await)
            }
            Scenario::PanelFromPool => {
                let other = self.order(1, PRO).await;
                Box::pin(self.settle(Rehearsal::Real)).await;
                self.delete(other).await;
                Box::pin(self.settle(Rehearsal::Real)).await;
                Some(Box::pin(self.to_change(scenario)).await)
            }
            Scenario::PanelBought => {
                // What is free of the wanted panel serves somebody first.
                loop {
                    let service = Box::pin(self.to_change(scenario)).await;
                    if Box::pin(self.source(scenario, service)).await == Some(Source::Purchase) {
                        break Some(service);
                    }
                    self.order(1, PRO).await;
                    Box::pin(self.settle(Rehearsal::Real)).await;
                }
            }
            Scenario::PanelByPlan | Scenario::PanelTaken | Scenario::PanelGiven => {
                if scenario == Scenario::PanelGiven {
                    self.empty_pool().await;
                }
                Some(Box::pin(self.to_change(scenario)).await)
            }
            Scenario::LongSuspension | Scenario::Resumption => Some(self.suspended().await),
            Scenario::Release | Scenario::Suspension => {
                let service = self.order(0, "ispmanager 6 lite").await;
                Box::pin(self.settle(Rehearsal::Real)).await;
                Some(service)
            }
        }
    }

    /// The operation itself.
    pub async fn perform(
        &self,
        scenario: Scenario,
        prepared: Option<ServiceId>,
        rehearsal: Rehearsal,
        what: &str,
    ) -> OperationId {
        let charges = self.charges();
        let mut operation = None;
        let panel = if scenario == Scenario::NoPanel { "No control panel" } else { "ispmanager 6 lite" };
        let mut bought = usize::from(matches!(scenario, Scenario::Purchase | Scenario::Recipe));
        let service = match prepared {
            Some(service) if scenario == Scenario::Renewal => {
                // A server that emptied the pool may have a license that ends as soon: each is owed one renewal.
                bought = actions::due_coverage(&self.engine).await.unwrap();
                assert!(bought > 0, "{what}: nothing is owed");
                service
            }
            Some(service) if scenario.moves() => {
                bought = usize::from(scenario == Scenario::MoveToBought);
                let page = reads::server_address(&self.engine, Caller::Operator, service).await.unwrap();
                let to = page.shown.unwrap().main().unwrap().to_string();
                let key = uuid::Uuid::new_v4().to_string();
                actions::change_address(&self.engine, Caller::Operator, service, &to, &key).await.unwrap();
                service
            }
            Some(service) if scenario.panel().is_some() => {
                bought = usize::from(matches!(
                    scenario,
                    Scenario::PanelByPlan | Scenario::PanelBought | Scenario::PanelGiven
                ));
                operation = Some(Box::pin(self.change_panel(scenario, service)).await);
                service
            }
            Some(service) if scenario == Scenario::NewKey => {
                let key = uuid::Uuid::new_v4().to_string();
                actions::change_key(&self.engine, Caller::Operator, service, &key).await.unwrap();
                service
            }
            Some(service) => {
                match scenario {
                    Scenario::Suspension => self.suspend(service).await,
                    Scenario::LongSuspension => self.release().await,
                    Scenario::Resumption => {
                        actions::resume_service(&self.engine, Caller::Operator, service).await.unwrap();
                    }
                    _ => self.delete(service).await,
                }
                service
            }
            None if scenario == Scenario::Recipe => self.order_of(self.with_recipe, "1", 1, panel).await,
            None => self.order(1, panel).await,
        };
        Box::pin(self.settle(rehearsal)).await;
        let context = format!("{scenario:?}, {what}");
        let page = reads::service(&self.engine, Caller::Operator, service).await.unwrap();
        assert_eq!(page.card.state, scenario.ends_as(), "{context}: {page:#?}");
        assert_eq!(self.charges(), charges + bought, "{context}: {:#?}", page.events);
        invariants::hold(self.app, &context).await;
        if scenario == Scenario::Recipe {
            let address = page.card.address.unwrap().to_string();
            assert_eq!(page.card.install.state, PanelInstall::Installed, "{context}: {:#?}", page.events);
            assert_eq!(self.recipes_on(&address), [1], "{context}: {:#?}", page.events);
        }
        if scenario.moves() {
            let moved = reads::server_address(&self.engine, Caller::Operator, service).await.unwrap();
            let shown = moved.shown.unwrap().main();
            assert_eq!(moved.card.address, shown, "{context}: {:#?}", page.events);
        }
        if scenario == Scenario::NewKey {
            let happened = page.events.iter().any(|event| event.kind == "license.key_changed");
            assert!(happened, "{context}: {:#?}", page.events);
        }
        if scenario == Scenario::Renewal {
            assert_eq!(actions::due_coverage(&self.engine).await.unwrap(), 0, "{context}: owed again");
        }
        if let Some((panel, _)) = scenario.panel() {
            assert_eq!(page.card.panel_name, panel, "{context}: {:#?}", page.events);
            assert_eq!(page.license.is_some(), panel != NO_PANEL, "{context}: {:#?}", page.events);
        }
        operation.unwrap_or_else(|| page.progress.unwrap().id)
    }

    /// A service whose panel is to be changed, by a license that may leave its address.
    async fn to_change(&self, scenario: Scenario) -> ServiceId {
        let has = if scenario == Scenario::PanelGiven { NO_PANEL } else { LITE };
        let service = self.order_for("12", 0, has).await;
        Box::pin(self.settle(Rehearsal::Real)).await;
        self.app.advance_days(40).await;
        let value = self.panel(scenario, service).await.value;
        actions::look_at_panel(&self.engine, Caller::Operator, service, value).await.unwrap();
        service
    }

    async fn panel(&self, scenario: Scenario, service: ServiceId) -> reads::PanelChoice {
        let (panel, _) = scenario.panel().unwrap();
        let page = reads::panel_change(&self.engine, Caller::Operator, service, None).await.unwrap();
        page.choices.into_iter().find(|choice| choice.name == panel).unwrap()
    }

    /// Where the other license would come from.
    async fn source(&self, scenario: Scenario, service: ServiceId) -> Option<Source> {
        let value = self.panel(scenario, service).await.value;
        let page = reads::panel_change(&self.engine, Caller::Operator, service, Some(value)).await.unwrap();
        page.preview.unwrap().ways.ways.iter().find_map(|way| way.source)
    }

    async fn change_panel(&self, scenario: Scenario, service: ServiceId) -> OperationId {
        let (_, way) = scenario.panel().unwrap();
        let value = self.panel(scenario, service).await.value;
        let key = uuid::Uuid::new_v4().to_string();
        let asked = actions::AskedPanel { value, way };
        actions::change_panel(&self.engine, Caller::Operator, service, asked, &key).await.unwrap()
    }

    /// A person gives its server another address, and somebody reads both systems.
    async fn seen(&self, scenario: Scenario, service: ServiceId) -> ServiceId {
        let page = reads::service(&self.engine, Caller::Operator, service).await.unwrap();
        let state = self.app.sandbox_state();
        let known = page.card.address.unwrap().to_string();
        let is_used = |ip: &String| {
            let on = |list: &str| state[list].as_array().unwrap().iter().any(|it| it["ip"] == ip.as_str());
            on("vms") || on("licenses")
        };
        if scenario.moves() {
            let to = (1..255).map(|host| format!("198.51.100.{host}")).find(|ip| !is_used(ip)).unwrap();
            let vm = state["vms"].as_array().unwrap().iter().find(|vm| vm["ip"] == known.as_str()).unwrap();
            let act = serde_json::json!({ "do": "readdress_vm", "vm": vm["id"], "ip": to });
            crate::change_address::by_hand(self.app, act).await;
        }
        actions::read_address(&self.engine, Caller::Operator, service).await.unwrap();
        service
    }

    async fn empty_pool(&self) {
        while let Some(panel) = self.free_panel().await {
            self.order(0, panel).await;
            Box::pin(self.settle(Rehearsal::Real)).await;
        }
    }

    /// What a license that could be taken now is for.
    async fn free_panel(&self) -> Option<&'static str> {
        let page = reads::pool(&self.engine, Caller::Operator).await.unwrap();
        let is_eligible = |row: &&reads::PoolRow| {
            row.license.state == LicenseState::Free && row.eligibility == Eligibility::Eligible
        };
        let plan = page.rows.iter().find(is_eligible)?.license.plan_code.to_string();
        Some(if plan == "55228" { PRO } else { LITE })
    }

    async fn order(&self, client: usize, panel: &str) -> ServiceId {
        self.order_for("1", client, panel).await
    }

    async fn order_for(&self, period: &str, client: usize, panel: &str) -> ServiceId {
        self.order_of(self.tariff, period, client, panel).await
    }

    async fn order_of(&self, tariff: TariffId, period: &str, client: usize, panel: &str) -> ServiceId {
        let page = reads::order_form(&self.engine, self.clients[client], tariff).await.unwrap();
        let offer = page.offer.unwrap();
        let value = offer.prices.options[0].values.iter().find(|value| value.name == panel).unwrap().value;
        let key = uuid::Uuid::new_v4().to_string();
        let form = OrderForm {
            period: period.to_owned(),
            panel: value.to_string(),
            os: offer.systems[0].id.to_string(),
            hostname: format!("host-{}.example.com", &key[..8]),
            autoprolong: "off".to_owned(),
            extras: std::collections::BTreeMap::new(),
        };
        let placed = actions::place_order(&self.engine, self.clients[client], tariff, &form, &key).await;
        placed.unwrap().service_id
    }

    async fn delete(&self, service: ServiceId) {
        self.app.advance_days(40).await;
        actions::delete_service(&self.engine, Caller::Operator, service).await.unwrap();
    }

    async fn suspend(&self, service: ServiceId) {
        actions::suspend_service(&self.engine, Caller::Operator, service, "rehearsed").await.unwrap();
    }

    /// A service that staff suspended.
    async fn suspended(&self) -> ServiceId {
        let service = self.order(0, "ispmanager 6 lite").await;
        Box::pin(self.settle(Rehearsal::Real)).await;
        self.suspend(service).await;
        Box::pin(self.settle(Rehearsal::Real)).await;
        service
    }

    /// After a week the licenses of what is suspended are returned.
    async fn release(&self) {
        self.app.advance_days(7).await;
        assert!(actions::due_releases(&self.engine).await.unwrap() > 0, "no license is due");
    }

    async fn eligible(&self) -> usize {
        reads::pool(&self.engine, Caller::Operator).await.unwrap().eligible
    }

    /// The recipes that ran on the server of this address.
    fn recipes_on(&self, address: &str) -> Vec<u64> {
        let state = self.app.sandbox_state();
        let vm = state["vms"].as_array().unwrap().iter().find(|vm| vm["ip"] == address).unwrap();
        vm["recipes"].as_array().unwrap().iter().map(|recipe| recipe.as_u64().unwrap()).collect()
    }

    fn charges(&self) -> usize {
        self.app.sandbox_state()["charges"].as_array().map_or(0, Vec::len)
    }

    /// Works until nothing is left to do, as workers and as the people who are asked.
    pub async fn settle(&self, rehearsal: Rehearsal) {
        let mut dead = std::collections::BTreeSet::new();
        for _ in 0..ROUNDS {
            let ran = match rehearsal {
                // Each step dies once; the next worker to claim it lives.
                Rehearsal::Die => {
                    let due = reads::operations(&self.engine, Caller::Operator, &newest(1)).await.unwrap();
                    let step = due.lines.first().map(|line| (line.id, line.step.clone()));
                    let dies = step.is_some_and(|step| dead.insert(step));
                    let rehearsal = if dies { Rehearsal::Die } else { Rehearsal::Real };
                    worker::work_once(&self.engine, "somebody", rehearsal).await.unwrap()
                }
                rehearsal => worker::work_once(&self.engine, "somebody", rehearsal).await.unwrap(),
            };
            if ran == Ran::Nothing && !self.wait_or_decide().await {
                return;
            }
        }
        panic!("this does not end: {:#?}", self.open().await);
    }

    async fn open(&self) -> Vec<reads::OperationLine> {
        let page = reads::operations(&self.engine, Caller::Operator, &newest(20)).await.unwrap();
        page.lines.into_iter().filter(|line| !line.state.is_over()).collect()
    }

    /// Waits for what is queued, and does what a person would; says whether anything is left.
    async fn wait_or_decide(&self) -> bool {
        let open = self.open().await;
        for line in &open {
            match line.state {
                OperationState::Unknown => self.decide(line.id).await,
                OperationState::Failed => {
                    actions::retry_operation(&self.engine, Caller::Operator, line.id).await.unwrap();
                }
                _ => tokio::time::sleep(std::time::Duration::from_millis(3)).await,
            }
        }
        !open.is_empty()
    }

    async fn decide(&self, id: OperationId) {
        let page = reads::operation(&self.engine, Caller::Operator, id).await.unwrap();
        if page.plan_changes.iter().any(|change| change.state.is_undecided()) {
            return self.decide_plan_change(id).await;
        }
        if page.undecided.is_none() {
            return self.decide_renewal(id).await;
        }
        actions::look_up_purchase(&self.engine, Caller::Operator, id).await.unwrap();
        let page = reads::operation(&self.engine, Caller::Operator, id).await.unwrap();
        let (look_up, _) = page.undecided.unwrap().look_up.unwrap();
        let decision = match look_up.found {
            LookUp::Nothing => Decision::OrderAgain,
            LookUp::Adopt(remote_id, _) => Decision::ItIs(remote_id),
            LookUp::Candidates(candidates) => Decision::ItIs(candidates[0].remote_id.clone()),
        };
        actions::decide_purchase(&self.engine, Caller::Operator, id, decision).await.unwrap();
    }

    /// Changes again, unless the license server says that it was changed.
    async fn decide_plan_change(&self, id: OperationId) {
        let again = PlanChangeDecision::ChangeAgain;
        if actions::decide_plan_change(&self.engine, Caller::Operator, id, again).await.is_err() {
            let look = PlanChangeDecision::LookAgain;
            actions::decide_plan_change(&self.engine, Caller::Operator, id, look).await.unwrap();
        }
    }

    /// Renews again, unless the license server says that it was renewed.
    async fn decide_renewal(&self, id: OperationId) {
        let again = RenewalDecision::RenewAgain;
        if actions::decide_renewal(&self.engine, Caller::Operator, id, again).await.is_err() {
            let look = RenewalDecision::LookAgain;
            actions::decide_renewal(&self.engine, Caller::Operator, id, look).await.unwrap();
        }
    }
}

async fn client(engine: &Engine, login: &str) -> Caller {
    let password = crate::support::app::password(PASSWORD);
    let signed_in = actions::log_in(engine, login, password).await.unwrap().unwrap();
    Caller::Client { user: signed_in.user_id, client: signed_in.client_id.unwrap() }
}

/// The newest operations.
fn newest(limit: i64) -> reads::OperationsWanted<'static> {
    reads::OperationsWanted { limit, ..reads::OperationsWanted::default() }
}
