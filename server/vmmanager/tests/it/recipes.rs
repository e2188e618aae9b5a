use vmmanager::RunRecipe;

use crate::vm::Vm;

#[tokio::test]
async fn a_recipe_runs_with_its_parameters_and_names_its_tasks() {
    let vm = Vm::with(r#"{"id":9,"task":200,"recipe_task_list":[201,"202"],"recipe_task":201}"#).await;
    let run = RunRecipe { recipe: 4, params: vec![("LICENSE_KEY".to_owned(), "812-KEY".into())] };
    let called = vm.client().run_recipe(9, &run).await;
    insta::assert_snapshot!(vm.calls()[0], @r#"POST /vm/v3/host/9/runrecipe {"recipe":4,"recipe_params":[{"name":"LICENSE_KEY","value":"812-KEY"}]}"#);
    assert!(!format!("{:?}", called.records).contains("812-KEY"));
    assert_eq!(called.result.unwrap().recipe_tasks, [201, 202]);
}

#[tokio::test]
async fn a_recipe_without_parameters_sends_none() {
    let vm = Vm::with(r#"{"task":200}"#).await;
    let started =
        vm.client().run_recipe(9, &RunRecipe { recipe: 4, params: Vec::new() }).await.into_result().unwrap();
    insta::assert_snapshot!(vm.calls()[0], @r#"POST /vm/v3/host/9/runrecipe {"recipe":4}"#);
    assert_eq!((started.host, started.task), (9, Some(200)));
}

#[tokio::test]
async fn the_list_of_tasks_shows_which_may_be_a_recipes() {
    let vm = Vm::with(
        r#"{"list":[{"id":1,"consul_id":"71","name":"host_create","status":"complete"},
            {"id":2,"consul_id":72,"name":"host_run_recipe","status":"running"},{"id":3,"consul_id":73},{"id":4}]}"#,
    )
    .await;
    let tasks = vm.client().tasks().await.into_result().unwrap();
    insta::assert_snapshot!(vm.calls()[0], @"GET /vm/v3/task");
    let read: Vec<_> = tasks.iter().map(|task| (task.id, task.consul_id, task.may_be_a_recipe())).collect();
    assert_eq!(read, [(1, 71, false), (2, 72, true), (3, 73, true)]);
}
