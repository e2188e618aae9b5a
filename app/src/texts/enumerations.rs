//! Enumerations.

use super::catalogue;

catalogue! {
    /// Words of the pages of enumerations.
    Enumerations {
        title: "Enumerations",
        lead: "Named lists that options of tariff plans take their values from, like the control panels that a client chooses from.",
        number: "Id",
        values: "Values",
        used_by: "Used by",
        options(n): "{n} option|{n} options",
        value_count(n): "{n} value|{n} values",
        unused: "Nothing yet",
        count(n): "{n} enumeration|{n} enumerations",
        edit: "Edit",
        history: "History",
        delete: "Delete",
        none_yet: "No enumerations yet",
        none_yet_text: "Begin with the list Server control panel. It holds No control panel; the panels that your license server sells are imported into it next.",
        make_panel_list: "Make Server control panel",
        panel_list_made: "The list Server control panel is there. Import the panels that your license server sells.",
        list_empty: "No enumeration fits",
        list_empty_text: "Search for part of a name or an internal name.",
        add_title: "Add an enumeration",
        name_help: "What staff call the list.",
        intname_help: "A short name without spaces; no two lists have the same one.",
        delete_title(name): "Delete the enumeration {name}?",
        delete_list: "The list is deleted. Its history stays.",
        delete_values(n): "Its {n} value is deleted with it.|Its {n} values are deleted with it.",
        delete_button: "Delete the enumeration",
        keep: "Keep it",
        cannot_delete(name): "{name} cannot be deleted",
        cannot_delete_text: "It is still used. Take it out of these first:",
    }
}
