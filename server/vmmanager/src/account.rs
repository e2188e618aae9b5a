use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

use crate::{
    Called, Client, Error,
    client::{Call, cannot_ask},
    decode::{filter::Filter, node::Node},
    whoami::ADMIN,
};

/// An account at VMmanager, the owner of servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Its number.
    pub id: u64,
    /// Its mail address.
    pub email: String,
    /// Its state as sent.
    pub state: Option<String>,
    /// Its roles.
    pub roles: Vec<String>,
}

impl AccountRow {
    /// Whether it administers VMmanager: a client's server must never be given to such an account.
    pub fn is_admin(&self) -> bool {
        self.roles.iter().any(|role| role == ADMIN)
    }

    fn read(row: Node<'_>) -> Option<Self> {
        Some(Self {
            id: row.number_at("id")?,
            email: row.filled("email")?,
            state: row.filled("state"),
            roles: row.texts("roles"),
        })
    }
}

/// An account to be made; its role is `@user`.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The mail address, which is the log-in name.
    pub email: String,
    /// The password.
    pub password: SecretString,
    /// The name for people.
    pub full_name: Option<String>,
}

const PATH: &str = "/vm/v3/account";

impl Client {
    /// Finds the account with a mail address, which is compared without regard to case.
    pub async fn find_account(&self, email: &str) -> Called<Option<AccountRow>> {
        let Some(filter) = Filter::eq("email", email) else {
            return cannot_ask("this mail address cannot be asked for");
        };
        self.call(Call::list(PATH, filter), |reply| {
            let mut accounts = reply.list()?.into_iter().filter_map(AccountRow::read);
            Ok(accounts.find(|account| account.email.to_lowercase() == email.to_lowercase()))
        })
        .await
    }

    /// Makes an account and returns its number.
    pub async fn create_account(&self, account: &NewAccount) -> Called<u64> {
        let mut body = Map::from_iter([
            ("email".to_owned(), Value::from(account.email.as_str())),
            ("password".to_owned(), Value::from(account.password.expose_secret())),
            ("role".to_owned(), Value::from("@user")),
        ]);
        if let Some(name) = &account.full_name {
            body.insert("full_name".to_owned(), Value::from(name.as_str()));
        }
        self.call(Call::post(PATH, body).hiding(&account.password), |reply| {
            reply.number_at("id").ok_or_else(|| Error::malformed("the new account has no number"))
        })
        .await
    }
}
