//! The client against the sandbox: two readings of one protocol, in every shape that the sandbox has.

use sandbox::{Config, FaultPlan, Running, VM_ADMIN, VM_ADMIN_PASSWORD};
use vmmanager::{BaseUrl, Certainty, Client, Credentials, ErrorKind, HostState, Settings, TaskState};

use crate::hosts::host;

async fn sandbox(seed: u64, plan: &str) -> (Running, Client) {
    let fault_plan = (!plan.is_empty()).then(|| FaultPlan::parse(plan).unwrap());
    let config = Config { shape_seed: (seed != 0).then_some(seed), fault_plan, ..Config::strict() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let running = sandbox::start(config, listener).await.unwrap();
    let credentials = Credentials {
        base_url: BaseUrl::parse(&running.url()).unwrap(),
        email: VM_ADMIN.to_owned(),
        password: VM_ADMIN_PASSWORD.into(),
    };
    (running, Client::new(credentials, &Settings::default()).unwrap())
}

fn server() -> vmmanager::CreateHost {
    vmmanager::CreateHost { system: vmmanager::HostSystem::Os(1), ..host() }
}

#[tokio::test]
async fn a_server_is_made_found_switched_and_removed_in_every_shape() {
    for seed in 0..8 {
        let (_running, client) = sandbox(seed, "").await;
        assert!(client.whoami().await.into_result().unwrap().is_admin());
        assert_eq!(client.os_list().await.into_result().unwrap()[0].clusters, [1, 2], "{seed}");
        let made = client.create_host(&server()).await.into_result().unwrap();
        let task = made.task.unwrap();
        assert_eq!(client.task(task, None).await.into_result().unwrap(), TaskState::NotListedYet);
        assert_eq!(client.task(task, None).await.into_result().unwrap(), TaskState::Complete);
        let found = client.hosts_named("kp-7").await.into_result().unwrap();
        assert_eq!((found[0].id, &found[0].state), (made.host, &HostState::Active), "{seed}");
        let addresses = client.addresses(made.host).await.into_result().unwrap();
        assert_eq!(found[0].ipv4, [addresses[0].ip], "{seed}");
        client.stop_host(made.host).await.into_result().unwrap();
        client.delete_host(made.host).await.into_result().unwrap();
        assert_eq!(client.host(made.host).await.into_result().unwrap(), None, "{seed}");
    }
}

#[tokio::test]
async fn tokens_that_die_and_an_installation_that_sleeps_are_no_failures() {
    let goes_wrong = |(nth, what): (u32, &str)| {
        format!("[[rule]]\nfunction = \"GET *\"\nnth = {nth}\ntimes = 1\nwhat = \"{what}\"\n")
    };
    let plan =
        [(2, "expire_sessions"), (5, "http_503"), (6, "http_503"), (9, "expire_sessions")].map(goes_wrong);
    let (_running, client) = sandbox(1, &plan.concat()).await;
    for _ in 0..10 {
        assert_eq!(client.clusters().await.into_result().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn every_refusal_of_the_plans_is_the_kind_that_it_should_be() {
    for (error, kind, certainty) in [
        ("token_in_200", "token_refused", Certainty::Refused),
        ("closed_function", "closed", Certainty::Refused),
        ("unexpected_property", "unexpected_property", Certainty::Refused),
        ("not_found", "not_found", Certainty::Refused),
        ("exists", "other", Certainty::Refused),
        ("no_resources", "other", Certainty::Refused),
        ("license_unpaid", "license_unpaid", Certainty::Refused),
        ("internal", "other", Certainty::Unknown),
    ] {
        let plan = format!(
            "[[rule]]\nfunction = \"POST /vm/v3/host\"\nevery = true\nwhat = \"refuse\"\nerror = \"{error}\""
        );
        let (_running, client) = sandbox(0, &plan).await;
        client.whoami().await.into_result().unwrap();
        let failed = client.create_host(&server()).await.into_result().unwrap_err();
        assert_eq!((failed.kind().as_str(), failed.certainty()), (kind, certainty), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_was_made_although_it_was_refused_is_found_by_its_name() {
    let (_running, client) =
        sandbox(0, "[[rule]]\nfunction = \"POST /vm/v3/host\"\nwhat = \"vm_exists\"").await;
    assert!(client.create_host(&server()).await.into_result().is_err());
    assert_eq!(client.hosts_named("kp-7").await.into_result().unwrap().len(), 1);
}

#[tokio::test]
async fn unknown_words_are_kept_as_they_are() {
    let plan = "[[rule]]\nfunction = \"GET *\"\nevery = true\nwhat = \"unknown_words\"";
    let (_running, client) = sandbox(0, plan).await;
    let made = client.create_host(&server()).await.into_result();
    // The installation slept at the first request of all.
    let made = match made {
        Err(error) if error.kind() == &ErrorKind::WakingUp => {
            client.create_host(&server()).await.into_result()
        }
        made => made,
    };
    let id = made.unwrap().host;
    let state = client.host(id).await.into_result().unwrap().unwrap().state;
    assert_eq!(state, HostState::Other("migrating".to_owned()));
}
