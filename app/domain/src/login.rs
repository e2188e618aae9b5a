//! How a login is compared.

/// Folds a typed login to the form that is stored and looked up: no white space around it, no capitals.
///
/// Done here and not by the database: SQLite's `lower` knows ASCII only, PostgreSQL's depends on its locale.
pub fn fold_login(typed: &str) -> String {
    typed.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_the_same_however_it_is_typed() {
        assert_eq!(fold_login(" Staff@Demo.Test "), "staff@demo.test");
        assert_eq!(fold_login("ИВАН@demo.test"), "иван@demo.test");
    }
}
