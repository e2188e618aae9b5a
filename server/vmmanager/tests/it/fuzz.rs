//! Replies of the corpus, mutated. `PROPTEST_CASES=100000` makes it a long run.

use std::time::Duration;

use proptest::{prelude::*, test_runner::TestRunner};
use secrecy::SecretString;
use vmmanager::{Called, Certainty, NewAccount, RunRecipe};

use crate::{
    hosts::host,
    mutation::{corpus, mutated},
    vm::Vm,
};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");

/// No reply here is worth this long; more is an endless loop.
const ENDLESS: Duration = Duration::from_secs(20);

async fn ends<T>(call: impl Future<Output = Called<T>>) -> Called<T> {
    tokio::time::timeout(ENDLESS, call).await.unwrap()
}

#[test]
fn no_mutated_reply_makes_the_client_panic_loop_or_believe_in_a_refusal() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let vm = runtime.block_on(Vm::with(""));
    let client = vm.client();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let replies = mutated(corpus(CORPUS));
    let account = NewAccount { email: "a@b.c".to_owned(), password: "secret".into(), full_name: None };
    let run =
        RunRecipe { recipe: 1, params: vec![("license_key".to_owned(), SecretString::from("812-00AA"))] };
    let result = TestRunner::new(config).run(&(replies, 0..14_u8), |(reply, method)| {
        vm.answer_now(reply.clone());
        let certainty = runtime.block_on(async {
            let error = match method {
                0 => ends(client.whoami()).await.result.err(),
                1 => ends(client.find_account("a@b.c")).await.result.err(),
                2 => ends(client.create_account(&account)).await.result.err(),
                3 => ends(client.hosts_named("kp-7")).await.result.err(),
                4 => ends(client.host(9)).await.result.err(),
                5 => ends(client.addresses(9)).await.result.err(),
                6 => ends(client.task(101, None)).await.result.err(),
                7 => ends(client.os_list()).await.result.err(),
                8 => ends(client.clusters()).await.result.err(),
                9 => ends(client.presets()).await.result.err(),
                10 => ends(client.recipes()).await.result.err(),
                11 => ends(client.create_host(&host())).await.result.err(),
                12 => ends(client.stop_host(9)).await.result.err(),
                _ => ends(client.run_recipe(9, &run)).await.result.err(),
            };
            error.map(|error| error.certainty())
        });
        let text = String::from_utf8_lossy(&reply);
        prop_assert!(certainty != Some(Certainty::Refused) || text.contains("error"), "{}", text);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn no_mutated_log_in_makes_the_client_panic_or_loop() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    // Every token is turned away, so that each question begins with a log-in.
    let vm = runtime.block_on(Vm::answering(&[(401, "")]));
    let client = vm.client();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let result = TestRunner::new(config).run(&mutated(corpus(CORPUS)), |reply| {
        vm.let_in_now(reply.clone());
        let called = runtime.block_on(ends(client.whoami()));
        prop_assert!(
            called.result.is_err() && called.records.len() <= 4,
            "{}",
            String::from_utf8_lossy(&reply)
        );
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
