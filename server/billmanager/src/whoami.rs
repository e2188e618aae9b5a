use crate::{Called, Client, Error, client::Call, decode::node::Node};

/// The user behind the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user's number, where it is shown.
    pub id: Option<String>,
    /// The name for people, or else the log-in name.
    pub name: Option<String>,
    /// The mail address.
    pub email: Option<String>,
}

impl Client {
    /// Asks who we are: `func=whoami`, the best check of a connection (`docs/protocols/billmanager.md` §2.6).
    pub async fn whoami(&self) -> Called<User> {
        self.call(Call::read("whoami"), |doc| {
            let user =
                doc.find("user").ok_or_else(|| Error::malformed("the panel does not say who we are"))?;
            let of = |name: &str| {
                let said =
                    user.attribute(name).or_else(|| user.field(name).and_then(Node::text).map(String::from));
                said.filter(|text| !text.is_empty())
            };
            Ok(User { id: of("id"), name: of("realname").or_else(|| of("name")), email: of("email") })
        })
        .await
    }
}
