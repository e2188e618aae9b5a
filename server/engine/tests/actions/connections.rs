//! Checking a connection: everything that can be wrong with one is told apart.

use std::time::Duration;

use domain::{ModuleId, ModuleKind, RemoteId};
use engine::actions::{check_connection, try_connection};
use engine::reads::{last_check, last_checks};
use engine::remotes::connection::{
    CheckOutcome, CheckWhat, ConnectionProblem as P, ConnectionReport, TlsProblem, Unreachable,
};
use engine::{Engine, Error, Settings};
use sandbox::{Certificate, Config, Running};
use serde_json::{Value, json};
use store::modules::vm_server::VmServer;
use store::modules::{NewModule, PASSWORD_COLUMN};
use store::{Tx, modules, slots};
use tokio::net::TcpListener;

use crate::support::{Demo, on_both};

const KINDS: [ModuleKind; 2] = [ModuleKind::Billmanager, ModuleKind::Vmmanager6];

async fn started() -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    sandbox::start(Config { vm_asleep: false, ..Config::strict() }, listener).await.unwrap()
}

/// Tries a license server as an account of the sandbox.
async fn tried(demo: &Demo, url: &str, user: &str) -> ConnectionReport {
    let password = format!("sandbox-{user}");
    let kind = ModuleKind::Billmanager;
    try_connection(&demo.engine, demo.staff, kind, url, user, password.into()).await.unwrap()
}

async fn tried_vm(demo: &Demo, url: &str, user: &str, password: &str) -> ConnectionReport {
    let kind = ModuleKind::Vmmanager6;
    try_connection(&demo.engine, demo.staff, kind, url, user, password.into()).await.unwrap()
}

/// The only problem, which stopped the check at the log-in.
fn at_the_door(report: &ConnectionReport) -> P {
    let problems: Vec<_> = report.problems().collect();
    let [(CheckWhat::LogIn, problem, words)] = problems[..] else { panic!("{report:?}") };
    assert!(!words.is_empty(), "{report:?}");
    let rest = report.checks.iter().skip(1);
    let not_asked = CheckOutcome::NotKnown { words: None };
    assert!(rest.clone().all(|check| check.outcome == not_asked), "{report:?}");
    *problem
}

fn failed(report: &ConnectionReport) -> Vec<(CheckWhat, P)> {
    report.problems().map(|(what, problem, _)| (what, *problem)).collect()
}

async fn fault(sandbox: &Running, rule: Value) {
    #[expect(clippy::disallowed_methods, reason = "a fault is ordered beside the clients that are tested")]
    let http = reqwest::Client::new();
    let reply = http.post(format!("{}/sandbox/faults", sandbox.url())).json(&json!([rule])).send().await;
    assert!(reply.unwrap().status().is_success());
}

