//! The terms of licenses beside those of their services: a gap is an alert before it opens.

use std::collections::BTreeSet;

use domain::term_coverage::{GapReason, Term};
use engine::Caller;
use engine::reads::{self, Alert, CoverageLine, CoverageWanted};
use serde_json::json;

use crate::change_address::by_hand;
use crate::main_job::reading::{fact, one, rows};
use crate::main_job::shop::{NO_PANEL, Shop, lite};
use crate::support::app::TestApp;
use crate::support::order::Wish;

const COVERAGE: &str = "/staff/coverage";
const GAPS: &str = "/staff/coverage?state=gaps";

/// Paid for longer than any license lasts.
const ENDS_SOON: &str = "UPDATE services SET paid_until = '2099-01-01'";

on_both! {
    async fn a_gap_that_opens_within_the_lead_time_and_that_nobody_works_on_is_an_alert_before_it_happens(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let finding = |row: &[String]| row[4].clone();
        let covered = rows(&shop.staff.get(COVERAGE).await);
        assert!(finding(&covered[0]).starts_with("Covered until"), "{covered:?}");
        assert_eq!(rows(&shop.staff.get(GAPS).await).len(), 0);

        // Paid for longer than the license lasts, and renewals are off: a gap in a year, and no alert yet.
        app.execute(ENDS_SOON).await;
        let renewed = rows(&shop.staff.get(COVERAGE).await);
        assert!(finding(&renewed[0]).starts_with("Is renewed on"), "{renewed:?}");
        switch_renewals(&shop, "off").await;
        let gaps = rows(&shop.staff.get(GAPS).await);
        assert!(finding(&gaps[0]).contains("Renewals are off for the license server."), "{gaps:?}");
        assert_eq!(open(app).await, 0, "the gap opens after the lead time");

        app.advance_days(363).await;
        shop.keep_house().await;
        assert_eq!(open(app).await, 1);
        let alerts = reads::coverage_alerts(&app.engine).await.unwrap();
        assert_eq!(reasons(&alerts), [GapReason::RenewalsOff]);
        assert_eq!(alerts[0].worked_on_by, None);
        let dashboard = shop.staff.get("/staff").await;
        assert!(dashboard.text.contains("nobody works on them"), "{}", dashboard.text);
        agree(app).await;

        switch_renewals(&shop, "on").await;
        shop.keep_house().await;
        assert_eq!((open(app).await, reads::coverage_alerts(&app.engine).await.unwrap().len()), (0, 0));
        let page = shop.staff_service(&service).await;
        assert!(fact(&page, "Term coverage", "What happens").starts_with("Is renewed on"), "{}", page.text);
    }

    async fn a_license_that_was_seen_off_its_servers_address_is_an_alert_long_before_it_is_renewed(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let server = shop.address();
        let address = format!("/staff{service}/address");
        for (there, alert) in [("198.51.100.77", Some(GapReason::Elsewhere)), (server.as_str(), None)] {
            by_hand(app, json!({ "do": "readdress_license", "license": "newest", "ip": there })).await;
            shop.press(&shop.staff, &address, "Read address again").await;
            let alerts = reads::coverage_alerts(&app.engine).await.unwrap();
            assert_eq!(reasons(&alerts), alert.into_iter().collect::<Vec<_>>());
            assert_eq!(open(app).await, i64::from(alert.is_some()), "nobody works on it");
            agree(app).await;
            let gaps = rows(&shop.staff.get(GAPS).await);
            let said = "Its license is on another address at the license server than its server.";
            assert_eq!(gaps.iter().any(|row| row[4].contains(said)), alert.is_some(), "{gaps:?}");
        }
    }

    async fn the_service_shows_its_two_terms_and_a_client_reads_nothing_of_the_pool(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let staff = shop.staff_service(&service).await;
        assert!(staff.attribute(".term-bar", "aria-label").unwrap().starts_with("Paid until"), "{}", staff.text);
        let client = shop.client.get(&service).await;
        assert!(one(&client, "#live-main").contains("The license is valid until"), "{}", client.text);
        assert!(client.attribute(".term-bar", "aria-label").is_some());
        assert!(!one(&client, "#live-main").to_lowercase().contains("pool"));
        let other = Wish { panel: NO_PANEL, ..lite("web-2.demo.test") };
        let without = shop.deliver(&shop.client2, other).await;
        assert!(shop.client2.get(&without).await.attribute(".term-bar", "aria-label").is_none());
        assert_eq!(rows(&shop.staff.get(COVERAGE).await).len(), 1, "no license is owed to a service without a panel");
        assert_eq!(rows(&shop.staff.get("/staff/coverage?q=web-1").await).len(), 1);
        assert_eq!(rows(&shop.staff.get("/staff/coverage?q=nobody").await).len(), 0);
    }

    async fn what_the_list_filters_counts_and_alerts_is_what_the_rule_says(app: TestApp) {
        let shop = Shop::open(app).await;
        for client in [&shop.client, &shop.client2] {
            shop.deliver(client, lite("web.demo.test")).await;
        }
        agree(app).await;
        let today = shop.today();
        for sql in [
            ENDS_SOON,
            "UPDATE licenses SET address = '198.51.100.77' WHERE id = 1",
            "UPDATE licenses SET address = (SELECT address FROM services WHERE id = 1) WHERE id = 1",
            "UPDATE licenses SET remote_status = 'deleted' WHERE id = 1",
            "UPDATE licenses SET remote_status = 'suspended' WHERE id = 1",
            "UPDATE licenses SET remote_status = 'active', expires_on = NULL WHERE id = 1",
            "UPDATE licenses SET expires_on = '2020-01-01' WHERE id = 1",
            "UPDATE services SET paid_until = '2020-01-01' WHERE id = 1",
            "UPDATE licenses SET state = 'held', service_id = NULL WHERE id = 1",
            "UPDATE processing_modules SET state = 'suspended' WHERE id = 1",
            "UPDATE operations SET state = 'failed' WHERE service_id = 2",
            "UPDATE operations SET state = 'unknown' WHERE service_id = 2",
            r#"UPDATE operations SET state = 'ready', note = '{"note":"waiting_for_funds","words":"no money"}'
                WHERE service_id = 2"#,
            "UPDATE operations SET state = 'ready', note = NULL WHERE service_id = 2",
            "UPDATE services SET auto_renewal_period = 1 WHERE id = 2",
            "UPDATE services SET state = 'suspended' WHERE id = 2",
        ] {
            app.execute(sql).await;
            agree(app).await;
        }
        assert_eq!(shop.today(), today);
        app.execute("UPDATE operations SET state = 'done'").await;
    }
}

