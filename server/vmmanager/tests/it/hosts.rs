use vmmanager::{CreateHost, ErrorKind, HostSize, HostState, HostSystem};

use crate::vm::Vm;

pub fn host() -> CreateHost {
    CreateHost {
        name: "kp-7".to_owned(),
        password: "root-pw".into(),
        cluster: None,
        system: HostSystem::Os(12),
        size: HostSize::Exact { cpu_number: 1, ram_mib: 1024, hdd_mib: 10_240 },
        account: None,
        ipv4_number: None,
        ipv4_pool: Vec::new(),
        domain: None,
        comment: None,
        recipe: None,
    }
}

async fn created(host: CreateHost) -> String {
    let vm = Vm::with(r#"{"id":9,"task":101,"recipe_task_list":[],"recipe_task":0,"spice_task":0}"#).await;
    let started = vm.client().create_host(&host).await.into_result().unwrap();
    assert_eq!((started.host, started.task, started.recipe_tasks), (9, Some(101), vec![]));
    vm.calls().remove(0)
}

#[tokio::test]
async fn only_keys_with_a_value_are_sent() {
    insta::assert_snapshot!(created(host()).await, @r#"POST /vm/v3/host {"cpu_number":1,"hdd_mib":10240,"name":"kp-7","os":12,"password":"root-pw","ram_mib":1024}"#);
}

#[tokio::test]
async fn everything_that_is_set_is_sent() {
    let full = CreateHost {
        cluster: Some(1),
        system: HostSystem::Image(5),
        size: HostSize::Preset(2),
        account: Some(7),
        ipv4_number: Some(1),
        ipv4_pool: vec![3],
        domain: Some("Web.Example.COM".to_owned()),
        comment: Some("service 7".to_owned()),
        recipe: Some(4),
        ..host()
    };
    insta::assert_snapshot!(created(full).await, @r#"POST /vm/v3/host {"account":7,"cluster":1,"comment":"service 7","domain":"web.example.com","image":5,"ipv4_number":1,"ipv4_pool":[3],"name":"kp-7","password":"root-pw","preset":2,"recipe":4}"#);
}

const ROW: &str = r#"{"id":"9","name":"kp-7","state":"active","account":{"id":7,"email":"a@b.c"},"cluster":{"id":1},
    "comment":"","domain":"web.example.com","ip4":[{"ip":"10.0.0.5","interface":1},{"ip":"10.0.0.6"}],"node":null}"#;

#[tokio::test]
async fn a_host_is_read_from_the_filtered_list() {
    let vm = Vm::with(&format!(r#"{{"list":[{ROW}]}}"#)).await;
    let host = vm.client().host(9).await.into_result().unwrap().unwrap();
    insta::assert_snapshot!(vm.calls()[0], @"GET /vm/v3/host?where=%28id+EQ+9%29");
    assert_eq!((host.id, host.name.as_str(), host.state), (9, "kp-7", HostState::Active));
    assert_eq!(
        (host.account, host.account_email.as_deref(), host.cluster),
        (Some(7), Some("a@b.c"), Some(1))
    );
    assert_eq!(host.ipv4, ["10.0.0.5", "10.0.0.6"].map(|ip| ip.parse::<std::net::Ipv4Addr>().unwrap()));
    assert_eq!((host.comment, host.domain.as_deref()), (None, Some("web.example.com")));
}

#[tokio::test]
async fn a_state_that_nobody_knows_is_kept_as_it_is() {
    let vm = Vm::with(r#"{"list":[{"id":9,"state":"migrating"}]}"#).await;
    let host = vm.client().host(9).await.into_result().unwrap().unwrap();
    assert_eq!(host.state, HostState::Other("migrating".to_owned()));
}

#[tokio::test]
async fn a_host_is_gone_only_if_a_list_without_it_came() {
    assert_eq!(Vm::with(r#"{"list":[]}"#).await.client().host(9).await.into_result().unwrap(), None);
    for reply in ["{}", r#"{"list":null}"#, r#"{"list":{}}"#] {
        let error = Vm::with(reply).await.client().host(9).await.into_result().unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Malformed, "{reply}");
    }
}

#[tokio::test]
async fn a_host_is_found_by_exactly_its_name() {
    let vm = Vm::with(&format!(r#"{{"list":[{ROW},{{"id":10,"name":"kp-77"}},{{"id":11,"name":"KP-7"}}]}}"#))
        .await;
    let found = vm.client().hosts_named("kp-7").await.into_result().unwrap();
    assert_eq!(found.iter().map(|host| host.id).collect::<Vec<_>>(), [9]);
    insta::assert_snapshot!(vm.calls()[0], @"GET /vm/v3/host?where=%28name+EQ+%27kp-7%27%29");
}

#[tokio::test]
async fn addresses_are_read_and_private_networks_marked() {
    let reply = r#"{"last_notify":1,"size":3,"list":[
        {"id":1,"ip_addr":"172.16.0.2","vxlan":{"id":3},"state":"active"},
        {"id":"2","ip_addr":"82.156.37.16","domain":"web.example.com","vxlan":null},
        {"id":3,"ip_addr":"not yet"}]}"#;
    let vm = Vm::with(reply).await;
    let addresses = vm.client().addresses(9).await.into_result().unwrap();
    insta::assert_snapshot!(vm.calls()[0], @"GET /vm/v3/host/9/ipv4");
    let read: Vec<_> = addresses.iter().map(|address| (address.ip.to_string(), address.is_vxlan)).collect();
    assert_eq!(read, [("172.16.0.2".to_owned(), true), ("82.156.37.16".to_owned(), false)]);
}

#[tokio::test]
async fn a_host_is_started_stopped_and_deleted_by_tasks() {
    let vm = Vm::with(r#"{"id":9,"task":"101"}"#).await;
    let client = vm.client();
    assert_eq!(client.start_host(9).await.into_result().unwrap().task, Some(101));
    assert_eq!(client.stop_host(9).await.into_result().unwrap().task, Some(101));
    assert_eq!(client.delete_host(9).await.into_result().unwrap().task, Some(101));
    insta::assert_snapshot!(vm.calls().join("\n"), @r"
    POST /vm/v3/host/9/start {}
    POST /vm/v3/host/9/stop {}
    DELETE /vm/v3/host/9
    ");
}

#[tokio::test]
async fn deleting_a_host_that_is_not_there_is_told_by_vmmanager_and_not_by_a_proxy() {
    for (answer, kind) in [
        ((404, r#"{"error":{"code":1,"msg":"No host"}}"#), ErrorKind::NotFound),
        ((400, r#"{"error":{"code":5,"msg":"Host with id 9 does not exist"}}"#), ErrorKind::NotFound),
        ((404, "<html>not found</html>"), ErrorKind::Http(404)),
        (
            (500, r#"{"error":{"code":5,"msg":"row not found"}}"#),
            ErrorKind::Other { code: Some("5".to_owned()) },
        ),
    ] {
        let error = Vm::answering(&[answer]).await.client().delete_host(9).await.into_result().unwrap_err();
        assert_eq!(error.kind(), &kind, "{answer:?}");
    }
}
