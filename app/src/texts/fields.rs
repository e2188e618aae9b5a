//! The labels of form fields, by the fields' names: one label for a form, its history and its summary.

use super::catalogue;

/// Defines the labels, and how one is found by its field's name.
macro_rules! labels {
    ($($key:ident: $text:literal,)+) => {
        catalogue! {
            /// Labels by the names of fields.
            Fields { $($key: $text,)+ }
        }

        impl Fields {
            /// The label of a field, if it has one here.
            pub(crate) fn entry(&self, name: &str) -> Option<&'static str> {
                match name {
                    $(stringify!($key) => Some(self.$key),)+
                    _ => None,
                }
            }
        }
    };
}

labels! {
    currency: "Currency",
    description: "Description",
    intname: "Internal name",
    name: "Name",
    password: "Password",
    sort: "Sort",
    status: "Status",
    url: "URL",
    username: "User name",
}
