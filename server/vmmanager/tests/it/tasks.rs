use vmmanager::{TaskName, TaskState};

use crate::vm::Vm;

async fn state(reply: &str) -> TaskState {
    Vm::with(reply).await.client().task(101, None).await.into_result().unwrap()
}

fn running(status: &str) -> TaskState {
    TaskState::Running { status: status.to_owned() }
}

#[tokio::test]
async fn a_task_is_asked_for_by_its_consul_id() {
    let vm = Vm::with(r#"{"list":[]}"#).await;
    let client = vm.client();
    client.task(101, Some(TaskName::HostCreate)).await.into_result().unwrap();
    client.task(101, None).await.into_result().unwrap();
    insta::assert_snapshot!(vm.calls().join("\n"), @r"
    GET /vm/v3/task?where=%28%28consul_id+EQ+%27101%27%29+AND+%28name+EQ+%27host_create%27%29%29
    GET /vm/v3/task?where=%28consul_id+EQ+%27101%27%29
    ");
}

#[tokio::test]
async fn an_empty_list_means_wait_and_unknown_words_mean_in_progress() {
    assert_eq!(state(r#"{"list":[]}"#).await, TaskState::NotListedYet);
    assert_eq!(state(r#"{"list":[{"id":3,"consul_id":101,"status":"pending"}]}"#).await, running("pending"));
    assert_eq!(state(r#"{"list":[{"id":3,"consul_id":"101"}]}"#).await, running(""));
    assert_eq!(
        state(r#"{"list":[{"id":3,"consul_id":"101","status":"complete"}]}"#).await,
        TaskState::Complete
    );
}

#[tokio::test]
async fn a_failed_task_keeps_its_words() {
    let failed = |words: Option<&str>| TaskState::Failed { words: words.map(str::to_owned) };
    assert_eq!(state(r#"{"list":[{"consul_id":101,"status":"fail"}]}"#).await, failed(None));
    let told = r#"{"list":[{"consul_id":101,"status":"fail","error":{"code":1,"msg":"no space"}}]}"#;
    assert_eq!(state(told).await, failed(Some("no space")));
}

#[tokio::test]
async fn the_task_with_our_number_as_its_own_id_is_another_one() {
    assert_eq!(
        state(r#"{"list":[{"id":101,"consul_id":7,"status":"fail"}]}"#).await,
        TaskState::NotListedYet
    );
}

#[tokio::test]
async fn several_tasks_of_one_number_are_done_when_all_are() {
    let list = |first: &str, second: &str| {
        format!(
            r#"{{"list":[{{"consul_id":101,"name":"host_create","status":"{first}"}},{{"consul_id":101,"name":"x","status":"{second}"}}]}}"#
        )
    };
    assert_eq!(state(&list("complete", "running")).await, running("running"));
    assert_eq!(state(&list("fail", "complete")).await, TaskState::Failed { words: None });
    let vm = Vm::with(&list("complete", "fail")).await;
    let ours = vm.client().task(101, Some(TaskName::HostCreate)).await.into_result().unwrap();
    assert_eq!(ours, TaskState::Complete);
}
