//! Root passwords of new servers.

use rand::distr::{Alphanumeric, SampleString};
use secrecy::SecretString;

const LENGTH: usize = 20;

/// A random password that has capitals, small letters and digits, as systems demand.
pub(super) fn random() -> SecretString {
    loop {
        let password = Alphanumeric.sample_string(&mut rand::rng(), LENGTH);
        let has = |class: fn(&char) -> bool| password.chars().any(|character| class(&character));
        if has(char::is_ascii_uppercase) && has(char::is_ascii_lowercase) && has(char::is_ascii_digit) {
            return SecretString::from(password);
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_root_password_is_long_mixed_and_its_own() {
        let passwords: Vec<SecretString> = (0..200).map(|_| random()).collect();
        let distinct: std::collections::HashSet<&str> =
            passwords.iter().map(|password| password.expose_secret()).collect();
        assert_eq!(distinct.len(), 200);
        for password in distinct {
            assert_eq!(password.len(), LENGTH);
            assert!(password.bytes().any(|byte| byte.is_ascii_digit()));
            assert!(password.bytes().any(|byte| byte.is_ascii_uppercase()));
            assert!(password.bytes().any(|byte| byte.is_ascii_lowercase()));
        }
    }
}
