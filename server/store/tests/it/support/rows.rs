//! Rows that tests need before they can say what they are about.

use domain::{
    ClientId, Currency, Date, Email, LedgerKind, ModuleId, ModuleKind, Money, Period, RemoteId, ServiceId,
    TariffId,
};
use secrecy::SecretString;
use store::ledger::{NewEntry, Posted};
use store::modules::vm_server::VmServer;
use store::modules::{NewModule, PASSWORD_COLUMN};
use store::sealed::{Keyring, Sealed};
use store::services::{NewService, ROOT_PASSWORD_COLUMN};
use store::tariffs::{DeleteMode, Details};
use store::{Db, clients, ledger, modules, services, tariffs};

/// Business date of every row.
pub fn today() -> Date {
    "2026-11-24".parse().unwrap()
}

pub fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

pub fn keyring() -> Keyring {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    Keyring::create(&path).unwrap();
    Keyring::read(&path).unwrap()
}

pub fn sealed(column: &'static str) -> Sealed {
    keyring().seal(column, &SecretString::from("secret")).unwrap()
}

pub async fn client(db: &Db, name: &str) -> ClientId {
    let mut tx = db.begin().await.unwrap();
    let email = Email::parse("client@example.com").unwrap();
    let new = clients::NewClient { name, email: &email, currency: Currency::EUR, created_at_ms: 1 };
    let id = clients::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A client with money.
pub async fn rich_client(db: &Db, name: &str, minor: i64) -> ClientId {
    let id = client(db, name).await;
    assert_eq!(post(db, &entry(id, LedgerKind::Payment, euros(minor))).await.unwrap(), Posted::Posted);
    id
}

pub fn entry(client_id: ClientId, kind: LedgerKind, amount: Money) -> NewEntry<'static> {
    NewEntry {
        client_id,
        kind,
        amount,
        reason: "for a test",
        author_id: None,
        order_id: None,
        service_id: None,
        one_time_key: None,
        created_at_ms: 1,
        business_day: today(),
    }
}

pub async fn post(db: &Db, entry: &NewEntry<'_>) -> store::Result<Posted> {
    let mut tx = db.begin().await?;
    let posted = ledger::post(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(posted)
}

pub async fn module(db: &Db, kind: ModuleKind, sort: i64) -> ModuleId {
    let mut tx = db.begin().await.unwrap();
    let new = NewModule {
        kind,
        name: "A module",
        url: "https://remote.example.com/billmgr",
        username: &format!("reseller {sort}"),
        password: &sealed(PASSWORD_COLUMN),
        datacenter: "Main",
        department: "Support",
        sort,
        min_balance_e4: Some(10_000),
        created_at_ms: 1,
    };
    let id = modules::insert(&mut tx, &new).await.unwrap();
    if kind == ModuleKind::Vmmanager6 {
        let settings =
            VmServer { cluster_id: RemoteId::new("1"), use_recipes: false, license_server_id: None };
        modules::vm_server::insert(&mut tx, id, &settings).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

pub fn tariff_details(name: &str) -> Details {
    Details {
        name: name.to_owned(),
        description: "A server".to_owned(),
        provider: "Provider".to_owned(),
        currency: Currency::EUR,
        enabled: true,
        sort: 1,
        preset: None,
        cpu_number: 2,
        ram_mib: 2048,
        disk_mib: 20_480,
        delete_mode: DeleteMode::AfterPaidPeriod,
        suspend_release_days: 7,
    }
}

pub async fn tariff(db: &Db, name: &str) -> TariffId {
    let mut tx = db.begin().await.unwrap();
    let id = tariffs::insert(&mut tx, &tariff_details(name)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A service without a panel.
pub async fn service(db: &Db, client_id: ClientId, tariff_id: TariffId, host_name: &str) -> ServiceId {
    let vm_module_id = match modules::list(db).await.unwrap().first() {
        Some(module) => module.id,
        None => module(db, ModuleKind::Vmmanager6, 1).await,
    };
    let mut tx = db.begin().await.unwrap();
    let new = NewService {
        client_id,
        tariff_id,
        tariff_name: "VPS Start",
        host_name: &host_name.parse().unwrap(),
        os_code: "7",
        os_name: "Debian 12",
        period: Period::months(1),
        auto_renewal_period: None,
        panel_name: "No control panel",
        panel: None,
        sold: &tariff_details("VPS Start").sold(),
        vm_module_id,
        vm_marker: &format!("kp-{}", uuid::Uuid::new_v4()),
        root_password: &sealed(ROOT_PASSWORD_COLUMN),
        paid_until: "2026-12-24".parse().unwrap(),
        anchor_day: 24,
        created_at_ms: 1,
    };
    let id = services::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}
