//! The ledger of a client's balance.

use crate::text_enum::text_enum;

text_enum! {
    /// Why a client's balance changed.
    LedgerKind {
        /// The client paid in.
        Payment = "payment",
        /// The client was charged.
        Charge = "charge",
        /// A charge was given back.
        Refund = "refund",
        /// Staff put something right.
        Correction = "correction",
    }
}
