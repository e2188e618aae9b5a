//! A decision says beforehand what it calls and what it costs, and is kept with what was seen.

use serde_json::json;

use super::{outage, told};
use crate::main_job::reading::{all, fact, form_with, history, one};
use crate::main_job::shop::{Shop, lite};

on_both! {
    async fn a_decision_names_its_calls_and_its_cost_before_it_happens(app: TestApp) {
        let shop = Shop::open(app).await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "close_before" }])).await;
        let service = shop.deliver(&shop.client, lite("decide.demo.test")).await;
        let operation = shop.operation(&service).await;
        let page = shop.staff.get(&operation).await;
        let balance = one(&page, "#balance-there");
        assert!(balance.starts_with("Balance at the license server: ") && balance.contains(", as of "), "{balance}");
        let effects = all(&page, "#more-order-again .confirm__effects li");
        assert!(effects.iter().any(|line| line.starts_with("Calls: ") && line.contains("soft.order.param once")), "{effects:?}");
        assert_eq!(one(&page, "#more-order-again .confirm__cost"), "Cost 56.70 EUR");
        let effects = all(&page, "#more-give-up .confirm__effects li");
        assert!(effects.contains(&"Nothing is called at the license server.".to_owned()), "{effects:?}");
        let effects = all(&page, "#more-another .confirm__effects li");
        assert!(effects.iter().any(|line| line.starts_with("Calls: soft (the list, now), soft.edit")), "{effects:?}");

        let form = form_with(&page, "It was not bought: order again");
        assert_eq!(told(&shop.staff.submit(&form.action, &form.pairs()).await), "Decided; the operation goes on.");
        let page = shop.staff.get(&operation).await;
        assert!(history(&page).iter().any(|line| line.ends_with("it is ordered again by Demo staff")));
        let seen = one(&page, ".timeline__seen");
        assert!(seen.starts_with("Seen before deciding: expected price 56.70 EUR, balance there "), "{seen}");
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
    }

    async fn the_next_attempt_and_every_run_are_told_with_their_times(app: TestApp) {
        let shop = Shop::open(app).await;
        app.order_faults(outage()).await;
        let service = shop.deliver(&shop.client, lite("runs.demo.test")).await;
        let operation = shop.operation(&service).await;
        let page = shop.staff.get(&operation).await;
        let outcome = fact(&page, "What is known", "Outcome");
        assert!(outcome.starts_with("Retry at ") && outcome.contains(": attempt ") && outcome.ends_with(" of 11"), "{outcome}");
        assert_eq!(fact(&page, "What is known", "Processing module"), "License server");
        let runs = all(&page, "#runs-choose_license tbody tr");
        assert!(runs.len() > 1 && runs.iter().all(|run| run.contains("retry")), "{runs:?}");
        let effects = all(&page, ".confirm__effects li");
        assert!(effects.contains(&"This step calls soft (the list).".to_owned()), "{effects:?}");
        app.clear_faults().await;
        shop.press(&shop.staff, &operation, "Look again now").await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
    }
}
