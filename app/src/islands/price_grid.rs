//! The keys of a price grid: moving between its cells, filling them, pasting from a spreadsheet.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{ClipboardEvent, Element, Event, HtmlInputElement, KeyboardEvent, NodeList};

/// Moves and fills in the table that the server has drawn, and shows the buttons over it; nothing of it is held here.
#[island]
pub fn PriceGrid() -> impl IntoView {
    Effect::new(|| {
        let find = |id| document().get_element_by_id(id);
        let (Some(grid), Some(tools)) = (find("price-grid"), find("price-tools")) else { return };
        listen(&grid, "keydown", |event| on_key(event.unchecked_ref()));
        listen(&grid, "paste", |event| on_paste(event.unchecked_ref()));
        listen(&grid, "input", |event| {
            if let Some(cell) = cell_of(event) {
                mark(&cell);
            }
        });
        // A button that takes the focus would leave no cell to fill from.
        listen(&tools, "mousedown", Event::prevent_default);
        listen(&tools, "click", |event| {
            let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(fills) = button.and_then(|button| button.get_attribute("data-fill")) {
                fill(fills == "down");
            }
        });
        let _ = tools.remove_attribute("hidden");
    });
}

fn listen(grid: &Element, name: &str, does: fn(&Event)) {
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| does(&event));
    let _ = grid.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    // It lives as long as the page.
    closure.forget();
}

fn cell_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into::<HtmlInputElement>().ok().filter(|cell| cell.has_attribute("data-cell"))
}

fn cells(row: &Element) -> Vec<HtmlInputElement> {
    let Ok(found) = row.query_selector_all("[data-cell]") else { return Vec::new() };
    let cell = |found: &NodeList, index| found.get(index)?.dyn_into().ok();
    (0..found.length()).filter_map(|index| cell(&found, index)).collect()
}

/// A cell's row, the cells of it, and its place among them.
fn place(cell: &HtmlInputElement) -> Option<(Element, Vec<HtmlInputElement>, usize)> {
    let row = cell.closest("tr").ok()??;
    let cells = cells(&row);
    let place = cells.iter().position(|other| other == cell)?;
    Some((row, cells, place))
}

fn go(cell: Option<&HtmlInputElement>) -> bool {
    cell.is_some_and(|cell| {
        cell.select();
        cell.focus().is_ok()
    })
}

fn on_key(event: &KeyboardEvent) {
    let Some(cell) = cell_of(event) else { return };
    let Some((row, line, at)) = place(&cell) else { return };
    let (start, end) = (cell.selection_start().ok().flatten(), cell.selection_end().ok().flatten());
    let length = u32::try_from(cell.value().len()).unwrap_or_default();
    let is_whole = start == Some(0) && end == Some(length);
    let below = || row.next_element_sibling().and_then(|row| cells(&row).into_iter().nth(at));
    let above = || row.previous_element_sibling().and_then(|row| cells(&row).into_iter().nth(at));
    let moved = match event.key().as_str() {
        "ArrowDown" => go(below().as_ref()),
        "ArrowUp" => go(above().as_ref()),
        // In the last row it saves, as Enter does everywhere.
        "Enter" if event.shift_key() => go(above().as_ref()),
        "Enter" => go(below().as_ref()),
        "ArrowRight" if is_whole || start == Some(length) => go(line.get(at + 1)),
        "ArrowLeft" if is_whole || end == Some(0) => go(at.checked_sub(1).and_then(|at| line.get(at))),
        "d" if event.ctrl_key() || event.meta_key() => {
            fill(true);
            true
        }
        _ => false,
    };
    if moved {
        event.prevent_default();
    }
}

/// Copies the cell that has the focus into every cell below it, or into those beside it up to the setup fees.
fn fill(down: bool) {
    let Some(cell) = document().active_element().and_then(|cell| cell.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    let Some((row, line, at)) = place(&cell) else { return };
    if down {
        let mut next = row.next_element_sibling();
        while let Some(row) = next {
            if let Some(below) = cells(&row).get(at) {
                put(below, &cell.value());
            }
            next = row.next_element_sibling();
        }
    } else {
        let half = line.len() / 2;
        let end = if at < half { half } else { line.len() };
        for beside in line.iter().take(end).skip(at + 1) {
            put(beside, &cell.value());
        }
    }
}

fn on_paste(event: &ClipboardEvent) {
    let (Some(cell), Some(data)) = (cell_of(event), event.clipboard_data()) else { return };
    let text = data.get_data("text/plain").unwrap_or_default();
    let text = text.trim_end_matches(['\r', '\n']);
    // One value goes where the cursor is, as anywhere.
    if !text.contains(['\t', '\n']) {
        return;
    }
    let Some((row, _, at)) = place(&cell) else { return };
    event.prevent_default();
    let mut here = Some(row);
    for pasted in text.lines() {
        let Some(row) = here else { return };
        for (cell, value) in cells(&row).iter().skip(at).zip(pasted.split('\t')) {
            put(cell, value.trim());
        }
        here = row.next_element_sibling();
    }
}

fn put(cell: &HtmlInputElement, value: &str) {
    cell.set_value(value);
    mark(cell);
}

/// A cell that differs from what is stored says so, and its margin steps back.
fn mark(cell: &HtmlInputElement) {
    let _ = if cell.value() == cell.default_value() {
        cell.remove_attribute("data-changed")
    } else {
        cell.set_attribute("data-changed", "")
    };
}
