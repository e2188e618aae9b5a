//! Tariff plans: the list and the pages beside the form.

use domain::money::RateTextError;
use domain::recipe::{self, RecipeParamsError};

use super::{catalogue, texts};

catalogue! {
    /// Words of the list of tariff plans and of the pages beside the form.
    Tariffs {
        title: "Tariff plans",
        lead: "What clients can order: a server with its prices, its operating systems and its options.",
        id: "Id",
        name: "Name",
        kind: "Type",
        kind_vps: "VPS",
        provider: "Provider",
        modules: "Processing modules",
        cost: "Cost",
        not_sold: "no price yet",
        sort: "Sort",
        state: "Status",
        enabled: "Enabled",
        disabled: "Disabled",
        count(n): "{n} plan|{n} plans",
        none_yet: "No tariff plans yet",
        none_yet_text: "A plan says what a server costs and what it is made of. Add the first; it stays disabled until you enable it.",
        list_empty: "No plan fits",
        list_empty_text: "Search for something else, or clear the filter.",
        edit: "Edit",
        copy: "Copy",
        options: "Options",
        import: "Import",
        enable: "Enable",
        disable: "Disable",
        history: "History",
        delete: "Delete",
        was_enabled(name): "{name} is enabled: clients can order it now.",
        was_disabled(name): "{name} is disabled: nobody can order it. Services that have it go on as before.",
        was_added: "The plan is added, and disabled until you enable it. Its control panels and their prices stand under Options.",
        was_copied(name): "This is the copy of {name}. It is disabled until you enable it.",
        copy_title(name): "Copy {name}",
        copy_lead: "The copy has the same processing modules, periods, operating systems, installation, options and prices. It is disabled.",
        copy_name(name): "{name} (copy)",
        copy_button: "Copy the plan",
        delete_title(name): "Delete {name}?",
        delete_parts: "Its prices, operating systems, options and their prices are deleted with it.",
        delete_history: "Its history stays.",
        delete_button: "Delete the plan",
        keep: "Keep it",
        cannot_delete(name): "{name} cannot be deleted",
        cannot_delete_text: "A service or an order keeps the plan that it was ordered by, even when the service is gone. Disable the plan: nobody can order it then.",
        used_by: "Used by",
        no_import: "This plan has no option of the type Control panel license yet, so there is no enumeration to import into. Add the option first.",
        history_of(name): "History of {name}",
        not_ready(n): "It cannot be enabled: the configuration check finds {n} error.|It cannot be enabled: the configuration check finds {n} errors.",
        rate_not_a_number: "A rate is a number like 1.0850.",
        rate_not_positive: "A rate is greater than zero.",
        rate_decimals: "A rate has at most 8 decimals.",
        rate_large: "The rate is too large.",
        params_not_a_pair(line): "Line {line} is not name=value.",
        params_placeholder(line, known): "Line {line} has a word in braces that stands for nothing. There are {known}.",
        params_repeated(line): "Line {line} repeats a name.",
    }
}

/// What is wrong with a typed rate.
pub(crate) fn rate_problem(error: RateTextError) -> &'static str {
    let words = &texts().tariffs;
    match error {
        RateTextError::Empty => texts().refusals.missing,
        RateTextError::NotANumber => words.rate_not_a_number,
        RateTextError::NotPositive => words.rate_not_positive,
        RateTextError::TooManyDecimals => words.rate_decimals,
        RateTextError::TooLarge => words.rate_large,
    }
}

/// What is wrong with the parameters of a recipe.
pub(crate) fn params_problem(error: RecipeParamsError) -> String {
    let words = &texts().tariffs;
    match error {
        RecipeParamsError::NotAPair { line } => words.params_not_a_pair(line),
        RecipeParamsError::UnknownPlaceholder { line } => words.params_placeholder(line, placeholders()),
        RecipeParamsError::Repeated { line } => words.params_repeated(line),
    }
}

/// What may stand in the parameters of a recipe.
pub(crate) fn placeholders() -> String {
    [recipe::LICENSE_KEY, recipe::ADDRESS, recipe::HOST_NAME].join(", ")
}
