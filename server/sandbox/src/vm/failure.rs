//! Errors of VMmanager (`docs/protocols/vmmanager.md` §2.1).

use serde_json::{Value, json};

use crate::{faults::What, shape::Shape};

/// An error with its HTTP status.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub status: u16,
    code: i64,
    message: String,
    value: Value,
}

impl Failure {
    fn new(status: u16, code: i64, message: &str) -> Self {
        Self { status, code, message: message.to_owned(), value: json!({}) }
    }

    /// Code 1000: the token is missing or dead.
    pub(crate) fn unauthorized() -> Self {
        Self::new(401, 1000, "Unauthorized")
    }

    /// Code 3001: the function is not open to this user.
    pub(crate) fn no_access() -> Self {
        Self::new(403, 3001, "Unauthorized")
    }

    pub(crate) fn bad_login() -> Self {
        Self::new(400, 1001, "Invalid email or password")
    }

    pub(crate) fn unexpected(property: &str) -> Self {
        Self { value: json!({"property": property}), ..Self::new(400, 3008, "Unexpected property") }
    }

    pub(crate) fn invalid(property: &str, why: &str) -> Self {
        Self {
            value: json!({"property": property}),
            ..Self::new(400, 3004, &format!("Invalid {property}: {why}"))
        }
    }

    pub(crate) fn exists(property: &str) -> Self {
        Self {
            value: json!({"property": property}),
            ..Self::new(400, 3005, &format!("This {property} already exists"))
        }
    }

    pub(crate) fn busy() -> Self {
        Self::new(400, 3011, "Another operation is running")
    }

    pub(crate) fn not_found() -> Self {
        Self::new(404, 3002, "Not found")
    }

    /// A filter that the server cannot apply was seen to answer 500.
    pub(crate) fn bad_filter(why: &str) -> Self {
        Self::new(500, 3000, &format!("Bad filter: {why}"))
    }

    /// The error that a fault orders.
    pub(crate) fn ordered(what: Option<&What>) -> Option<Self> {
        match what? {
            What::Refuse { msg, code, status, .. } => Some(Self::new(
                status.unwrap_or(400),
                code.unwrap_or(3000),
                msg.as_deref().unwrap_or("Refused"),
            )),
            _ => None,
        }
    }

    pub(crate) fn to_json(&self, shape: Shape) -> Value {
        let code = if shape.text_codes && self.code == 3008 {
            json!("PROXY-3008")
        } else if shape.text_codes {
            json!(self.code.to_string())
        } else {
            json!(self.code)
        };
        json!({"error": {"code": code, "msg": self.message, "value": self.value}})
    }

    /// Status and code, for the list of requests.
    pub(crate) fn short(&self) -> String {
        format!("error {}/{}", self.status, self.code)
    }
}
