//! Walking through every page that a person can reach by links, and collecting the forms on them.

use std::collections::{BTreeSet, VecDeque};

use scraper::{ElementRef, Html, Selector};

use super::browser::TestClient;

/// More pages than this are no longer a test's catalogue.
const MOST_PAGES: usize = 300;

/// A form as the page offers it, with what is filled in already.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The fields as a browser would send them.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// The same form with one field filled in.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// What a walk has found.
#[derive(Debug, Default)]
pub struct Walk {
    pub paths: BTreeSet<String>,
    pub forms: BTreeSet<Form>,
}

/// Follows every link from a start page; every page on the way must be one.
pub async fn walk(browser: &TestClient, start: &str) -> Walk {
    let mut found = Walk::default();
    let mut ahead = VecDeque::from([start.to_owned()]);
    while let Some(path) = ahead.pop_front() {
        if !found.paths.insert(path.clone()) {
            continue;
        }
        assert!(found.paths.len() < MOST_PAGES, "the walk does not end: {:?}", found.paths);
        let page = browser.get(&path).await;
        if let Some(next) = page.location() {
            ahead.push_back(next.to_owned());
            continue;
        }
        assert!(page.status.is_success(), "a link leads to {path}: {}", page.status);
        found.forms.extend(forms(&page.html()));
        ahead.extend(links(&page.html()));
    }
    found
}

fn links(html: &Html) -> Vec<String> {
    let links = Selector::parse("a[href]").unwrap();
    let paths = html.select(&links).filter_map(|link| link.value().attr("href"));
    let own = paths.filter(|path| path.starts_with('/') && !path.starts_with("//"));
    own.map(|path| path.split('#').next().unwrap_or_default().to_owned()).collect()
}

/// The forms of a page that change something.
pub fn forms(html: &Html) -> Vec<Form> {
    let forms = Selector::parse("form[method=post i]").unwrap();
    html.select(&forms).map(read_form).collect()
}

fn read_form(form: ElementRef<'_>) -> Form {
    let named = Selector::parse("input[name], select[name], textarea[name]").unwrap();
    let fields = form.select(&named).filter_map(|field| {
        let element = field.value();
        let value = match element.name() {
            "select" => chosen(field),
            "textarea" => field.text().collect(),
            _ => {
                let is_choice = matches!(element.attr("type"), Some("checkbox" | "radio"));
                if is_choice && element.attr("checked").is_none() {
                    return None;
                }
                element.attr("value").unwrap_or(if is_choice { "on" } else { "" }).to_owned()
            }
        };
        Some((element.attr("name")?.to_owned(), value))
    });
    Form { action: form.value().attr("action").unwrap_or_default().to_owned(), fields: fields.collect() }
}

fn chosen(select: ElementRef<'_>) -> String {
    let selected = Selector::parse("option[selected]").unwrap();
    let any = Selector::parse("option").unwrap();
    let option = select.select(&selected).next().or_else(|| select.select(&any).next());
    option.and_then(|option| option.value().attr("value")).unwrap_or_default().to_owned()
}
