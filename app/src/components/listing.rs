//! Lists whose search, order and page are in the address.

use domain::ClientId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::texts::texts;
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

/// The head of a column by which a list can be ordered.
pub(crate) fn sort_head(wish: &Wish, column: &'static str, label: &'static str) -> AnyView {
    sort_head_of(None, wish, column, label)
}

/// The same for a column of amounts.
pub(crate) fn sort_head_of_amounts(wish: &Wish, column: &'static str, label: &'static str) -> AnyView {
    sort_head_of(Some("numeric"), wish, column, label)
}

fn sort_head_of(
    class: Option<&'static str>,
    wish: &Wish,
    column: &'static str,
    label: &'static str,
) -> AnyView {
    let (sorted, from_end) = wish.column();
    let here = sorted == column;
    let order = here.then_some(if from_end { "descending" } else { "ascending" });
    let sort = if here && !from_end { format!("-{column}") } else { column.to_owned() };
    let href = Wish { sort, page: 1, ..wish.clone() }.address();
    view! {
        <th scope="col" class=class aria-sort=order><a class="table__sort" href=href>{label}</a></th>
    }
    .into_any()
}

/// The bar over a list: search, one filter, how many there are.
pub(crate) fn filters(
    wish: &Wish,
    (label, states): (&'static str, Vec<(String, &'static str)>),
    count: String,
) -> AnyView {
    let chosen = wish.state.clone();
    let options = states
        .into_iter()
        .map(|(value, word)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{word}</option> }
        })
        .collect_view();
    let filter = view! {
        <select class="input" name="state" aria-label=label>
            <option value="">{label} ": " {texts().general.all}</option>
            {options}
        </select>
    };
    search_bar(wish, filter.into_any(), count)
}

/// A filter of one list: its name in the address, its label, and what can be chosen.
pub(crate) type Filter = (&'static str, &'static str, Vec<(String, String)>);

/// The bar over a list with filters of its own, whose states stand elsewhere.
pub(crate) fn filters_of(wish: &Wish, filters: Vec<Filter>, count: String) -> AnyView {
    let state = wish.state.clone();
    let kept = (!state.is_empty()).then(|| view! { <input type="hidden" name="state" value=state/> });
    let selects = filters
        .into_iter()
        .map(|(name, label, choices)| {
            let chosen = wish.filter(name).to_owned();
            let options = choices
                .into_iter()
                .map(|(value, word)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected>{word}</option> }
                })
                .collect_view();
            view! {
                <select class="input" name=name aria-label=label>
                    <option value="">{label} ": " {texts().general.all}</option>
                    {options}
                </select>
            }
        })
        .collect_view();
    search_bar(wish, view! { {kept} {selects} }.into_any(), count)
}

/// The bar over a list that is only searched.
pub(crate) fn search(wish: &Wish, count: String) -> AnyView {
    search_bar(wish, ().into_any(), count)
}

/// The bar over a list whose filter stands elsewhere, as tabs do: the search keeps it.
pub(crate) fn search_within(wish: &Wish, count: String) -> AnyView {
    let state = wish.state.clone();
    let kept = (!state.is_empty()).then(|| view! { <input type="hidden" name="state" value=state/> });
    search_bar(wish, kept.into_any(), count)
}

/// Says that a list shows one client's only, and leads to the whole.
pub(crate) fn only_client(wish: &Wish, name: &str) -> Option<AnyView> {
    let id = wish.client?;
    let words = &texts().clients;
    let all = Wish { client: None, page: 1, ..wish.clone() }.address();
    Some(
        view! {
            <div class="note note--info">
                <p>
                    {words.only_of} " " <a href=format!("/staff/clients/{id}")>{name.to_owned()}</a>
                    " · " <a href=all>{words.of_all}</a>
                </p>
            </div>
        }
        .into_any(),
    )
}

fn search_bar(wish: &Wish, filter: AnyView, count: String) -> AnyView {
    let general = &texts().general;
    let clear = (!wish.is_plain()).then(|| view! { <a class="filters__clear" href="?">{general.clear}</a> });
    let client = wish.client.map(|id| view! { <input type="hidden" name="client" value=id.to_string()/> });
    view! {
        <form class="filters" method="get" role="search">
            <input class="input filters__search" type="search" name="q" value=wish.search.clone()
                placeholder=general.search aria-label=general.search/>
            {filter} {client}
            {(!wish.sort.is_empty()).then(|| view! { <input type="hidden" name="sort" value=wish.sort.clone()/> })}
            <button type="submit" class="button">{general.apply}</button>
            {clear}
            <span class="filters__count">{count}</span>
        </form>
    }
    .into_any()
}

/// The links to the pages of a list.
pub(crate) fn pages(wish: &Wish, page_size: u32, total: i64) -> AnyView {
    let size = i64::from(page_size);
    let first = i64::from(wish.page - 1) * size + 1;
    let last = (first + size - 1).min(total);
    if total <= size {
        return ().into_any();
    }
    links(wish, wish.page > 1, last < total, texts().general.place(first, last, total))
}

/// The links of a list that knows its pages only.
pub(crate) fn turn_pages(wish: &Wish, page: u64, pages: u64) -> AnyView {
    if pages <= 1 {
        return ().into_any();
    }
    links(wish, page > 1, page < pages, texts().general.page_of(page, pages))
}

fn links(wish: &Wish, back: bool, on: bool, place: String) -> AnyView {
    let general = &texts().general;
    let to = |page: u32| Wish { page, ..wish.clone() }.address();
    let back = back.then(|| {
        view! { <a class="pagination__link" rel="prev" href=to(wish.page.saturating_sub(1))>{general.previous}</a> }
    });
    let on = on
        .then(|| view! { <a class="pagination__link" rel="next" href=to(wish.page + 1)>{general.next}</a> });
    view! {
        <nav class="pagination" aria-label=general.pages>
            {back} <span class="pagination__place">{place}</span> {on}
        </nav>
    }
    .into_any()
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
