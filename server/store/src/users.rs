//! People who log in.

use domain::login::fold_login;
use domain::{ClientId, Role, UserId};
use secrecy::{ExposeSecret, SecretString};

use crate::{Constraint, Db, Exec, Result, Tx, column};

/// A login is taken once, whatever its capitals.
pub const LOGIN_TAKEN: Constraint = Constraint { name: "users_login_folded", columns: "users.login_folded" };

/// Somebody who may log in.
#[derive(Debug, Clone)]
pub struct User {
    /// Its number.
    pub id: UserId,
    /// Staff, or a client's user.
    pub role: Role,
    /// The client that a client's user acts for.
    pub client_id: Option<ClientId>,
    /// The login as it was typed when the user was added.
    pub login: String,
    /// What to call the person.
    pub name: String,
    /// The password's hash (PHC text).
    pub password_hash: SecretString,
}

/// A user to add; a client's user names its client, staff name none.
#[derive(Debug)]
pub struct NewUser<'a> {
    /// The client that the user acts for; `None` for staff.
    pub client_id: Option<ClientId>,
    /// The login as typed.
    pub login: &'a str,
    /// What to call the person.
    pub name: &'a str,
    /// The password's hash (PHC text).
    pub password_hash: &'a SecretString,
    /// Machine time in milliseconds.
    pub created_at_ms: i64,
}

/// Adds a user; a taken login violates [`LOGIN_TAKEN`].
pub async fn insert(tx: &mut Tx, new: &NewUser<'_>) -> Result<UserId> {
    let role = if new.client_id.is_some() { Role::Client } else { Role::Staff };
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        role.as_str(),
        new.client_id.map(ClientId::get),
        new.login.trim(),
        fold_login(new.login),
        new.name,
        new.password_hash.expose_secret(),
        new.created_at_ms,
    )?;
    Ok(UserId::new(id))
}

/// One user.
pub async fn find(db: impl Into<Exec<'_>>, id: UserId) -> Result<Option<User>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(User::try_from).transpose()
}

/// The user of a typed login, whatever its capitals.
pub async fn find_by_login(db: impl Into<Exec<'_>>, login: &str) -> Result<Option<User>> {
    fetch_optional!(db, Row, FIND_BY_LOGIN, fold_login(login))?.map(User::try_from).transpose()
}

/// Who logs in for a client, in the order in which they came.
pub async fn of_client(db: impl Into<Exec<'_>>, client: ClientId) -> Result<Vec<User>> {
    fetch_all!(db, Row, OF_CLIENT, client.get())?.into_iter().map(User::try_from).collect()
}

/// How many users there are.
pub async fn count(db: &Db) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    role: String,
    client_id: Option<i64>,
    login: String,
    name: String,
    password_hash: String,
}

impl TryFrom<Row> for User {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: UserId::new(row.id),
            role: column::parse("users.role", &row.role)?,
            client_id: row.client_id.map(ClientId::new),
            login: row.login,
            name: row.name,
            password_hash: SecretString::from(row.password_hash),
        })
    }
}

statements! {
    INSERT = "INSERT INTO users (role, client_id, login, login_folded, name, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
    FIND = "SELECT id, role, client_id, login, name, password_hash FROM users WHERE id = $1";
    FIND_BY_LOGIN =
        "SELECT id, role, client_id, login, name, password_hash FROM users WHERE login_folded = $1";
    OF_CLIENT = "SELECT id, role, client_id, login, name, password_hash FROM users WHERE client_id = $1 ORDER BY id";
    COUNT = "SELECT COUNT(*) FROM users";
}
