//! The filter language of `where` (`docs/protocols/vmmanager.md` §2.2).

use super::failure::Failure;

/// A parsed filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Equal(String, String),
    /// A pattern in which `%` stands for anything.
    Like(String, String),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
}

/// More parentheses than any filter has: each costs stack.
const DEEPEST: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Word(String),
    Quoted(String),
}

impl Condition {
    /// Parses a filter; every field it names must be one of `fields`.
    pub(crate) fn parse(text: &str, fields: &[&str]) -> Result<Self, Failure> {
        let tokens = tokens(text)?;
        if tokens.iter().filter(|token| **token == Token::Open).count() > DEEPEST {
            return Err(Failure::bad_filter("too many parentheses"));
        }
        let mut reader = Reader { tokens: &tokens, fields };
        let condition = reader.any_of()?;
        if reader.tokens.is_empty() { Ok(condition) } else { Err(Failure::bad_filter("text after its end")) }
    }

    /// Whether a row whose fields `field` reads fulfils it.
    pub(crate) fn holds(&self, field: &impl Fn(&str) -> String) -> bool {
        match self {
            Self::Equal(name, wanted) => field(name) == *wanted,
            Self::Like(name, pattern) => like(pattern, &field(name)),
            Self::And(left, right) => left.holds(field) && right.holds(field),
            Self::Or(left, right) => left.holds(field) || right.holds(field),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, Failure> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' => {
                tokens.push(if first == '(' { Token::Open } else { Token::Close });
                1
            }
            '\'' => {
                let end = rest[1..].find('\'').ok_or_else(|| Failure::bad_filter("a quote is not closed"))?;
                tokens.push(Token::Quoted(rest[1..=end].to_owned()));
                end + 2
            }
            _ => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || c == '(' || c == ')').unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                end
            }
        };
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

struct Reader<'a> {
    tokens: &'a [Token],
    fields: &'a [&'a str],
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first.clone())
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.first(), Some(Token::Word(next)) if next == word);
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }

    fn any_of(&mut self) -> Result<Condition, Failure> {
        let mut left = self.all_of()?;
        while self.takes("OR") {
            left = Condition::Or(Box::new(left), Box::new(self.all_of()?));
        }
        Ok(left)
    }

    fn all_of(&mut self) -> Result<Condition, Failure> {
        let mut left = self.one()?;
        while self.takes("AND") {
            left = Condition::And(Box::new(left), Box::new(self.one()?));
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<Condition, Failure> {
        let name = match self.next() {
            Some(Token::Open) => {
                let inner = self.any_of()?;
                return match self.next() {
                    Some(Token::Close) => Ok(inner),
                    _ => Err(Failure::bad_filter("a parenthesis is not closed")),
                };
            }
            Some(Token::Word(name)) => name,
            _ => return Err(Failure::bad_filter("a field is expected")),
        };
        if !self.fields.contains(&name.as_str()) {
            return Err(Failure::bad_filter("unknown field"));
        }
        let operator = self.next();
        let value = match self.next() {
            Some(Token::Word(value) | Token::Quoted(value)) => value,
            _ => return Err(Failure::bad_filter("a value is expected")),
        };
        match operator {
            Some(Token::Word(operator)) if operator == "EQ" => Ok(Condition::Equal(name, value)),
            Some(Token::Word(operator)) if operator == "CP" => Ok(Condition::Like(name, value)),
            _ => Err(Failure::bad_filter("EQ or CP is expected")),
        }
    }
}

fn like(pattern: &str, text: &str) -> bool {
    match pattern.split_once('%') {
        None => pattern == text,
        Some((head, tail)) => {
            let Some(rest) = text.strip_prefix(head) else { return false };
            (0..=rest.len()).any(|at| rest.is_char_boundary(at) && like(tail, &rest[at..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(filter: &str) -> bool {
        let fields = ["id", "name", "account.id"];
        let row = |field: &str| match field {
            "id" => "7".to_owned(),
            "name" => "kp-1 two".to_owned(),
            _ => "3".to_owned(),
        };
        Condition::parse(filter, &fields).unwrap().holds(&row)
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert!(holds("id EQ 7 OR id EQ 8 AND name EQ nobody"));
        assert!(!holds("(id EQ 7 OR id EQ 8) AND name EQ nobody"));
        assert!(holds("((account.id EQ '3') AND (name EQ 'kp-1 two'))"));
    }

    #[test]
    fn a_pattern_needs_its_percent_signs() {
        assert!(holds("name CP 'kp-%'"));
        assert!(holds("name CP '%1%'"));
        assert!(!holds("name CP 'kp-'"));
    }

    #[test]
    fn a_filter_that_makes_no_sense_is_refused() {
        for filter in
            ["", "id", "id EQ", "(id EQ 1", "id IS 1", "cluster EQ 1", "id+EQ+1", "name EQ 'a", "id EQ 1)"]
        {
            assert!(Condition::parse(filter, &["id", "name"]).is_err(), "{filter}");
        }
        assert!(Condition::parse(&"(".repeat(100_000), &["id"]).is_err());
    }
}
