/// Money as the panel sends it: a text with up to four decimals, kept as an integer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// Ten-thousandths of the currency's unit: `913.9286` is 9139286.
    pub ten_thousandths: i64,
    /// The currency (`EUR`), where the text names one.
    pub currency: Option<String>,
}

impl Amount {
    /// Reads `12.50 EUR`, `7.35 EUR / Month`, `1 234,56 руб.`, `<b>9.90</b> EUR`; nothing where the number is
    /// missing, ambiguous (`1,234`) or finer than four decimals.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = without_tags(text);
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'') || is_space(c);
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let length = text[start..].find(|c| !is_number(c)).unwrap_or(text.len() - start);
        let number = text[start..start + length].trim_end_matches(|c: char| !c.is_ascii_digit());
        let before = text[..start].trim();
        let is_negative = before.ends_with(['-', '−']);
        let magnitude = ten_thousandths(number)?;
        let after = &text[start + length..];
        Some(Self {
            ten_thousandths: if is_negative { -magnitude } else { magnitude },
            currency: currency(after).or_else(|| currency(before.trim_end_matches(['-', '−']))),
        })
    }
}

impl Amount {
    /// Every amount in a text that names its currency, in the order of the text.
    pub(crate) fn all_in(text: &str) -> Vec<Self> {
        let text = without_tags(text);
        let mut amounts = Vec::new();
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let before =
                if rest[..start].trim_end().ends_with(['-', '−', '$', '€']) { 3.min(start) } else { 0 };
            let from = rest.floor_char_boundary(start - before);
            amounts.extend(Self::read(&rest[from..]).filter(|amount| amount.currency.is_some()));
            let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'') || is_space(c);
            let length = rest[start..].find(|c| !is_number(c)).unwrap_or(rest.len() - start);
            rest = &rest[start + length..];
        }
        amounts
    }
}

/// Spaces that stand between thousands: plain, no-break, narrow no-break, thin.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn without_tags(html: &str) -> String {
    let mut inside = false;
    let text: String = html
        .chars()
        .filter(|c| {
            let is_tag = inside || *c == '<';
            inside = if inside { *c != '>' } else { *c == '<' };
            !is_tag
        })
        .collect();
    text.replace("&nbsp;", "\u{a0}")
}

fn ten_thousandths(number: &str) -> Option<i64> {
    let (whole, decimals) = match number.rfind(['.', ',']) {
        Some(at) => {
            let (whole, separator, decimals) = (&number[..at], &number[at..=at], &number[at + 1..]);
            let is_grouped = whole.contains([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '.', ',']);
            if whole.contains(separator) {
                (number, "")
            } else if separator == "," && decimals.len() == 3 && !is_grouped {
                return None;
            } else {
                (whole, decimals)
            }
        }
        None => (number, ""),
    };
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
    let are_thousands = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    let decimals = decimals.trim_end_matches('0');
    if !are_thousands || decimals.len() > 4 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{decimals:0<4}").parse().ok()?;
    groups.concat().parse::<i64>().ok()?.checked_mul(10_000)?.checked_add(fraction)
}

fn currency(text: &str) -> Option<String> {
    let word =
        text.trim_start_matches(is_space).split(|c: char| is_space(c) || matches!(c, '/' | '(')).next()?;
    match word.trim_end_matches([',', ';', ':', '!']) {
        "" => None,
        "€" => Some("EUR".to_owned()),
        "$" => Some("USD".to_owned()),
        "₽" | "руб." | "руб" | "р." | "р" => Some("RUB".to_owned()),
        code => {
            let code = code.trim_end_matches('.');
            (!code.is_empty() && code.chars().all(char::is_alphabetic)).then(|| code.to_uppercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (i64, String) {
        let amount = Amount::read(text).unwrap();
        (amount.ten_thousandths, amount.currency.unwrap_or_default())
    }

    #[test]
    fn money_is_read_from_each_of_its_texts() {
        assert_eq!(read("12.50 EUR"), (125_000, "EUR".to_owned()));
        assert_eq!(read("7.35 EUR / Month"), (73_500, "EUR".to_owned()));
        assert_eq!(read("1\u{a0}234,56 руб."), (12_345_600, "RUB".to_owned()));
        assert_eq!(read("1 234,56 руб."), (12_345_600, "RUB".to_owned()));
        assert_eq!(read("913.9286"), (9_139_286, String::new()));
        assert_eq!(read("<b>9.90</b>&nbsp;EUR"), (99_000, "EUR".to_owned()));
        assert_eq!(read("-3 EUR"), (-30_000, "EUR".to_owned()));
        assert_eq!(read("$1,234.5"), (12_345_000, "USD".to_owned()));
        assert_eq!(read("1.234.567 EUR"), (12_345_670_000, "EUR".to_owned()));
        assert_eq!(read("0.00 EUR"), (0, "EUR".to_owned()));
    }

    #[test]
    fn an_ambiguous_or_missing_number_is_no_amount() {
        for text in [
            "",
            "EUR",
            "free",
            "1,234 EUR",
            "0.12345",
            "99999999999999999999 EUR",
            "VPS-1 12.50 EUR",
            "1.2.3",
        ] {
            assert_eq!(Amount::read(text), None, "{text}");
        }
    }
}
