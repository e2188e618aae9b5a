//! `/staff/products/enumerations`: every enumeration, searched, sorted and paged in the address.

use engine::reads::{EnumerationLine, EnumerationsPage, EnumerationsSort, EnumerationsWanted};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::empty::{empty, empty_with};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages, search, sort_head};
use crate::components::menu::Place;
use crate::components::toolbar::{Toolbar, chooser, chooser_head};
use crate::failure::Failure;
use crate::functions::MakePanelList;
use crate::pages::address::{ENUMERATIONS, values};
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Enumerations, async move |caller| {
        let words = &texts().enumerations;
        let (column, from_end) = wish.column();
        let sort = EnumerationsSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let wanted = EnumerationsWanted {
            search: &wish.search,
            sort: sort.unwrap_or(EnumerationsSort::Id),
            descending: from_end,
            limit: PER_PAGE,
            offset: wish.offset(PER_PAGE),
        };
        let found = engine::reads::enumerations(&visitor::engine()?, caller, &wanted).await?;
        let total = found.total;
        let list = if found.lines.is_empty() { nothing(&found) } else { table(&wish, found.lines) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {toolbar()}
            {search(&wish, words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content))
    })
}

fn toolbar() -> AnyView {
    let words = &texts().enumerations;
    Toolbar::new(ENUMERATIONS)
        .add(texts().forms.add)
        .open("", words.edit)
        .open("values", words.values)
        .divider()
        .open("history", words.history)
        .delete(words.delete)
        .view()
}

fn nothing(found: &EnumerationsPage) -> AnyView {
    let words = &texts().enumerations;
    if !found.is_empty {
        return empty(Icon::List, words.list_empty, words.list_empty_text, None);
    }
    let step = view! {
        <form method="post" action=MakePanelList::PATH>
            <button type="submit" class="button button--primary">{words.make_panel_list}</button>
        </form>
    };
    empty_with(Icon::List, words.none_yet, words.none_yet_text, step)
}

fn table(wish: &Wish, lines: Vec<EnumerationLine>) -> AnyView {
    let (words, names) = (&texts().enumerations, &texts().fields);
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    {sort_head(wish, "id", words.number)}
                    {sort_head(wish, "name", names.name)}
                    {sort_head(wish, "intname", names.intname)}
                    <th scope="col">{words.values}</th>
                    <th scope="col">{words.used_by}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: EnumerationLine) -> AnyView {
    let (words, names) = (&texts().enumerations, &texts().fields);
    let used = match line.options {
        0 => view! { <span class="muted">{words.unused}</span> }.into_any(),
        options => words.options(options).into_any(),
    };
    view! {
        <tr>
            {chooser(line.id, &line.name, "")}
            <td class="tabular" data-label=words.number>{line.id.to_string()}</td>
            <td class="table__main"><a href=values(line.id)>{line.name}</a></td>
            <td class="mono" data-label=names.intname>{line.intname}</td>
            <td data-label=words.values>{words.value_count(line.values)}</td>
            <td data-label=words.used_by>{used}</td>
        </tr>
    }
    .into_any()
}
