//! Replies of the corpus, mutated. `PROPTEST_CASES=100000` makes it a long run.

use std::{net::IpAddr, time::Duration};

use billmanager::{Called, Certainty, LicenseEdit, PlanChange, PlanChangeWay, PriceListQuery};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::{
    mutation::{corpus, mutated},
    orders::request,
    panel::{Panel, id, soft},
};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");

/// The client gives a method 300 ms; more than this is an endless loop.
const ENDLESS: Duration = Duration::from_secs(20);

async fn ends<T>(call: impl Future<Output = Called<T>>) -> Called<T> {
    tokio::time::timeout(ENDLESS, call).await.unwrap()
}

#[test]
fn no_mutated_reply_makes_the_client_panic_loop_or_believe_in_a_refusal() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let panel = runtime.block_on(Panel::with(""));
    let client = panel.client_within(Duration::from_millis(300));
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let replies = mutated(corpus(CORPUS));
    let result = TestRunner::new(config).run(&(replies, 0..14_u8), |(reply, method)| {
        panel.answer_now(reply.clone());
        let certainty = runtime.block_on(async {
            let change = PlanChange { plan_code: "55228".to_owned(), period: 1, way: PlanChangeWay::Direct };
            let error = match method {
                0 => ends(client.whoami()).await.result.err(),
                1 => ends(client.licenses(&soft())).await.result.err(),
                2 => ends(client.card(&soft(), id(812))).await.result.err(),
                3 => ends(client.balance()).await.result.err(),
                4 => ends(client.prolong_view(id(812), None)).await.result.err(),
                5 => ends(client.price_list(&PriceListQuery::default())).await.result.err(),
                6 => ends(client.edit(&soft(), id(812), &LicenseEdit::NewKey)).await.result.err(),
                7 => {
                    ends(client.check_address(&soft(), "1", 1, IpAddr::from([1, 2, 3, 4]))).await.result.err()
                }
                8 => ends(client.order(&request())).await.result.err(),
                9 => ends(client.prolong(id(812), 1)).await.result.err(),
                10 => ends(client.plan_change_view(id(812), "55228", 1)).await.result.err(),
                11 => ends(client.change_plan(id(812), &change)).await.result.err(),
                12 => ends(client.expenses(10)).await.result.err(),
                _ => ends(client.plan_choices(id(812))).await.result.err(),
            };
            error.map(|error| error.certainty())
        });
        let text = String::from_utf8_lossy(&reply);
        let may_refuse = text.contains("type") || text.contains("totp.confirm");
        prop_assert!(certainty != Some(Certainty::Refused) || may_refuse, "{}", text);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[tokio::test]
async fn every_reply_of_the_corpus_is_a_reply_that_some_method_understands_or_names() {
    for reply in corpus(CORPUS) {
        let text = String::from_utf8_lossy(&reply).into_owned();
        let panel = Panel::with(&text).await;
        let client = panel.client_within(Duration::from_millis(300));
        let order = ends(client.order(&request())).await.result;
        let is_order = text.contains("\"812\"") && text.contains("\"ok\"") && !text.contains("bill");
        if let Err(error) = &order {
            assert!(!error.words().is_empty(), "{text}");
            assert!(!is_order || text.starts_with("{\"id\""), "{error}: {text}");
        }
    }
}
