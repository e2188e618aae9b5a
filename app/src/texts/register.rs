//! The registration of a client.

use super::catalogue;

catalogue! {
    /// Words of the registration page.
    Register {
        title: "Create an account",
        lead: "With an account you can order; it costs nothing by itself.",
        name: "Name",
        name_help: "Yours, or your company's.",
        email: "E-mail",
        email_help: "You log in with it.",
        password: "Password",
        password_help(n): "At least {n} character.|At least {n} characters.",
        button: "Create the account",
        have_one: "Have an account already?",
        log_in: "Log in",
        off: "Accounts are made by the provider here",
        off_text: "Ask the provider for an account; then log in with it.",
        welcome(name): "Welcome, {name}: your account is there. Choose what to order.",
        no_account: "No account yet?",
        create: "Create one",
        to_order: "To order, log in or create an account.",
        to_order_log_in: "To order, log in.",
    }
}
