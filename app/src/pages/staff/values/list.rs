//! `/staff/products/enumerations/{id}/values`: searched, filtered, sorted and paged in the address.

use domain::EnumerationId;
use engine::reads::{Sold, ValuesPage, ValuesSort, ValuesWanted};
use leptos::{prelude::*, server_fn::ServerFn};

use super::row::{Order, row};
use crate::components::empty::{empty, empty_with};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, pages, sort_head};
use crate::components::menu::Place;
use crate::components::price_source::price_sources;
use crate::components::toolbar::{Toolbar, chooser_head};
use crate::failure::Failure;
use crate::functions::MoveValue;
use crate::pages::address::{ENUMERATIONS, enumeration, id_in_address, import_values, values};
use crate::texts::texts;
use crate::visitor;

const PER_PAGE: u32 = 50;
/// The form that the arrows of the rows belong to.
pub(super) const MOVES: &str = "move-values";

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let (id, wish) = (id_in_address::<EnumerationId>("id"), Wish::of_address());
    staff_page(Place::Enumerations, async move |caller| {
        let (id, words) = (id?, &texts().values);
        let (column, from_end) = wish.column();
        let sort = ValuesSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let sold = [Sold::Yes, Sold::No].into_iter().find(|sold| sold.as_str() == wish.state);
        let wanted = ValuesWanted {
            search: &wish.search,
            sold,
            sort: sort.unwrap_or(ValuesSort::Order),
            descending: from_end,
            limit: PER_PAGE,
            offset: wish.offset(PER_PAGE),
        };
        let found = engine::reads::values(&visitor::engine()?, caller, id, &wanted).await?;
        // Arrows move by one place: they mean something only where the neighbours are in view.
        let in_order = wish.is_plain() && wanted.sort == ValuesSort::Order && !from_end;
        let (name, total) = (found.enumeration.name.clone(), found.total);
        let states = vec![
            (Sold::Yes.as_str().to_owned(), words.is_sold),
            (Sold::No.as_str().to_owned(), words.is_not_sold),
        ];
        let sources = price_sources(&found.sources, &values(id));
        let list = if found.lines.is_empty() { nothing(id, &wish) } else { table(&wish, found, in_order) };
        let content = view! {
            {header(id, &name)}
            {toolbar(id)}
            {filters(&wish, (words.sold, states), words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
            <div class="stack stack--tight">{sources}</div>
        };
        Ok::<_, Failure>(Page::new(name, content).wide())
    })
}

fn header(id: EnumerationId, name: &str) -> AnyView {
    let words = &texts().values;
    let beside = view! {
        <a class="button" href=enumeration(id)>{words.edit_list}</a>
        <a class="button" href=format!("{}/history", enumeration(id))>{words.history}</a>
        <a class="button" href=import_values(id)>{words.import}</a>
    };
    Header::new(name.to_owned())
        .under(texts().enumerations.title, ENUMERATIONS)
        .lead(words.lead)
        .actions(beside)
        .view()
}

fn toolbar(id: EnumerationId) -> AnyView {
    let words = &texts().values;
    Toolbar::new(values(id)).add(texts().forms.add).open("", words.edit).delete(words.delete).view()
}

fn nothing(id: EnumerationId, wish: &Wish) -> AnyView {
    let words = &texts().values;
    if !wish.is_plain() {
        return empty(Icon::List, words.list_empty, words.list_empty_text, None);
    }
    let steps = view! {
        <div class="actions">
            <a class="button button--primary" href=import_values(id)>{words.import}</a>
            <a class="button" href=format!("{}/add", values(id))>{words.add_title}</a>
        </div>
    };
    empty_with(Icon::List, words.none_yet, words.none_yet_text, steps)
}

fn table(wish: &Wish, found: ValuesPage, in_order: bool) -> AnyView {
    let (words, names) = (&texts().values, &texts().fields);
    let list = found.enumeration.id;
    let order = Order { last: found.count, in_order };
    let rows = found.lines.into_iter().map(|line| row(list, line, &found.sources, order)).collect_view();
    let moves = in_order.then(|| {
        view! {
            <form id=MOVES method="post" action=MoveValue::PATH>
                <input type="hidden" name="enumeration" value=list.to_string()/>
                <input type="hidden" name="order_version" value=found.enumeration.order_version.to_string()/>
                <input type="hidden" name="page" value=wish.page.to_string()/>
            </form>
        }
    });
    view! {
        {moves}
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    {sort_head(wish, "order", words.order)}
                    {sort_head(wish, "id", words.number)}
                    {sort_head(wish, "name", names.name)}
                    {sort_head(wish, "intname", names.intname)}
                    <th scope="col">{names.product}</th>
                    <th scope="col">{names.addons}</th>
                    <th scope="col">{words.used_in}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