async fn switch_renewals(shop: &Shop<'_>, to: &str) {
    shop.staff
        .submit("/fn/switch_module", &[("id", "1"), ("what", "renewals"), ("to", to), ("from", "")])
        .await;
}

async fn open(app: &TestApp) -> i64 {
    reads::open_coverage_alerts(&app.engine, Caller::Operator).await.unwrap()
}

fn reasons(alerts: &[Alert]) -> Vec<GapReason> {
    alerts.iter().map(|alert| alert.reason).collect()
}

/// The database's word on gaps is the rule's.
async fn agree(app: &TestApp) {
    let wanted = |gaps_only| CoverageWanted { search: "", gaps_only, limit: 100, offset: 0 };
    let all = reads::coverage(&app.engine, Caller::Operator, &wanted(false)).await.unwrap();
    let gaps = reads::coverage(&app.engine, Caller::Operator, &wanted(true)).await.unwrap();
    let is_gap = |line: &&CoverageLine| matches!(line.facts.term(), Term::Gap { .. });
    let ids = |lines: &[&CoverageLine]| lines.iter().map(|line| line.service).collect::<BTreeSet<_>>();
    let ruled: Vec<_> = all.lines.iter().filter(is_gap).collect();
    assert_eq!(ids(&gaps.lines.iter().collect::<Vec<_>>()), ids(&ruled), "{:#?}", all.lines);
    assert_eq!(
        (all.gaps, all.total),
        (i64::try_from(ruled.len()).unwrap(), i64::try_from(all.lines.len()).unwrap())
    );
    let open: Vec<_> = all.lines.iter().filter(|line| line.facts.is_open_alert()).collect();
    assert_eq!(all.open_alerts, i64::try_from(open.len()).unwrap(), "{:#?}", all.lines);
    assert!(
        all.lines.iter().take(ruled.len()).all(|line| is_gap(&line)),
        "gaps stand first: {:#?}",
        all.lines
    );
}
