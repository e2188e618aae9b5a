//! Lists whose search, order and page are in the address.

mod wish;

use leptos::prelude::*;
pub(crate) use wish::Wish;

use crate::texts::texts;

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
