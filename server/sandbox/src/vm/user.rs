//! Users, which VMmanager calls accounts (`docs/protocols/vmmanager.md` §1).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Context, Outcome, condition::Condition, failure::Failure, listed, token::ADMIN};

/// One user.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub id: u64,
    pub email: String,
    pub full_name: String,
    pub phone_number: String,
    pub roles: Vec<String>,
    pub state: String,
}

impl User {
    pub(crate) fn admin(email: &str) -> Self {
        Self { id: ADMIN, ..Self::new(email, "@admin") }
    }

    fn new(email: &str, role: &str) -> Self {
        Self {
            id: 0,
            email: email.to_owned(),
            full_name: String::new(),
            phone_number: String::new(),
            roles: vec![role.to_owned()],
            state: "active".to_owned(),
        }
    }
}

/// Fields that a filter may name.
const FIELDS: &[&str] = &["id", "email", "state", "full_name"];

pub(crate) fn list(context: &mut Context<'_>) -> Outcome {
    let condition = context.filter(FIELDS)?;
    let field = |user: &User, name: &str| match name {
        "id" => user.id.to_string(),
        "email" => user.email.clone(),
        "state" => user.state.clone(),
        _ => user.full_name.clone(),
    };
    let users = context.world.users.values();
    let chosen =
        users.filter(|user| condition.as_ref().is_none_or(|c| c.holds(&|name: &str| field(user, name))));
    let row = |user: &User| -> Value {
        let hosts = context.world.hosts.values().filter(|host| host.account == user.id).count();
        json!({
            "id": user.id,
            "email": user.email,
            "full_name": user.full_name,
            "phone_number": user.phone_number,
            "state": user.state,
            "roles": user.roles,
            "host_count": hosts,
        })
    };
    Ok(listed(chosen.map(row).collect()))
}

pub(crate) fn create(context: &mut Context<'_>) -> Outcome {
    let body = context.ask.properties()?;
    body.only(&["email", "password", "role", "full_name", "phone_number"])?;
    let email = body.needed_text("email")?;
    if !email.contains('@') {
        return Err(Failure::invalid("email", "it is no address"));
    }
    body.needed_text("password")?;
    let role = body.needed_text("role")?;
    if !matches!(role, "@admin" | "@advanced_user" | "@user") {
        return Err(Failure::invalid("role", "there is no such role"));
    }
    if context.world.users.values().any(|user| user.email == email) {
        return Err(Failure::exists("email"));
    }
    let id = context.world.users.last_key_value().map_or(0, |(id, _)| *id) + 1;
    let user = User {
        id,
        full_name: body.text("full_name")?.unwrap_or_default().to_owned(),
        phone_number: body.text("phone_number")?.unwrap_or_default().to_owned(),
        ..User::new(email, role)
    };
    context.world.save_user(user);
    Ok(json!({"id": id}))
}

impl Context<'_> {
    /// The filter of the request, if it has one.
    pub(crate) fn filter(&self, fields: &[&str]) -> Result<Option<Condition>, Failure> {
        self.ask.query("where").map(|text| Condition::parse(text, fields)).transpose()
    }
}
