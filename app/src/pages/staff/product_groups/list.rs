//! `/staff/products/product-groups`: every group, searched, sorted and paged in the address.

use domain::form::plan_codes_text;
use engine::reads::{ProductLine, ProductsSort, ProductsWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages, search, sort_head};
use crate::components::menu::Place;
use crate::components::toolbar::{Toolbar, chooser, chooser_head};
use crate::failure::Failure;
use crate::pages::address::{PRODUCT_GROUPS, product_group};
use crate::texts::{texts, values};
use crate::visitor;

const PER_PAGE: u32 = 50;
/// Where a group is added.
const ADD: &str = "/staff/products/product-groups/add";

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::ProductGroups, async move |caller| {
        let words = &texts().product_groups;
        let (column, from_end) = wish.column();
        let sort = ProductsSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let wanted = ProductsWanted {
            search: &wish.search,
            sort: sort.unwrap_or(ProductsSort::Name),
            descending: from_end,
            limit: PER_PAGE,
            offset: wish.offset(PER_PAGE),
        };
        let found = engine::reads::product_groups(&visitor::engine()?, caller, &wanted).await?;
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(&wish, found.lines) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {toolbar()}
            {search(&wish, words.count(found.total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content))
    })
}

fn toolbar() -> AnyView {
    let words = &texts().product_groups;
    Toolbar::new(PRODUCT_GROUPS)
        .add(texts().forms.add)
        .open("", words.edit)
        .divider()
        .open("history", words.history)
        .delete(words.delete)
        .view()
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().product_groups;
    if wish.is_plain() {
        empty(Icon::Group, words.none_yet, words.none_yet_text, Some((ADD, texts().forms.add)))
    } else {
        empty(Icon::Group, words.list_empty, words.list_empty_text, None)
    }
}

fn table(wish: &Wish, lines: Vec<ProductLine>) -> AnyView {
    let (words, names) = (&texts().product_groups, &texts().fields);
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    {sort_head(wish, "id", words.number)}
                    {sort_head(wish, "name", names.name)}
                    {sort_head(wish, "function_prefix", names.function_prefix)}
                    <th scope="col">{names.addons}</th>
                    <th scope="col">{names.plan_codes}</th>
                    <th scope="col">{words.used_by}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: ProductLine) -> AnyView {
    let (words, names) = (&texts().product_groups, &texts().fields);
    let product = &line.product;
    let uses = [
        (line.values > 0).then(|| words.values(line.values)),
        (line.services > 0).then(|| words.services(line.services)),
        (line.licenses > 0).then(|| words.licenses(line.licenses)),
    ];
    let uses: Vec<String> = uses.into_iter().flatten().collect();
    let used = if uses.is_empty() {
        view! { <span class="muted">{words.unused}</span> }.into_any()
    } else {
        uses.join(", ").into_any()
    };
    let codes = if product.plan_codes.is_empty() {
        texts().general.none.to_owned()
    } else {
        plan_codes_text(&product.plan_codes)
    };
    view! {
        <tr>
            {chooser(product.id, &product.name, "")}
            <td class="tabular" data-label=words.number>{product.id.to_string()}</td>
            <td class="table__main"><a href=product_group(product.id)>{product.name.clone()}</a></td>
            <td class="mono" data-label=names.function_prefix>{values::prefix(product.function_prefix)}</td>
            <td class="mono" data-label=names.addons>{values::addons(&product.addons)}</td>
            <td class="mono" data-label=names.plan_codes>{codes}</td>
            <td data-label=words.used_by>{used}</td>
        </tr>
    }
    .into_any()
}
