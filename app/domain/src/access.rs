//! Who may do what.

use crate::text_enum::text_enum;

text_enum! {
    /// What a person is to the provider.
    Role {
        /// Works for the provider.
        Staff = "staff",
        /// Buys from the provider.
        Client = "client",
    }
}
