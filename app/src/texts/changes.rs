//! The history of the catalogue, in words.

use domain::catalogue::{Object, Verb};
use domain::price::GridField;

use super::{catalogue, prices, texts};

catalogue! {
    /// Words of the history pages.
    Changes {
        title: "History",
        when: "When",
        who: "Who",
        what: "What",
        changed: "Old → new",
        operator: "Operator",
        empty: "Nothing has changed yet",
        empty_text: "Every change appears here: who made it, when, and what it was before.",
        empty_value: "empty",
        added: "Added",
        edited: "Changed",
        deleted: "Deleted",
        restored: "Restored",
        module: "Processing module",
        rule: "Parameter",
        product: "Product group",
        enumeration: "Enumeration",
        value: "Value",
        tariff: "Tariff plan",
        option: "Option",
        prices: "Prices",
        rate: "Currency rate",
    }
}

/// What was done.
pub(crate) fn verb(verb: Verb) -> &'static str {
    let words = &texts().changes;
    match verb {
        Verb::Added => words.added,
        Verb::Changed => words.edited,
        Verb::Deleted => words.deleted,
        Verb::Restored => words.restored,
    }
}

/// What it was done with.
pub(crate) fn object(object: Object) -> &'static str {
    let words = &texts().changes;
    match object {
        Object::Module => words.module,
        Object::Rule => words.rule,
        Object::Product => words.product,
        Object::Enumeration => words.enumeration,
        Object::Value => words.value,
        Object::Tariff => words.tariff,
        Object::Option => words.option,
        Object::Prices => words.prices,
        Object::Rate => words.rate,
    }
}

/// A field by its label: the history knows fields by their names in the form. A name without a label of its own is a label already.
pub(crate) fn field(name: &str) -> String {
    if let Some((field, row)) = GridField::from_history(name) {
        return prices::told(field, row);
    }
    let words = &texts().fields;
    words.entry(name).map_or_else(|| name.to_owned(), str::to_owned)
}
