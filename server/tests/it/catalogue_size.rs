//! A large catalogue: 300 tariff plans, 2,000 values, 10,000 prices. No list or grid of it takes long to make.
#![expect(clippy::print_stdout, reason = "`--no-capture` shows what each page took")]

use std::time::{Duration, Instant};

use crate::support::browser::{STAFF, TestClient};

/// What one page may take on the build machine, without optimisation and with other tests beside it.
const LIMIT: Duration = Duration::from_millis(250);
/// The best of so many is the page's own time: the others also waited for the machine.
const TRIES: usize = 8;

const TARIFFS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
    INSERT INTO tariffs (name, description, provider, currency, state, sort, cpu_number, ram_mib, disk_mib,
        delete_mode, suspend_release_days, search)
    SELECT 'Plan ' || i, 'A plan', 'Provider', 'EUR', 'enabled', 100 + i, 1, 1024, 20480, 'at_once', 7,
        'plan ' || i || ' provider' FROM n";
const PERIODS: &str = "INSERT INTO tariff_periods (tariff_id, period, cost, setup)
    SELECT t.id, p.period, 490, 0 FROM tariffs t, (SELECT 1 AS period UNION SELECT 3 UNION SELECT 12 UNION SELECT 24
        UNION SELECT 36) p WHERE t.sort > 100";
const MODULES: &str =
    "INSERT INTO tariff_modules (tariff_id, module_id) SELECT id, 2 FROM tariffs WHERE sort > 100";
const SYSTEMS: &str = "INSERT INTO tariff_systems (tariff_id, os_code, name, sort)
    SELECT id, '1', 'Debian 12', 1 FROM tariffs WHERE sort > 100";
const VALUES: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO enumeration_values (enumeration_id, name, intname, product_id, sort, search)
    SELECT 1, 'Panel ' || i, CAST(100000 + i AS TEXT), (SELECT MIN(id) FROM license_products), 1000 + i,
        'panel ' || i FROM n";
const OPTIONS: &str = "INSERT INTO tariff_options (tariff_id, kind, name, intname, enumeration_id, enabled)
    SELECT id, 'panel_license', 'Control panel', 'panel', 1, TRUE FROM tariffs WHERE sort > 100";
/// One tariff with every value, as a grid shows it at its longest; the others with a few.
const OPTION_VALUES: &str = "INSERT INTO option_values (option_id, value_id, available)
    SELECT o.id, v.id, TRUE FROM tariff_options o JOIN tariffs t ON t.id = o.tariff_id, enumeration_values v
    WHERE t.sort > 100 AND (t.sort = 101 OR v.sort <= 1002)";
const PRICES: &str = "INSERT INTO option_prices (option_id, value_id, period, cost, setup)
    SELECT v.option_id, v.value_id, p.period, 690, 0
    FROM option_values v JOIN tariff_options o ON o.id = v.option_id JOIN tariffs t ON t.id = o.tariff_id,
        (SELECT 1 AS period UNION SELECT 3 UNION SELECT 12 UNION SELECT 24 UNION SELECT 36) p
    WHERE t.sort > 100";

on_both! {
    async fn no_list_or_grid_of_a_large_catalogue_takes_long(app: TestApp) {
        app.engine_refreshed().await;
        for sql in [TARIFFS, PERIODS, MODULES, SYSTEMS, VALUES, OPTIONS, OPTION_VALUES, PRICES] {
            app.execute(sql).await;
        }
        app.execute("ANALYZE").await;
        let staff = app.logged_in(STAFF).await;
        let tariff = row_id(&staff, "/staff/products/tariff-plans?q=Plan+1", "Plan 1").await;
        let plan = format!("/staff/products/tariff-plans/{tariff}");
        let option = row_id(&staff, &format!("{plan}/options"), "Control panel").await;
        let mut slow = Vec::new();
        for path in [
            "/staff/products/tariff-plans".to_owned(),
            "/staff/products/tariff-plans?q=plan&page=4&sort=-name".to_owned(),
            "/staff/products/tariff-plans?state=enabled".to_owned(),
            plan.clone(),
            format!("{plan}/options"),
            format!("{plan}/options/{option}/prices"),
            format!("{plan}/options/{option}/prices?page=20"),
            "/staff/products/enumerations".to_owned(),
            "/staff/products/enumerations/1/values".to_owned(),
            "/staff/products/enumerations/1/values?q=panel&page=30".to_owned(),
            "/staff/products/product-groups".to_owned(),
            "/staff/products/configuration-check?page=2".to_owned(),
            "/staff/integration/processing-modules".to_owned(),
            "/staff/integration/processing-modules/1/parameters/add".to_owned(),
            "/staff/currencies".to_owned(),
            "/staff/clients".to_owned(),
            "/staff/orders".to_owned(),
        ] {
            let took = best_time(&staff, &path).await;
            println!("{:>6.1} ms  {path}", took.as_secs_f64() * 1e3);
            if took > LIMIT {
                slow.push((path, took));
            }
        }
        assert!(slow.is_empty(), "too slow: {slow:?}");
    }
}

async fn best_time(staff: &TestClient, path: &str) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..TRIES {
        let begun = Instant::now();
        let page = staff.get(path).await;
        best = best.min(begun.elapsed());
        assert!(page.status.is_success(), "{path}: {}", page.status);
    }
    best
}

/// The number of the row that is called this.
async fn row_id(staff: &TestClient, list: &str, name: &str) -> String {
    let page = staff.get(list).await;
    let rows = scraper::Selector::parse("tbody tr").unwrap();
    let link = scraper::Selector::parse("td.table__main a").unwrap();
    let html = page.html();
    let found = html.select(&rows).find_map(|row| {
        let link = row.select(&link).next()?;
        (link.text().collect::<String>().trim() == name).then(|| link.value().attr("href"))?
    });
    let href = found.unwrap_or_else(|| panic!("no {name}: {}", page.text));
    href.rsplit('/').find(|part| part.parse::<i64>().is_ok()).unwrap().to_owned()
}
