//! Filling a text in, with its plural.

/// Fills the `{name}`s of a text in.
///
/// A text of several forms, `{n} day|{n} days`, takes the form for its first argument: two forms are one and many
/// (English), three are one, few and many (Russian).
pub(crate) fn fill(text: &str, arguments: &[(&str, &str)]) -> String {
    let count = arguments.first().and_then(|(_, value)| value.parse::<i64>().ok());
    let mut filled = form(text, count.unwrap_or_default().unsigned_abs()).to_owned();
    for (name, value) in arguments {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

fn form(text: &str, count: u64) -> &str {
    let mut forms = text.split('|');
    let (one, second, third) = (forms.next().unwrap_or_default(), forms.next(), forms.next());
    let slavic_few = (2..=4).contains(&(count % 10)) && !(12..=14).contains(&(count % 100));
    let slavic_one = count % 10 == 1 && count % 100 != 11;
    match (second, third) {
        (None, _) => one,
        (Some(many), None) => {
            if count == 1 {
                one
            } else {
                many
            }
        }
        (Some(few), Some(many)) => {
            if slavic_one {
                one
            } else if slavic_few {
                few
            } else {
                many
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_text_takes_the_form_of_its_count() {
        let days = |n: &str| fill("{n} day|{n} days", &[("n", n)]);
        assert_eq!(days("1"), "1 day");
        assert_eq!(days("0"), "0 days");
        assert_eq!(days("21"), "21 days");
        let russian = |n: &str| fill("{n} день|{n} дня|{n} дней", &[("n", n)]);
        assert_eq!(russian("21"), "21 день");
        assert_eq!(russian("3"), "3 дня");
        assert_eq!(russian("12"), "12 дней");
    }

    #[test]
    fn several_arguments_are_filled_in() {
        assert_eq!(fill("{a} of {b}", &[("a", "1"), ("b", "3")]), "1 of 3");
    }
}
