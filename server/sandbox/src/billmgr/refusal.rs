//! Why a call is refused (`docs/protocols/billmanager.md` §1.5).

use crate::{element::Element, faults::What, money, shape::Shape, world::World};

use super::{call::Call, session};

/// An error document: HTTP 200 all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub kind: String,
    pub object: Option<String>,
    pub message: String,
}

impl Refusal {
    fn new(kind: &str, object: Option<&str>, message: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), object: object.map(str::to_owned), message: message.into() }
    }

    /// A bad field.
    pub(crate) fn value(field: &str, message: &str) -> Self {
        Self::new("value", Some(field), format!("Field '{field}' has an invalid value. {message}"))
    }

    pub(crate) fn missed() -> Self {
        Self::new("missed", None, "The item does not exist")
    }

    pub(crate) fn no_function(function: &str) -> Self {
        Self::new(
            "missed",
            Some("func"),
            format!("Function '{function}' is not found or its module is not loaded"),
        )
    }

    pub(crate) fn exists(field: &str, message: impl Into<String>) -> Self {
        Self::new("exists", Some(field), message)
    }

    pub(crate) fn access(function: &str) -> Self {
        Self::new("access", Some(function), "Insufficient privileges to access the function")
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new("auth", None, "Authorization required")
    }

    /// Let in from other addresses only.
    pub(crate) fn bad_address() -> Self {
        Self::new("auth", Some("badip"), "Access from this IP address is not allowed")
    }

    /// The log-ins of this user are blocked.
    pub(crate) fn blocked() -> Self {
        Self::new("auth", Some("blocklogon"), "The user is blocked")
    }

    /// An older way to ask for a second factor.
    pub(crate) fn second_factor() -> Self {
        Self::new("extraconfirm", None, "Confirm the log-in with a code")
    }

    pub(crate) fn bad_password() -> Self {
        Self::new("auth", Some("badpassword"), "Invalid username or password")
    }

    /// The exact type is not known; the text is.
    pub(crate) fn no_money(required: i64, balance: i64, call: &Call) -> Self {
        let (required, balance) = (money::shown(required, false), money::shown(balance, false));
        let currency = money::CURRENCY;
        let message = if call.get("lang") == Some("ru") {
            format!(
                "Недостаточно средств для выполнения операции. Необходимая сумма {required} {currency}. \
                 Ваш текущий баланс: {balance} {currency}, кредитный лимит 0.00 {currency}"
            )
        } else {
            format!(
                "insufficient funds to complete the operation. Required amount {required} {currency}. \
                 Your current balance: {balance} {currency}, credit limit 0.00 {currency}"
            )
        };
        Self::new("nomoney", Some("balance"), message)
    }

    /// The refusal that a fault orders.
    pub(crate) fn ordered(world: &World, call: &Call, what: Option<&What>) -> Option<Self> {
        match what? {
            What::Refuse { kind, object, msg, .. } => Some(Self {
                kind: kind.clone().unwrap_or_else(|| "value".to_owned()),
                object: object.clone(),
                message: msg.clone().unwrap_or_else(|| "Refused".to_owned()),
            }),
            What::NoMoney => {
                let balance = world.balance(&session::claimed_account(world, call));
                Some(Self::no_money(balance + money::EURO, balance, call))
            }
            _ => None,
        }
    }

    pub(crate) fn to_element(&self, function: &str, shape: Shape) -> Element {
        let mut error = Element::new("error").with("type", &self.kind);
        if let Some(object) = &self.object {
            error = error.with("object", object);
        }
        if shape.wordy_error {
            let object = self.object.as_deref().unwrap_or_default();
            error = error
                .with("lang", "en")
                .with("code", "1")
                .child(Element::leaf("param", object).with("name", "object").with("type", "msg"))
                .child(Element::leaf("param", "").with("name", "value"))
                .child(
                    Element::new("stack")
                        .child(Element::leaf("action", function).with("level", "0").with("user", "")),
                )
                .field("detail", &self.message);
        }
        error.field("msg", &self.message)
    }

    /// `type/object`, for the list of requests.
    pub(crate) fn short(&self) -> String {
        format!("error {}/{}", self.kind, self.object.as_deref().unwrap_or("-"))
    }
}
