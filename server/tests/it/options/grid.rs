//! The price grid: saved at once, refused without losing anything, pasted, crossed, brought back.

use super::sheet::{address, beside, cell, error, form_to, grid, value};
use crate::main_job::reading::{all, one, rows};
use crate::main_job::shop::Shop;
use crate::support::browser::Page;
use crate::support::crawl::Form;

const LITE: &str = "ispmanager 6 lite, 1 month, cost";
const PRO: &str = "ispmanager 6 pro, 1 month, cost";

on_both! {
    async fn a_grid_shows_values_by_periods_with_the_costs_and_margins(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&prices(&shop).await).await;
        assert_eq!(all(&page, ".price-grid tbody tr").len(), 7);
        assert_eq!(all(&page, ".price-grid thead tr:last-child th"), [
            "1 month", "3 months", "12 months", "1 month", "3 months", "12 months",
        ]);
        assert_eq!(value(&page, LITE), "6.90");
        // The demo's rule orders twelve months for one: the month's cost is its share.
        assert_eq!(beside(&page, LITE), "costs 4.73 12 months: 56.70 margin 2.17");
        assert_eq!(beside(&page, "ispmanager 6 lite, 12 months, cost"), "costs 56.70 margin 12.30");
        let form = grid(&page).with(&cell(&page, LITE), "4.50");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, ".flash--ok"), "1 field saved.");
        assert_eq!(beside(&page, LITE), "costs 4.73 12 months: 56.70 loss 0.23");
        assert_eq!(one(&page, ".price-grid__note--loss"), "loss 0.23");
    }

    async fn what_staff_save_is_what_the_next_client_pays(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&prices(&shop).await).await;
        let host = cell(&page, "ispmanager 6 host is up");
        let mut form = grid(&page)
            .with(&cell(&page, LITE), "7,25")
            .with(&cell(&page, "ispmanager 6 lite, 1 month, setup fee"), "1")
            .with(&cell(&page, PRO), "");
        form.fields.retain(|(name, _)| *name != host);
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, ".flash--ok"), "4 fields saved.");
        let offer = shop.client.get("/order/2?period=1").await;
        let card = |name: &str| {
            all(&offer, "label.choice").into_iter().find(|card| card.starts_with(name)).unwrap()
        };
        assert!(card("ispmanager 6 lite").contains("7.25 EUR"), "{}", card("ispmanager 6 lite"));
        assert!(card("ispmanager 6 lite").contains("+ 1.00 EUR once"));
        assert!(card("ispmanager 6 pro").contains("Not sold for 1 month"));
        assert!(card("ispmanager 6 host").contains("Not offered with this plan"));
    }

    async fn a_refused_grid_keeps_everything_that_was_typed(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&prices(&shop).await).await;
        let (lite, pro) = (cell(&page, LITE), cell(&page, PRO));
        let up = cell(&page, "ispmanager 6 host is up");
        let mut form = grid(&page).with(&lite, "seven").with(&pro, "12.345").with("table", "");
        form.fields.retain(|(name, _)| *name != up);
        let before = app.contents().await;
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(app.contents().await, before, "a refused grid changed something");
        assert_eq!(one(&page, ".flash__title"), "Check 2 fields");
        assert_eq!(error(&page, &lite).as_deref(), Some("An amount is a number like 12.50."));
        assert_eq!(error(&page, &pro).as_deref(), Some("An amount in EUR has at most 2 decimals."));
        assert_eq!(sorted(&grid(&page)), sorted(&form), "what was typed is not there any more");
        let form = grid(&page).with(&lite, "7").with(&pro, "12");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, ".flash--ok"), "3 fields saved.");
    }

    async fn a_pasted_table_is_saved_with_the_cells(app: TestApp) {
        let shop = Shop::open(app).await;
        let address = prices(&shop).await;
        let wrong = grid(&shop.staff.get(&address).await).with("table", "55227\t1\t2");
        let page = shop.staff.submit(&wrong.action, &wrong.pairs()).await;
        let problem =
            "Line 1 has 2 amounts behind the name: 3 costs are needed, or 6 with the setup fees.";
        assert_eq!(one(&page, "#table-error"), problem);
        assert_eq!(one(&page, "#table"), "55227 1 2");
        let form = grid(&page).with("table", "Panel\t1\t3\t12\n").with("table", "55227\t1\t2\t3\nispmanager 6 pro\t4\t5\t6\t7\t\t8");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, ".flash--ok"), "8 fields saved.");
        assert_eq!((value(&page, LITE), value(&page, PRO)), ("1.00".to_owned(), "4.00".to_owned()));
        assert_eq!(value(&page, "ispmanager 6 pro, 12 months, setup fee"), "8.00");
        assert_eq!(one(&page, "#table"), "");
    }

    async fn two_staff_in_one_grid_see_only_the_cells_that_both_changed(app: TestApp) {
        let shop = Shop::open(app).await;
        let address = prices(&shop).await;
        let opened = shop.staff.get(&address).await;
        let theirs = grid(&opened).with(&cell(&opened, LITE), "7").with(&cell(&opened, PRO), "12");
        shop.staff.submit(&theirs.action, &theirs.pairs()).await;
        let year = "ispmanager 6 lite, 12 months, cost";
        let mine = grid(&opened).with(&cell(&opened, year), "70").with(&cell(&opened, PRO), "13");
        let page = shop.staff.submit(&mine.action, &mine.pairs()).await;
        assert!(one(&page, ".flash__title").starts_with("Demo staff changed this"), "{}", page.text);
        let said = "Somebody set it to 12.00 EUR meanwhile. Save again to put yours in its place.";
        assert_eq!(error(&page, &cell(&page, PRO)).as_deref(), Some(said));
        assert_eq!(error(&page, &cell(&page, LITE)), None);
        assert_eq!(value(&page, PRO), "13");
        let again = grid(&page).with(&cell(&page, LITE), "7.00");
        let page = shop.staff.submit(&again.action, &again.pairs()).await;
        let now = [LITE, PRO, year].map(|label| value(&page, label));
        assert_eq!(now, ["7.00", "13.00", "70.00"]);
    }

    async fn old_prices_are_previewed_cell_by_cell_and_brought_back(app: TestApp) {
        let shop = Shop::open(app).await;
        let address = prices(&shop).await;
        for cost in ["7", "8"] {
            let page = shop.staff.get(&address).await;
            let form = grid(&page).with(&cell(&page, LITE), cost);
            shop.staff.submit(&form.action, &form.pairs()).await;
        }
        let option = address.trim_end_matches("/prices");
        let history = shop.staff.get(&format!("{option}/history")).await;
        let first = rows(&history).pop().unwrap();
        assert!(first[3].starts_with("ispmanager 6 lite, 1 month: 6.90 EUR → 7.00 EUR"), "{first:?}");
        let links = links(&history, "main table a");
        let preview = shop.staff.get(links.last().unwrap()).await;
        assert_eq!(rows(&preview), [["ispmanager 6 lite, 1 month", "8.00 EUR", "6.90 EUR"]]);
        assert_eq!(one(&preview, ".confirm__title"), "Bring back one field?");
        assert_eq!(value(&shop.staff.get(&address).await, LITE), "8.00", "a preview changes nothing");

        let page = shop.staff.get(&address).await;
        let meanwhile = grid(&page).with(&cell(&page, PRO), "12");
        shop.staff.submit(&meanwhile.action, &meanwhile.pairs()).await;
        let stale = form_to(&preview, "/fn/restore_prices");
        let page = shop.staff.submit(&stale.action, &stale.pairs()).await;
        assert!(one(&page, ".flash__title").starts_with("Demo staff changed this"), "{}", page.text);
        assert_eq!(rows(&page).len(), 2, "the preview shows what was changed since");
        let form = form_to(&page, "/fn/restore_prices");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, ".flash--ok"), "2 fields brought back.");
        assert!(rows(&page)[0][2].starts_with("Restored Prices"), "{:?}", rows(&page)[0]);
        let page = shop.staff.get(&address).await;
        assert_eq!([LITE, PRO].map(|label| value(&page, label)), ["6.90", "11.50"]);
    }

    async fn a_large_grid_is_paged_and_saved_page_by_page(app: TestApp) {
        let shop = Shop::open(app).await;
        // 120 values more than the demo has.
        app.execute(
            "INSERT INTO enumeration_values (enumeration_id, name, intname, product_id, sort, search)
            SELECT e.id, 'Panel ' || (a.id * 100 + b.id * 10 + c.id), CAST(70000 + a.id * 100 + b.id * 10 + c.id AS TEXT),
                (SELECT MIN(id) FROM license_products), 100 + a.id * 100 + b.id * 10 + c.id,
                'panel ' || (a.id * 100 + b.id * 10 + c.id)
            FROM enumerations e
            JOIN enumeration_values a ON a.enumeration_id = e.id AND a.id <= 3
            JOIN enumeration_values b ON b.enumeration_id = e.id AND b.id <= 6
            JOIN enumeration_values c ON c.enumeration_id = e.id AND c.id <= 7",
        )
        .await;
        let address = prices(&shop).await;
        let page = shop.staff.get(&format!("{address}?page=3")).await;
        assert_eq!(one(&page, ".pagination__place"), "101–133 of 133");
        let label = "Panel 367, 1 month, cost";
        let form = grid(&page).with(&cell(&page, label), "3");
        let answer = shop.staff.post_form(&form.action, &form.pairs()).await;
        assert_eq!(answer.location(), Some(format!("{address}?page=3").as_str()));
        let page = shop.staff.get(&format!("{address}?q=panel+367")).await;
        assert_eq!((all(&page, ".price-grid tbody tr").len(), value(&page, label)), (1, "3.00".to_owned()));
        let up = shop.staff.get(&format!("{address}?state=up")).await;
        assert_eq!(all(&up, ".price-grid tbody tr").len(), 7, "values that came later are down");
    }

    async fn the_prices_of_a_unit_are_a_grid_of_one_row(app: TestApp) {
        let shop = Shop::open(app).await;
        let address = format!("{}/prices", address(&shop.staff, "addresses").await);
        let page = shop.staff.get(&address).await;
        let label = "Extra IPv4 addresses, 1 month, cost";
        let form = grid(&page).with("cost_unit_1", "2.50").with("setup_unit_1", "0.5").with("cost_unit_3", "");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!((one(&page, ".flash--ok"), value(&page, label)), ("3 fields saved.".to_owned(), "2.50".to_owned()));
        let offer = shop.client.get("/order/2?period=1").await;
        assert_eq!(one(&offer, "#option_addresses-help"), "2.50 EUR per month each, + 0.50 EUR once · From 0 to 8.");
        let offer = shop.client.get("/order/2?period=3").await;
        assert!(one(&offer, "#option_addresses-help").starts_with("Not sold for 3 months"));
    }
}

async fn prices(shop: &Shop<'_>) -> String {
    format!("{}/prices", address(&shop.staff, "panel").await)
}

fn sorted(form: &Form) -> Vec<(String, String)> {
    let mut fields = form.fields.clone();
    fields.sort();
    fields
}

fn links(page: &Page, selector: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(selector).unwrap();
    page.html().select(&selector).filter_map(|link| link.value().attr("href").map(str::to_owned)).collect()
}
