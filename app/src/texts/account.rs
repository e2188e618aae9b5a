//! A client's balance and its ledger.

use super::catalogue;

catalogue! {
    /// Words of the account page.
    Account {
        title: "Account",
        lead: "Your balance, and every entry that made it.",
        balance: "Balance",
        how_to_fund: "To add funds, write to the provider.",
        ledger: "Ledger",
        date: "Date",
        kind: "Entry",
        reason: "Reason",
        service: "Service",
        amount: "Amount",
        empty_title: "No entries yet",
        empty_text: "Payments and charges appear here.",
    }
}
