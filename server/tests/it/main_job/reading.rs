//! Reading a page as a person does: by its headings, names and buttons.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Node, Selector};

use crate::support::browser::Page;
use crate::support::crawl::{Form, forms};

/// Elements that begin a line of their own.
const LINES: &[&str] = &["small", "p", "div", "li", "dt", "dd", "ul", "dl", "form", "button"];

fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(element) if LINES.contains(&element.name()) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn select<'h>(within: ElementRef<'h>, selector: &str) -> Vec<ElementRef<'h>> {
    within.select(&Selector::parse(selector).unwrap()).collect()
}

/// The words of everything that a selector finds.
pub fn all(page: &Page, selector: &str) -> Vec<String> {
    select(page.html().root_element(), selector).into_iter().map(words).collect()
}

/// The words of the only thing that a selector finds.
pub fn one(page: &Page, selector: &str) -> String {
    let mut found = all(page, selector);
    assert_eq!(found.len(), 1, "{selector} finds {found:?} on {}", page.text);
    found.remove(0)
}

/// The facts of a card, by its title.
pub fn facts(page: &Page, title: &str) -> BTreeMap<String, String> {
    let html = page.html();
    let cards = select(html.root_element(), ".card");
    let is_it = |card: &ElementRef<'_>| select(*card, ".card__title").first().map(|title| words(*title));
    let card = cards.into_iter().find(|card| is_it(card).as_deref() == Some(title));
    let card = card.unwrap_or_else(|| panic!("no card {title}: {}", page.text));
    let half =
        |row: ElementRef<'_>, name: &str| select(row, name).first().map(|it| words(*it)).unwrap_or_default();
    select(card, ".facts__row").into_iter().map(|row| (half(row, "dt"), half(row, "dd"))).collect()
}

/// One fact of a card.
pub fn fact(page: &Page, title: &str, name: &str) -> String {
    let facts = facts(page, title);
    facts.get(name).unwrap_or_else(|| panic!("{title} does not say {name}: {facts:?}")).clone()
}

/// The table of a page, row by row.
pub fn rows(page: &Page) -> Vec<Vec<String>> {
    let html = page.html();
    let rows = select(html.root_element(), "main table tbody tr");
    rows.into_iter().map(|row| select(row, "td").into_iter().map(words).collect()).collect()
}

/// What happened, the newest first: `what` or `what: why`.
pub fn history(page: &Page) -> Vec<String> {
    let html = page.html();
    let said = |item: ElementRef<'_>| {
        let text = |selector| select(item, selector).first().map(|text| words(*text));
        let what = text(".timeline__text").unwrap_or_default();
        text(".timeline__why").map_or(what.clone(), |why| format!("{what}: {why}"))
    };
    select(html.root_element(), ".timeline__item").into_iter().map(said).collect()
}

/// The form that a button sends, as it stands on the page.
pub fn form_with(page: &Page, button: &str) -> Form {
    let found = buttons(page).into_iter().find(|(words, _)| words == button);
    found.unwrap_or_else(|| panic!("no button {button:?}: {:?}", buttons(page))).1
}

/// Whether there is such a button.
pub fn offers(page: &Page, button: &str) -> bool {
    buttons(page).iter().any(|(words, _)| words == button)
}

fn buttons(page: &Page) -> Vec<(String, Form)> {
    let html = page.html();
    let mut found = Vec::new();
    for form in select(html.root_element(), "form[method=post i]") {
        let read = forms(&Html::parse_fragment(&form.html())).remove(0);
        let buttons = select(form, "button[type=submit]").into_iter();
        found.extend(buttons.map(|button| (words(button), read.clone())));
    }
    found
}
