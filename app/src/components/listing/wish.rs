//! What the address says about a list.

use domain::ClientId;
use leptos::prelude::GetUntracked;
use leptos_router::hooks::use_query_map;

use crate::visitor::encode;

/// What the address says about a list: `?q=&sort=&state=&client=&page=`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) search: String,
    pub(crate) sort: String,
    pub(crate) state: String,
    /// Only what is this client's.
    pub(crate) client: Option<ClientId>,
    pub(crate) page: u32,
    /// What else the list is filtered by: names in the address, and their values.
    pub(crate) more: Vec<(&'static str, String)>,
}

impl Wish {
    /// Reads the address.
    pub(crate) fn of_address() -> Self {
        let query = use_query_map().get_untracked();
        let page = query.get("page").and_then(|page| page.parse().ok()).filter(|&page| page > 0);
        Self {
            search: query.get("q").unwrap_or_default(),
            sort: query.get("sort").unwrap_or_default(),
            state: query.get("state").unwrap_or_default(),
            client: query.get("client").and_then(|id| id.parse().ok()),
            page: page.unwrap_or(1),
            more: Vec::new(),
        }
    }

    /// Reads the address of a list that has filters of its own.
    pub(crate) fn with_filters(names: &[&'static str]) -> Self {
        let query = use_query_map().get_untracked();
        let more = names.iter().map(|&name| (name, query.get(name).unwrap_or_default())).collect();
        Self { more, ..Self::of_address() }
    }

    /// What one of its own filters asks for; empty for all.
    pub(crate) fn filter(&self, name: &str) -> &str {
        self.more.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.as_str())
    }

    /// The column the list is ordered by, and whether from the end.
    pub(crate) fn column(&self) -> (&str, bool) {
        self.sort.strip_prefix('-').map_or((self.sort.as_str(), false), |column| (column, true))
    }

    /// How many rows stand before this page.
    pub(crate) fn offset(&self, page_size: u32) -> u64 {
        u64::from(self.page - 1) * u64::from(page_size)
    }

    /// Whether the whole list is wanted.
    pub(crate) fn is_plain(&self) -> bool {
        self.search.is_empty()
            && self.state.is_empty()
            && self.client.is_none()
            && self.more.iter().all(|(_, value)| value.is_empty())
    }

    /// The address of the first page of those in this state.
    pub(crate) fn in_state(&self, state: &str) -> String {
        Self { state: state.to_owned(), page: 1, ..self.clone() }.address()
    }

    /// The same as an address of the list.
    pub(crate) fn address(&self) -> String {
        let client = self.client.map(|id| id.to_string()).unwrap_or_default();
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let parts = [
            ("q", &self.search),
            ("state", &self.state),
            ("client", &client),
            ("sort", &self.sort),
            ("page", &page),
        ];
        let query: Vec<String> = parts
            .iter()
            .copied()
            .chain(self.more.iter().map(|(name, value)| (*name, value)))
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        format!("?{}", query.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_list_says_only_what_differs_from_the_plain_list() {
        let wish = Wish { search: "ann & co".into(), sort: "-expires".into(), page: 2, ..Wish::default() };
        assert_eq!(wish.address(), "?q=ann%20%26%20co&sort=-expires&page=2");
        assert_eq!(Wish { page: 1, ..Wish::default() }.address(), "?");
        assert_eq!(Wish { client: Some(ClientId::new(7)), ..Wish::default() }.address(), "?client=7");
        assert_eq!(wish.column(), ("expires", true));
    }
}