#[tokio::test]
async fn a_good_connection_shows_who_we_are_what_we_have_and_what_we_may() {
    on_both(async |demo| {
        let sandbox = started().await;
        let before = sandbox.state();
        let report = tried(demo, &format!("{}/billmgr", sandbox.url()), "reseller").await;
        assert!(report.is_good(), "{report:?}");
        assert!(report.checks.iter().all(|check| check.outcome == CheckOutcome::Ok), "{report:?}");
        assert_eq!(report.user.as_deref(), Some("reseller"));
        assert_eq!(report.balance.first().unwrap().to_string(), "10000.00 EUR");
        let plans = report.checks.iter().find(|check| check.what == CheckWhat::PriceList).unwrap().found;
        assert!(plans.unwrap() > 5, "{report:?}");
        let after = sandbox.state();
        for unchanged in ["licenses", "charges", "balances", "vms"] {
            assert_eq!(before[unchanged], after[unchanged], "{unchanged}");
        }
        let asked = after["requests"].to_string();
        assert!(asked.contains("soft.delete") && !asked.contains("\"sok\""), "{asked}");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_is_told_from_a_missing_right() {
    on_both(async |demo| {
        let sandbox = started().await;
        let url = format!("{}/manager/billmgr", sandbox.url());
        let kind = ModuleKind::Billmanager;
        let wrong =
            try_connection(&demo.engine, demo.staff, kind, &url, "reseller", "no".into()).await.unwrap();
        assert_eq!(at_the_door(&wrong), P::WrongPassword);
        let (_, _, words) = wrong.problems().next().unwrap();
        assert_eq!(words, "Invalid username or password", "the remote's own");

        let no_order = tried(demo, &url, "noorder").await;
        assert_eq!(failed(&no_order), [(CheckWhat::RightToOrder, P::NoRightToOrder)]);
        let (_, _, words) = no_order.problems().next().unwrap();
        assert_eq!(words, "Insufficient privileges to access the function");
        assert_eq!(no_order.outcome(CheckWhat::RightToDelete), Some(&CheckOutcome::Ok));

        let no_suspend = tried(demo, &url, "nosuspend").await;
        let to_end = P::NoRightToSuspendAndDelete;
        let both = [(CheckWhat::RightToSuspend, to_end), (CheckWhat::RightToDelete, to_end)];
        assert_eq!(failed(&no_suspend), both);
        assert_eq!(failed(&tried(demo, &url, "readonly").await).len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_right_that_cannot_be_seen_is_not_known() {
    on_both(async |demo| {
        let sandbox = started().await;
        let other = json!({"function": "soft.suspend", "every": true, "what": "refuse", "type": "license", "msg": "Another day"});
        fault(&sandbox, other).await;
        let missing = json!({"function": "soft.delete", "every": true, "what": "refuse", "type": "missed", "object": "func", "msg": "Function soft.delete is not found"});
        fault(&sandbox, missing).await;
        let report = tried(demo, &format!("{}/billmgr", sandbox.url()), "reseller").await;
        assert!(report.is_good(), "{report:?}");
        let words = |what| match report.outcome(what) {
            Some(CheckOutcome::NotKnown { words: Some(words) }) => words.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(words(CheckWhat::RightToSuspend), "Another day");
        assert_eq!(words(CheckWhat::RightToDelete), "Function soft.delete is not found");
    })
    .await;
}

#[tokio::test]
async fn a_closed_door_is_told_by_why_it_is_closed() {
    on_both(async |demo| {
        let sandbox = started().await;
        let url = format!("{}/billmgr", sandbox.url());
        for (user, problem) in [
            ("elsewhere", P::BlockedAddress),
            ("secondfactor", P::SecondFactor),
            ("blocked", P::BlockedUser),
            ("nobody", P::WrongPassword),
        ] {
            assert_eq!(at_the_door(&tried(demo, &url, user).await), problem, "{user}");
        }
        for function in ["whoami", "auth"] {
            let strange =
                json!({"function": function, "what": "refuse", "type": "auth", "object": "strange"});
            fault(&sandbox, strange).await;
        }
        assert_eq!(at_the_door(&tried(demo, &url, "reseller").await), P::NotLetIn);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_billmanager_is_told_from_a_wrong_path() {
    on_both(async |demo| {
        let sandbox = started().await;
        for (path, problem) in [
            ("/plain/billmgr", P::NotBillmanager),
            ("/api/billmgr", P::NotBillmanager),
            ("/plain", P::WrongPath),
            ("/nowhere/billmgr", P::WrongPath),
            ("/nowhere", P::WrongPath),
        ] {
            let url = format!("{}{path}", sandbox.url());
            assert_eq!(at_the_door(&tried(demo, &url, "reseller").await), problem, "{path}");
        }
        for bad in ["", "ftp://panel.example.com", "https://me:secret@panel.example.com/billmgr"] {
            let report = tried(demo, bad, "reseller").await;
            assert_eq!(failed(&report), [(CheckWhat::LogIn, P::BadAddress)], "{bad}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_strange_reply_is_told_by_what_came() {
    on_both(async |demo| {
        let sandbox = started().await;
        let url = format!("{}/billmgr", sandbox.url());
        for (what, problem) in [
            (json!({"what": "captcha"}), P::Captcha),
            (json!({"what": "http_500"}), P::ServerError(500)),
            (json!({"what": "http_503"}), P::ServerError(503)),
            (json!({"what": "redirect"}), P::Redirected),
            (json!({"what": "close_before"}), P::Unreachable(Unreachable::Cut)),
            (json!({"what": "refuse", "type": "any", "object": "runningoperation"}), P::RemoteBusy),
        ] {
            let mut rule = what.clone();
            rule["function"] = json!("whoami");
            fault(&sandbox, rule).await;
            assert_eq!(at_the_door(&tried(demo, &url, "reseller").await), problem, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_host_that_is_not_reached_is_told_by_why() {
    on_both(async |demo| {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let refused = format!("http://{}/billmgr", closed.local_addr().unwrap());
        drop(closed);
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let timeout = format!("http://{}/billmgr", silent.local_addr().unwrap());
        let patience = Settings { read_timeout: Duration::from_millis(700), ..Settings::default() };
        let engine = with(demo, patience);
        for kind in KINDS {
            for (url, why) in [
                (refused.as_str(), Unreachable::Refused),
                ("http://panel.invalid/billmgr", Unreachable::NoSuchName),
                (timeout.as_str(), Unreachable::Timeout),
            ] {
                let report = try_connection(&engine, demo.staff, kind, url, "a", "b".into()).await.unwrap();
                assert_eq!(at_the_door(&report), P::Unreachable(why), "{kind} {url}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_self_signed_certificate_is_told_from_one_that_has_expired() {
    on_both(async |demo| {
        let sandbox = started().await;
        let any_port = || async { TcpListener::bind("127.0.0.1:0").await.unwrap() };
        let self_signed = sandbox.listen_tls(any_port().await, Certificate::SelfSigned).await.unwrap();
        let expired = sandbox.listen_tls(any_port().await, Certificate::Expired).await.unwrap();
        let no_tls = sandbox.url().replace("http://", "https://");
        for kind in KINDS {
            for (url, why) in [
                (&self_signed, TlsProblem::Untrusted),
                (&expired, TlsProblem::Expired),
                (&no_tls, TlsProblem::NotTls),
            ] {
                let url = format!("{url}/billmgr");
                let report =
                    try_connection(&demo.engine, demo.staff, kind, &url, "a", "b".into()).await.unwrap();
                assert_eq!(at_the_door(&report), P::Tls(why), "{kind} {url}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_vmmanager_is_checked_for_an_administrator_and_what_servers_are_made_of() {
    on_both(async |demo| {
        let sandbox = started().await;
        let url = sandbox.url();
        let good = tried_vm(demo, &url, "admin@sandbox.test", "sandbox-admin").await;
        assert!(good.checks.iter().all(|check| check.outcome == CheckOutcome::Ok), "{good:?}");
        assert_eq!(good.user.as_deref(), Some("admin@sandbox.test"));
        assert_eq!(good.clusters.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["kvm", "kvm-ssd"]);

        let wrong = tried_vm(demo, &url, "admin@sandbox.test", "no").await;
        assert_eq!(failed(&wrong), [(CheckWhat::LogIn, P::WrongPassword)]);
        let second = tried_vm(demo, &url, "secondfactor@sandbox.test", "sandbox-secondfactor").await;
        assert_eq!(at_the_door(&second), P::SecondFactor);
        let user = tried_vm(demo, &url, "user@sandbox.test", "sandbox-user").await;
        assert_eq!(user.outcome(CheckWhat::LogIn), Some(&CheckOutcome::Ok));
        assert_eq!(failed(&user).first(), Some(&(CheckWhat::Administrator, P::NotAdministrator)));
        assert!(failed(&user).contains(&(CheckWhat::Clusters, P::NoRightToRead)), "{user:?}");
        for path in ["/plain", "/api", "/nowhere", "/billmgr"] {
            let stranger =
                tried_vm(demo, &format!("{url}{path}"), "admin@sandbox.test", "sandbox-admin").await;
            assert_eq!(at_the_door(&stranger), P::NotVmmanager, "{path}");
        }
    })
    .await;
}

/// The demo with other timings.
fn with(demo: &Demo, settings: Settings) -> Engine {
    Engine::new(demo.db().clone(), demo.engine.keyring().clone(), demo.engine.clock().clone(), settings)
}

/// A module with this connection; its settings are for the caller to add.
async fn insert(
    demo: &Demo,
    tx: &mut Tx,
    kind: ModuleKind,
    url: &str,
    user: &str,
    password: &str,
) -> ModuleId {
    let password = demo.engine.keyring().seal(PASSWORD_COLUMN, &password.into()).unwrap();
    let new = NewModule {
        kind,
        name: "Checked",
        url,
        username: user,
        password: &password,
        datacenter: "Main",
        department: "Support",
        sort: 9,
        min_balance_e4: None,
        created_at_ms: 1,
    };
    modules::insert(tx, &new).await.unwrap()
}

/// A license server in the sandbox, with the demo's settings, one call at a time.
async fn license_server(demo: &Demo, sandbox: &Running, user: &str) -> ModuleId {
    let modules = modules::list(demo.db()).await.unwrap();
    let shipped = modules.iter().find(|module| module.kind == ModuleKind::Billmanager).unwrap();
    let mut settings = modules::license_server::find(demo.db(), shipped.id).await.unwrap().unwrap();
    settings.in_flight_limit = 1;
    let (url, password) = (format!("{}/billmgr", sandbox.url()), format!("sandbox-{user}"));
    let mut tx = demo.db().begin().await.unwrap();
    let id = insert(demo, &mut tx, ModuleKind::Billmanager, &url, user, &password).await;
    modules::license_server::insert(&mut tx, id, &settings).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A VMmanager in the sandbox.
async fn vm_server(demo: &Demo, sandbox: &Running) -> ModuleId {
    let settings = VmServer { cluster_id: RemoteId::new("1"), use_recipes: false, license_server_id: None };
    let mut tx = demo.db().begin().await.unwrap();
    let (url, user) = (sandbox.url(), "admin@sandbox.test");
    let id = insert(demo, &mut tx, ModuleKind::Vmmanager6, &url, user, "sandbox-admin").await;
    modules::vm_server::insert(&mut tx, id, &settings).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn the_check_of_a_module_is_kept_and_its_calls_are_logged() {
    on_both(async |demo| {
        let sandbox = started().await;
        let id = license_server(demo, &sandbox, "noorder").await;
        assert_eq!(last_check(&demo.engine, demo.staff, id).await.unwrap(), None);
        let report = check_connection(&demo.engine, demo.staff, id).await.unwrap();
        assert_eq!(failed(&report), [(CheckWhat::RightToOrder, P::NoRightToOrder)]);
        assert_eq!(last_check(&demo.engine, demo.staff, id).await.unwrap(), Some(report.clone()));
        assert_eq!(last_checks(&demo.engine, demo.staff).await.unwrap().get(&id), Some(&report));

        let vm = vm_server(demo, &sandbox).await;
        assert!(check_connection(&demo.engine, demo.staff, vm).await.unwrap().is_good());
        assert_eq!(last_checks(&demo.engine, demo.staff).await.unwrap().len(), 2);

        let calls = logged(demo, id).await;
        assert!(
            calls.starts_with(&["whoami".to_owned()]) && calls.contains(&"soft.order.param".to_owned()),
            "{calls:?}"
        );
    })
    .await;
}

/// The functions that a module's log has, in the order of their calls.
async fn logged(demo: &Demo, id: ModuleId) -> Vec<String> {
    demo.texts("SELECT function FROM remote_calls WHERE module_id = $1 ORDER BY id", id.get()).await
}

#[tokio::test]
async fn a_check_waits_for_its_turn_and_says_that_it_did_not_come() {
    on_both(async |demo| {
        let sandbox = started().await;
        let id = license_server(demo, &sandbox, "reseller").await;
        let now_ms = demo.engine.clock().now_ms();
        let turn = slots::Turn {
            module_id: id,
            holder: "somebody else",
            in_flight_limit: 1,
            min_interval_ms: 0,
            now_ms,
            until_ms: now_ms + 60_000,
        };
        assert!(slots::take(demo.db(), &turn).await.unwrap());
        let engine = with(demo, Settings { read_timeout: Duration::from_millis(300), ..Settings::default() });
        let report = check_connection(&engine, demo.staff, id).await.unwrap();
        assert_eq!(at_the_door(&report), P::RemoteBusy);
        assert_eq!(sandbox.state()["requests"], json!([]), "nothing was sent");
    })
    .await;
}

#[tokio::test]
async fn a_client_checks_nothing() {
    on_both(async |demo| {
        let kind = ModuleKind::Billmanager;
        let tried =
            try_connection(&demo.engine, demo.client, kind, "http://127.0.0.1:9", "a", "b".into()).await;
        assert!(matches!(tried, Err(Error::Forbidden(_))));
        let id = modules::list(demo.db()).await.unwrap().first().unwrap().id;
        let checked = check_connection(&demo.engine, demo.client, id).await;
        assert!(matches!(checked, Err(Error::Forbidden(_))));
        assert!(matches!(last_checks(&demo.engine, demo.client).await, Err(Error::Forbidden(_))));
    })
    .await;
}
