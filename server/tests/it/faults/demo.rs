//! Plans that the demo plays.

use crate::support::process::{Demo, free_address, keypool, run};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_plays_the_plans_that_are_named_and_says_what_goes_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.toml");
    std::fs::write(&own, "about = \"Nobody knows us\"\n[[rule]]\nfunction = \"whoami\"\nwhat = \"refuse\"\nerror = \"access\"\n")
        .unwrap();
    let sandbox = free_address();
    let plans = ["--fault-plan", "no-money", "--fault-plan", own.to_str().unwrap()];
    let demo = Demo::start_with(&folder.path().join("data"), sandbox, &plans).await;
    for said in ["An empty balance at the license server", "Nobody knows us", "curl -X DELETE"] {
        assert!(demo.greeting.contains(said), "{said}: {}", demo.greeting);
    }
    let there = crate::support::browser::TestClient::new(&format!("http://{sandbox}"));
    let rules = there.get("/sandbox/faults").await.text;
    assert!(rules.contains(r#""what":"no_money""#) && rules.contains("whoami"), "{rules}");
    assert_eq!(demo.terminate().await, Some(0));
}

#[tokio::test]
async fn a_plan_that_does_not_exist_is_refused_with_the_plans_that_do() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let arguments = ["demo", "--data", data.to_str().unwrap(), "--fault-plan", "no-mony"];
    let (code, _, error) = run(keypool(&arguments)).await;
    assert_eq!(code, Some(1));
    assert!(error.contains("there is no fault plan no-mony"), "{error}");
    assert!(error.contains("no-money, order-answer-lost"), "{error}");
    assert!(!data.exists(), "nothing is made for a demo that does not start");
}
