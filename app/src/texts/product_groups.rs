//! Product groups.

use super::catalogue;

catalogue! {
    /// Words of the pages of product groups.
    ProductGroups {
        title: "Product groups",
        lead: "Which plan codes are one product at the license server. A free license of a group serves the next order of the same group.",
        number: "Id",
        used_by: "Used by",
        values(n): "{n} value|{n} values",
        services(n): "{n} service|{n} services",
        licenses(n): "{n} license|{n} licenses",
        unused: "Nothing yet",
        count(n): "{n} group|{n} groups",
        edit: "Edit",
        history: "History",
        delete: "Delete",
        none_yet: "No product groups yet",
        none_yet_text: "A group is made with the first value of an enumeration that needs it, by an import, or here.",
        list_empty: "No product group fits",
        list_empty_text: "Search for part of a name or of a plan code.",
        add_title: "Add a product group",
        name_help: "The product, like ispmanager 6 lite. No two groups have the same name.",
        plan_codes_help: "Every code that is this product at the license server: monthly, yearly, successors. Commas or spaces between them.",
        licenses_note(n): "{n} license belongs to this group.|{n} licenses belong to this group.",
        licenses_note_text: "They were bought as the group says now. With another prefix the license server is asked for them in the wrong place; with other add-ons a free license would serve an order it does not fit. Make a new group for another product.",
        delete_title(name): "Delete the product group {name}?",
        delete_group: "The group and its plan codes are forgotten. Its history stays.",
        delete_button: "Delete the product group",
        keep: "Keep it",
        cannot_delete(name): "{name} cannot be deleted",
        cannot_delete_text: "Values, services and licenses belong to it; those that ended long ago too, so that their history can be read:",
    }
}
