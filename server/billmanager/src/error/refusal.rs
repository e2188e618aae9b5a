use sendonce::Certainty;

use super::{Error, ErrorKind};
use crate::decode::node::Node;

/// What a call is about, where the same refusal means more than its type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Nothing in particular.
    Any,
    /// An order or an edit that names an address: a refusal that speaks of the address is about the address.
    Address,
    /// A question about nothing but the address: every refusal that is not about us is about the address.
    OnlyAddress,
}

/// The longest piece of the remote's words that is kept.
const WORDS: usize = 500;

/// Reads `doc.error` into a typed error. Only a reply with a `$type` is a *clear* refusal; an error without one,
/// or beside a sign of success, proves nothing (`docs/protocols/billmanager.md` §1.5).
pub(crate) fn refusal(error: Node<'_>, subject: Subject, also_succeeded: bool) -> Error {
    let of = |name: &str| error.attribute(name).filter(|text| !text.is_empty());
    let type_ = of("type").unwrap_or_default();
    let object = of("object");
    let words = words(error, &type_, object.as_deref());
    let lower = words.to_lowercase();
    let in_process = lower.contains("in process") || lower.contains("выполняется");

    let plain = match type_.as_str() {
        "auth" => ErrorKind::Auth { reason: object.clone() },
        "extraconfirm" => ErrorKind::Auth { reason: Some("second_factor".to_owned()) },
        "access" => ErrorKind::Access,
        "missed" => ErrorKind::NotFound,
        _ if is_no_money(&lower) => ErrorKind::NoMoney,
        "exists" => ErrorKind::Exists,
        _ if object.as_deref() == Some("runningoperation") || in_process => ErrorKind::Busy,
        "value" => ErrorKind::Value { field: object.clone().unwrap_or_default() },
        _ => ErrorKind::Other { kind: type_.clone(), object: object.clone(), code: of("code") },
    };
    let kind = if is_about_address(&plain, object.as_deref(), &lower, subject) {
        ErrorKind::AddressRefused
    } else {
        plain
    };
    // "In process" may speak of this very request.
    let may_be_ours = kind == ErrorKind::Busy && in_process;
    let is_unclear = type_.is_empty() || also_succeeded || may_be_ours;
    Error::new(kind, words, if is_unclear { Certainty::Unknown } else { Certainty::Refused })
}

fn words(error: Node<'_>, type_: &str, object: Option<&str>) -> String {
    let said = ["msg", "detail"]
        .iter()
        .find_map(|name| error.field(name).and_then(Node::shown).filter(|text| !text.is_empty()))
        .or_else(|| error.shown().filter(|text| !text.is_empty()));
    match said {
        Some(text) => text.chars().take(WORDS).collect(),
        None => format!("an error of type {type_:?}, object {:?}, without words", object.unwrap_or_default()),
    }
}

/// The exact type of this refusal is not known; its text is (`docs/protocols/billmanager.md` §1.5).
fn is_no_money(lower: &str) -> bool {
    ["insufficient funds", "недостаточно средств", "not enough money", "not enough funds"]
        .iter()
        .any(|text| lower.contains(text))
}

/// The type of "this address has a license" is not known either, so the call site and the words decide.
fn is_about_address(kind: &ErrorKind, object: Option<&str>, lower: &str, subject: Subject) -> bool {
    let may_be = match kind {
        ErrorKind::Exists | ErrorKind::Other { .. } => true,
        ErrorKind::Value { field } => field.is_empty() || is_address_field(field),
        _ => false,
    };
    let speaks_of_it = object.is_some_and(is_address_field) || words_of(lower).any(|word| word == "ip");
    match subject {
        Subject::Any => false,
        Subject::Address => may_be && speaks_of_it,
        Subject::OnlyAddress => may_be,
    }
}

/// `ip`, `remoteip`, `real_ipchange`, `ip_change_date`.
fn is_address_field(field: &str) -> bool {
    field == "remoteip" || words_of(field).any(|word| word == "ip" || word == "ipchange")
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
}
