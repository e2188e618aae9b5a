//! Two thousand services with a panel: their terms, and the count of what needs a person, are there at once.
#![expect(clippy::print_stdout, reason = "`--no-capture` shows what each page took")]

use std::time::{Duration, Instant};

use crate::main_job::shop::{Shop, lite};

/// What one page may take on the build machine, without optimisation and with other tests beside it; 50 ms are what a
/// quiet machine is measured by.
const LIMIT: Duration = Duration::from_millis(250);
const TRIES: usize = 5;

const SERVICES: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO services (client_id, tariff_id, tariff_name, host_name, os_code, os_name, period, auto_renewal_period,
        panel_name, plan_code, product_id, license_server_id, state, panel_state, vm_module_id, vm_marker,
        root_password_sealed, address, paid_until, anchor_day, search, created_at, panel_install)
    SELECT s.client_id, s.tariff_id, s.tariff_name, 'host-' || n.i || '.demo.test', s.os_code, s.os_name, s.period,
        CASE WHEN n.i % 3 = 0 THEN 1 END, s.panel_name, s.plan_code, s.product_id, s.license_server_id, s.state,
        s.panel_state, s.vm_module_id, s.vm_marker || n.i, s.root_password_sealed, '10.0.' || (n.i / 250) || '.' || (n.i % 250),
        CASE WHEN n.i % 2 = 0 THEN '2099-01-01' ELSE s.paid_until END, s.anchor_day, 'host-' || n.i || '.demo.test',
        s.created_at + n.i, s.panel_install
    FROM n, services s WHERE s.id = (SELECT MIN(id) FROM services)";
/// One in twenty is gone at the license server, and one in twenty expires tomorrow.
const LICENSES: &str = "INSERT INTO licenses (module_id, remote_id, product_id, plan_code, name, address, remote_status,
        state, service_id, expires_on, acquired, search, read_at, created_at)
    SELECT l.module_id, '9' || s.id, l.product_id, l.plan_code, 'Item #' || s.id, s.address,
        CASE WHEN s.id % 20 = 0 THEN 'deleted' ELSE 'active' END, 'attached', s.id,
        CASE WHEN s.id % 20 = 1 THEN '2000-01-01' ELSE l.expires_on END, l.acquired, 'item #' || s.id, l.read_at,
        l.created_at
    FROM services s, licenses l WHERE l.id = (SELECT MIN(id) FROM licenses) AND s.host_name LIKE 'host-%'";
/// Every service has a history; that of one in seven ends with a renewal that somebody gave up.
const OPERATIONS: &str =
    "INSERT INTO operations (kind, service_id, state, step, data, run_at, created_at, finished_at)
    SELECT k.kind, s.id, CASE WHEN k.kind = 'renew_license' AND s.id % 7 = 0 THEN 'given_up' ELSE 'done' END,
        'choose_license', '{\"expires_on\":\"2000-01-01\"}', 1, 1, 1
    FROM (SELECT 'provision_service' AS kind UNION ALL SELECT 'renew_license') k, services s
    WHERE s.host_name LIKE 'host-%'";

on_both! {
    async fn two_thousand_services_with_their_terms_are_listed_within_the_limit(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.deliver(&shop.client, lite("many.demo.test")).await;
        for sql in [SERVICES, LICENSES, OPERATIONS, "ANALYZE"] {
            app.execute(sql).await;
        }
        let mut slow = Vec::new();
        for path in [
            "/staff/coverage",
            "/staff/coverage?page=40",
            "/staff/coverage?state=gaps",
            "/staff/coverage?q=host-19&state=gaps",
            "/staff/services",
            "/staff/tasks",
            "/staff",
            "/staff/needs-person",
        ] {
            let mut best = Duration::MAX;
            for _ in 0..TRIES {
                let started = Instant::now();
                assert!(shop.staff.get(path).await.status.is_success(), "{path}");
                best = best.min(started.elapsed());
            }
            println!("{path}: {} ms", best.as_millis());
            if best > LIMIT {
                slow.push((path, best));
            }
        }
        assert!(slow.is_empty(), "{slow:?}");
        let count = shop.staff.get("/staff/needs-person").await.words("#needs-person").unwrap_or_default();
        assert!(count.parse::<i64>().unwrap() >= 200, "gaps are counted: {count}");
    }
}
