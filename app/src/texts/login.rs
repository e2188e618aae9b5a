//! The login page.

use super::catalogue;

catalogue! {
    /// Words of the login page.
    Login {
        title: "Log in",
        login: "E-mail",
        password: "Password",
        button: "Log in",
        refused: "Login or password is not right",
        logged_out: "You are logged out.",
    }
}
