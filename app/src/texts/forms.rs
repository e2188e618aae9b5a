//! Words of every form and of the toolbars over lists.

use super::catalogue;

catalogue! {
    /// Words of every form and of the toolbars over lists.
    Forms {
        save: "Save",
        edit: "Edit",
        delete: "Delete",
        add: "Add",
        cancel: "Cancel",
        optional: "optional",
        saved: "Saved.",
        added: "Added.",
        deleted: "Deleted.",
        field: "Field",
        differences: "What differs",
        stored_now: "Stored now",
        typed_by_you: "Typed by you",
        toolbar: "Actions with the chosen row",
        choose: "Choose",
        choose_row(name): "Choose {name}",
        choose_first: "Choose a row of the list first.",
    }
}
