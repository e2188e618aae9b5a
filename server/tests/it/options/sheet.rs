//! The pages of a plan's options, and the price grid as a form.

use scraper::Selector;

use crate::main_job::reading::rows;
use crate::support::browser::{Page, TestClient};
use crate::support::crawl::{Form, forms};

/// The options of *VPS Business*, the demo's plan that has some beside its panels.
pub const OPTIONS: &str = "/staff/products/tariff-plans/2/options";

/// The address of the option with this internal name.
pub async fn address(staff: &TestClient, intname: &str) -> String {
    let list = staff.get(OPTIONS).await;
    let row = rows(&list).into_iter().find(|row| row[3] == intname);
    let row = row.unwrap_or_else(|| panic!("no option {intname}: {}", list.text));
    format!("{OPTIONS}/{}", row[1])
}

/// The form on a page that is sent to this function.
pub fn form_to(page: &Page, action: &str) -> Form {
    let form = forms(&page.html()).into_iter().find(|form| form.action == action);
    form.unwrap_or_else(|| panic!("no form to {action}: {}", page.text))
}

/// The grid of a page, ready to be sent.
pub fn grid(page: &Page) -> Form {
    form_to(page, "/fn/save_prices")
}

/// The name of a cell, by what a reader hears of it: `ispmanager 6 lite, 1 month, cost`.
pub fn cell(page: &Page, label: &str) -> String {
    let found = page.attribute(&format!("[aria-label=\"{label}\"]"), "name");
    found.unwrap_or_else(|| panic!("no cell {label}: {}", page.text))
}

/// What stands in a cell.
pub fn value(page: &Page, label: &str) -> String {
    page.attribute(&format!("[aria-label=\"{label}\"]"), "value").unwrap_or_default()
}

/// The error beside a cell.
pub fn error(page: &Page, cell: &str) -> Option<String> {
    page.words(&format!("[id=\"{cell}-error\"]"))
}

/// The words in the cell of the table around an input.
pub fn beside(page: &Page, label: &str) -> String {
    let html = page.html();
    let input = html.select(&Selector::parse(&format!("[aria-label=\"{label}\"]")).unwrap()).next().unwrap();
    let cell = scraper::ElementRef::wrap(input.parent().unwrap()).unwrap();
    let words: Vec<String> = cell.text().map(str::to_owned).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
