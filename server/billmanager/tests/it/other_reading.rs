//! The client against the sandbox: two readings of one protocol, in every shape that the sandbox has.

use std::net::IpAddr;

use billmanager::{
    Account, Amount, Certainty, Client, Endpoint, ErrorKind, LicenseId, LicenseStatus, OrderRequest,
    PlanChange, PlanChangeWay, Settings,
};
use sandbox::{Config, FaultPlan, RESELLER, RESELLER_PASSWORD, Running};

use crate::panel::soft;

/// Enough for each of the sandbox's shapes to meet each of the others.
const SEEDS: std::ops::Range<u64> = 0..12;

async fn sandbox(seed: u64, plan: &str) -> (Running, Client) {
    let fault_plan = (!plan.is_empty()).then(|| FaultPlan::parse(plan).unwrap());
    let config = Config { shape_seed: (seed != 0).then_some(seed), fault_plan, ..Config::strict() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let running = sandbox::start(config, listener).await.unwrap();
    let endpoint = Endpoint::parse(&running.url()).unwrap();
    let account = Account { endpoint, user: RESELLER.to_owned(), password: RESELLER_PASSWORD.into() };
    let client = Client::new(account, &Settings::default()).unwrap();
    (running, client)
}

fn order(number: u8) -> OrderRequest {
    OrderRequest {
        prefix: soft(),
        plan_code: "55227".to_owned(),
        period: 1,
        ip: IpAddr::from([203, 0, 113, number]),
        licname: format!("Item #{number}"),
        addons: Vec::new(),
        remoteid: format!("kp-{number}"),
    }
}

fn eur(ten_thousandths: i64) -> Option<Amount> {
    Some(Amount { ten_thousandths, currency: Some("EUR".to_owned()) })
}

#[tokio::test]
async fn a_purchase_reads_the_same_in_every_shape() {
    for seed in SEEDS {
        let (running, client) = sandbox(seed, "").await;
        let id = client.order(&order(1)).await.into_result().unwrap().id.unwrap();
        let list = client.licenses(&soft()).await.into_result().unwrap();
        assert!(list.is_complete(), "{seed}");
        let row = &list.rows[0];
        assert_eq!(
            (row.id, row.remoteid.as_deref(), &row.status),
            (id, Some("kp-1"), &LicenseStatus::Active)
        );
        assert_eq!(
            (row.plan_code.as_deref(), row.period, &row.cost),
            (Some("55227"), Some(1), &eur(56_700)),
            "{seed}"
        );
        let _ = client.card(&soft(), id).await.into_result().unwrap();
        let card = client.card(&soft(), id).await.into_result().unwrap();
        assert!(card.key.is_some() && card.license.expires == row.expires, "{seed}");
        assert_eq!(client.balance().await.into_result().unwrap().rows[0].balance, eur(99_943_300).unwrap());
        drop(running);
    }
}

#[tokio::test]
async fn a_plan_is_changed_in_both_ways_and_the_expenses_tell_what_it_cost() {
    for seed in SEEDS {
        for (settings, way) in
            [("", PlanChangeWay::Wizard), ("[settings]\nplan_wizard = false", PlanChangeWay::Direct)]
        {
            let (_running, client) = sandbox(seed, settings).await;
            let id = client.order(&order(1)).await.into_result().unwrap().id.unwrap();
            let plans = client.plan_choices(id).await.into_result().unwrap();
            assert!(plans.iter().any(|plan| plan.plan_code == "55228"), "{seed}");
            let view = client.plan_change_view(id, "55228", 1).await.into_result().unwrap();
            assert_eq!(view.way, way);
            if way == PlanChangeWay::Wizard {
                assert_eq!(
                    (view.old_price, view.new_price, view.due),
                    (eur(56_700), eur(94_500), eur(94_500)),
                    "{seed}"
                );
            }
            let change = PlanChange { plan_code: "55228".to_owned(), period: 1, way };
            let changed = client.change_plan(id, &change).await.into_result().unwrap();
            let row = client.licenses(&soft()).await.into_result().unwrap().rows.remove(0);
            assert_eq!((row.plan_code.as_deref(), row.expires), (Some("55228"), changed.expires), "{seed}");
            let costs: Vec<_> = client.expenses(50).await.into_result().unwrap().rows;
            let said: Vec<_> = costs.iter().map(|row| (row.license, Some(row.amount.clone()))).collect();
            assert_eq!(said, [(Some(id), eur(56_700)), (Some(id), eur(94_500))], "{seed}");
        }
    }
}

#[tokio::test]
async fn a_renewal_reads_the_same_in_every_shape() {
    for seed in SEEDS {
        let (_running, client) = sandbox(seed, "").await;
        let id = client.order(&order(1)).await.into_result().unwrap().id.unwrap();
        let view = client.prolong_view(id, Some(12)).await.into_result().unwrap();
        assert_eq!(view.periods.len(), 2, "{seed}");
        let renewed = client.prolong(id, 12).await.into_result().unwrap();
        assert_eq!(renewed.expires, view.next_expires, "{seed}");
    }
}

#[tokio::test]
async fn a_filter_that_the_list_tells_of_makes_it_incomplete() {
    let filter = "[settings]\ntells_filters = true\n[[rule]]\nfunction = \"soft\"\nwhat = \"person\"\n\
                  do = \"set_filter\"\nuser = \"reseller\"\nfields = { licname = \"free.lic\" }";
    for seed in SEEDS {
        let (_running, client) = sandbox(seed, filter).await;
        client.order(&order(1)).await.into_result().unwrap();
        let list = client.licenses(&soft()).await.into_result().unwrap();
        assert!(list.rows.is_empty() && !list.is_complete(), "{seed}");
    }
}

#[tokio::test]
async fn sessions_that_die_at_any_time_are_opened_again_for_reads() {
    let dies = |nth: u32| format!("[[rule]]\nfunction = \"soft\"\nnth = {nth}\nwhat = \"expire_sessions\"\n");
    let (_running, client) = sandbox(1, &[2, 5, 8].map(dies).concat()).await;
    let client = client.by_session();
    let mut log_ins = 0;
    for _ in 0..8 {
        let called = client.licenses(&soft()).await;
        log_ins += called.records.iter().filter(|record| record.function == "auth").count();
        called.into_result().unwrap();
    }
    assert_eq!(log_ins, 4);
}

#[tokio::test]
async fn long_operations_are_followed_and_the_marker_finds_what_an_order_did_not_name() {
    let plan = "[[rule]]\nfunction = \"soft.order.param\"\nwhat = \"long_reply\"\npages = 2\n\
                [[rule]]\nfunction = \"soft.order.param\"\nnth = 2\nwhat = \"no_id\"";
    let (_running, client) = sandbox(3, plan).await;
    assert_eq!(client.order(&order(1)).await.into_result().unwrap().id, Some(LicenseId::new(1001)));
    assert_eq!(client.order(&order(2)).await.into_result().unwrap().id, None);
    let list = client.licenses(&soft()).await.into_result().unwrap();
    assert!(list.rows.iter().any(|row| row.remoteid.as_deref() == Some("kp-2")));
}

#[tokio::test]
async fn every_refusal_of_the_plans_is_the_kind_that_it_should_be() {
    for (error, kind) in [
        ("badpassword", "auth"),
        ("blocked_ip", "auth"),
        ("access", "access"),
        ("no_function_ru", "not_found"),
        ("exists", "exists"),
        ("value", "value"),
        ("runningoperation", "busy"),
        ("in_process", "busy"),
        ("no_money_ru", "no_money"),
        ("ip_taken", "address_refused"),
        ("ip_taken_in_words", "address_refused"),
        ("ip_too_recent", "address_refused"),
        ("wizard_unavailable", "other"),
        ("untyped", "other"),
    ] {
        let plan =
            format!("[[rule]]\nfunction = \"soft.order.param\"\nwhat = \"refuse\"\nerror = \"{error}\"");
        let (_running, client) = sandbox(2, &plan).await;
        let failed = client.order(&order(1)).await.into_result().unwrap_err();
        let unclear = matches!(error, "in_process" | "untyped");
        let certainty = if unclear { Certainty::Unknown } else { Certainty::Refused };
        assert_eq!((failed.kind().as_str(), failed.certainty()), (kind, certainty), "{error}");
    }
    let (_running, client) =
        sandbox(2, "[[rule]]\nfunction = \"soft.order.param\"\nwhat = \"payment_required\"").await;
    let failed = client.order(&order(1)).await.into_result().unwrap_err();
    assert!(matches!(failed.kind(), ErrorKind::PaymentRequired { bill: Some(_) }));
}
