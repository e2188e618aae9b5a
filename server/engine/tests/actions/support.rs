//! A seeded Keypool on each database; a test that cannot have PostgreSQL fails.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use domain::order::OrderForm;
use domain::{ClientId, Money, OperationId, ServiceId, ServiceState, TariffId};
use engine::actions::{Placed, log_in, place_order, seed_demo};
use engine::reads::{OrderFormPage, order_form, order_page};
use engine::{Caller, Clock, Engine, Error, Refusal, Settings};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::sealed::Keyring;
use store::{Db, clients, ledger, operations, services};
use tokio::sync::watch;

/// A Keypool with the demo's people and catalogue, whose business day a test moves.
pub struct Demo {
    pub engine: Engine,
    pub staff: Caller,
    pub client: Caller,
    pub other: Caller,
    /// The key file.
    pub keys: PathBuf,
    days: watch::Sender<i64>,
}

/// Runs a test on SQLite and then on PostgreSQL.
pub async fn on_both(test: impl AsyncFn(&Demo)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("keypool.sqlite").display());
    println!("on SQLite");
    let demo = Demo::start(&url, &folder).await;
    test(&demo).await;
    demo.engine.db().close().await;

    let admin_url = admin_url();
    let mut admin =
        PgConnection::connect_with(&PgConnectOptions::from_str(&admin_url).unwrap()).await.unwrap();
    let name = format!("keypool_{}", uuid::Uuid::new_v4().simple());
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
    let (server, _) = admin_url.rsplit_once('/').unwrap();
    println!("on PostgreSQL");
    let demo = Demo::start(&format!("{server}/{name}"), &folder).await;
    test(&demo).await;
    demo.engine.db().close().await;
    let sql = format!("DROP DATABASE {name} WITH (FORCE)");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut admin).await.unwrap();
}

#[expect(clippy::disallowed_methods, reason = "tests are told of their PostgreSQL by the environment alone")]
fn admin_url() -> String {
    std::env::var("KEYPOOL_TEST_POSTGRES")
        .expect("KEYPOOL_TEST_POSTGRES must name a PostgreSQL: run the tests by scripts/postgres.sh")
}

impl Demo {
    async fn start(url: &str, folder: &tempfile::TempDir) -> Self {
        let db = Db::connect(url).await.unwrap();
        db.migrate().await.unwrap();
        let keys = folder.path().join("keys");
        if !keys.exists() {
            Keyring::create(&keys).unwrap();
        }
        let (days, offset) = watch::channel(0);
        let keyring = Keyring::read(&keys).unwrap();
        let engine = Engine::new(db, keyring, Clock::following(offset), Settings::default());
        assert!(seed_demo(&engine, "http://127.0.0.1:9").await.unwrap());
        let caller = async |login| {
            let signed_in = log_in(&engine, login, "keypool-demo".into()).await.unwrap();
            signed_in.unwrap().caller()
        };
        let staff = caller("staff@demo.test").await;
        let client = caller("client@demo.test").await;
        let other = caller("client2@demo.test").await;
        Self { engine, staff, client, other, keys, days }
    }

    /// The same Keypool as another process, which has just read the key file.
    pub fn restarted(&self) -> Engine {
        let (clock, settings) = (self.engine.clock().clone(), self.engine.settings().clone());
        Engine::new(self.db().clone(), Keyring::read(&self.keys).unwrap(), clock, settings)
    }

    pub fn db(&self) -> &Db {
        self.engine.db()
    }

    pub fn advance_days(&self, days: i64) {
        self.days.send_modify(|offset| *offset += days);
    }

    /// The tariff of a name that is for sale.
    pub async fn tariff(&self, name: &str) -> TariffId {
        let cards = order_page(&self.engine, self.client).await.unwrap();
        cards.iter().find(|card| card.name == name).unwrap().id
    }

    pub async fn form_page(&self, tariff: TariffId) -> OrderFormPage {
        order_form(&self.engine, self.client, tariff).await.unwrap()
    }

    /// A right order form for a month, with the panel of this name.
    pub async fn form(&self, tariff: TariffId, panel: &str) -> OrderForm {
        let offer = self.form_page(tariff).await.offer.unwrap();
        let values = &offer.prices.option(offer.panel).unwrap().values;
        let panel = values.iter().find(|value| value.name == panel).unwrap();
        OrderForm {
            period: "1".to_owned(),
            panel: panel.value.to_string(),
            os: "1".to_owned(),
            hostname: "web.example.com".to_owned(),
            autoprolong: "off".to_owned(),
            extras: BTreeMap::new(),
        }
    }

    /// Orders *VPS Start* with a panel as the first client.
    pub async fn order(&self, panel: &str, key: &str) -> Result<Placed, Error> {
        let tariff = self.tariff("VPS Start").await;
        let form = self.form(tariff, panel).await;
        place_order(&self.engine, self.client, tariff, &form, key).await
    }

    /// An ordered service whose provisioning has ended well.
    pub async fn delivered(&self, key: &str) -> ServiceId {
        let id = self.order("No control panel", key).await.unwrap().service_id;
        self.end_operation(id, "done").await;
        let mut tx = self.db().begin().await.unwrap();
        services::set_state(&mut tx, id, ServiceState::Active).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Puts a service's last operation where a worker would have put it.
    pub async fn end_operation(&self, id: ServiceId, state: &'static str) -> OperationId {
        let operation = operations::latest_of_service(self.db(), id).await.unwrap().unwrap().id;
        let sql = "UPDATE operations SET state = $2 WHERE id = $1";
        let touched = match self.db() {
            Db::Sqlite { writer, .. } => {
                let query = sqlx::query(sql).bind(operation.get()).bind(state);
                query.execute(writer).await.unwrap().rows_affected()
            }
            Db::Postgres(pool) => {
                let query = sqlx::query(sql).bind(operation.get()).bind(state);
                query.execute(pool).await.unwrap().rows_affected()
            }
        };
        assert_eq!(touched, 1);
        operation
    }

    /// The texts of one column, as a query about one row's number finds them.
    pub async fn texts(&self, sql: &'static str, id: i64) -> Vec<String> {
        match self.db() {
            Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).bind(id).fetch_all(readers).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).bind(id).fetch_all(pool).await.unwrap(),
        }
    }

    /// The balance of a client, which is what its entries add up to.
    pub async fn balance(&self, caller: Caller) -> Money {
        let balance = clients::find(self.db(), client_id(caller)).await.unwrap().unwrap().balance;
        assert_eq!(ledger::total(self.db(), client_id(caller)).await.unwrap(), balance.minor());
        balance
    }
}

pub fn client_id(caller: Caller) -> ClientId {
    let Caller::Client { client, .. } = caller else { panic!("not a client") };
    client
}

/// Why an action was refused.
pub fn refusals<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<Refusal> {
    match result {
        Err(Error::Refused(refusals)) => refusals,
        other => panic!("not refused: {other:?}"),
    }
}
