use crate::vm::Vm;

#[tokio::test]
async fn operating_systems_are_read_with_clusters_of_either_shape() {
    let reply = r#"{"list":[
        {"id":12,"name":"Debian 12","state":"active","repository":"ISPsystem","clusters":[1,2],"tags":["linux"],"adminonly":false,"hdd_mib_required":3000,"min_ram_mib":"512"},
        {"id":"13","name":"Alma","clusters":{"1":{"name":"main"}},"adminonly":1},
        {"name":"without a number"}]}"#;
    let vm = Vm::with(reply).await;
    let list = vm.client().os_list().await.into_result().unwrap();
    assert_eq!(vm.calls(), ["GET /vm/v3/os"]);
    assert_eq!(
        (list.len(), list[0].clusters.as_slice(), list[1].clusters.as_slice()),
        (2, &[1, 2][..], &[1][..])
    );
    assert_eq!((list[0].hdd_mib_required, list[0].min_ram_mib), (Some(3000), Some(512)));
    assert_eq!((list[0].is_admin_only, list[1].is_admin_only), (false, true));
    assert_eq!((list[0].tags.as_slice(), list[1].repository.as_deref()), (&["linux".to_owned()][..], None));
}

#[tokio::test]
async fn clusters_presets_and_recipes_are_read() {
    let vm =
        Vm::with(r#"{"list":[{"id":1,"name":"main","virtualization_type":"kvm","node_count":2}]}"#).await;
    let cluster = vm.client().clusters().await.into_result().unwrap().remove(0);
    assert_eq!(
        (cluster.virtualization.as_deref(), cluster.node_count, cluster.host_count),
        (Some("kvm"), Some(2), None)
    );

    let vm =
        Vm::with(r#"{"list":[{"id":2,"name":"small","cpu_number":1,"ram_mib":1024,"hdd_mib":10240}]}"#).await;
    let preset = vm.client().presets().await.into_result().unwrap().remove(0);
    assert_eq!((preset.cpu_number, preset.ram_mib, preset.hdd_mib), (Some(1), Some(1024), Some(10_240)));

    let vm = Vm::with(r#"{"list":[{"id":4,"name":"ispmanager","tags":[],"params_count":1}]}"#).await;
    let recipe = vm.client().recipes().await.into_result().unwrap().remove(0);
    assert_eq!((recipe.id, recipe.name.as_str(), recipe.params_count), (4, "ispmanager", Some(1)));
}
