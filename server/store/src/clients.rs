//! Clients of the provider, with their balance.
//!
//! A balance changes only together with its ledger entry: [`crate::ledger`] is the one caller of `draw`.

use domain::{ClientId, Currency, Email, Money};

use crate::{Exec, Result, Tx, column};

pub mod list;

/// A client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its number.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// Where letters to it go.
    pub email: Email,
    /// What it may spend.
    pub balance: Money,
    /// When it came, in machine milliseconds.
    pub created_at_ms: i64,
}

/// A client to add, with nothing on its balance.
#[derive(Debug)]
pub struct NewClient<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where letters to it go.
    pub email: &'a Email,
    /// The currency of its balance, for good.
    pub currency: Currency,
    /// Machine time in milliseconds.
    pub created_at_ms: i64,
}

/// Adds a client.
pub async fn insert(tx: &mut Tx, new: &NewClient<'_>) -> Result<ClientId> {
    let search = format!("{} {}", new.name, new.email).to_lowercase();
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        new.name,
        new.email.as_str(),
        new.currency.as_str(),
        search,
        new.created_at_ms,
    )?;
    Ok(ClientId::new(id))
}

/// One client.
pub async fn find(db: impl Into<Exec<'_>>, id: ClientId) -> Result<Option<Client>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(Client::try_from).transpose()
}

/// Takes an amount (a negative one is given) if the balance, in that currency, has it; says whether it had.
pub(crate) async fn draw(tx: &mut Tx, id: ClientId, amount: Money) -> Result<bool> {
    let rows = execute!(tx, DRAW, amount.minor(), id.get(), amount.currency().as_str())?;
    Ok(rows == 1)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    email: String,
    currency: String,
    balance: i64,
    created_at: i64,
}

impl TryFrom<Row> for Client {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ClientId::new(row.id),
            name: row.name,
            email: column::parse("clients.email", &row.email)?,
            balance: column::money("clients.currency", row.balance, &row.currency)?,
            created_at_ms: row.created_at,
        })
    }
}

statements! {
    INSERT = "INSERT INTO clients (name, email, currency, balance, search, created_at)
        VALUES ($1, $2, $3, 0, $4, $5) RETURNING id";
    FIND = "SELECT id, name, email, currency, balance, created_at FROM clients WHERE id = $1";
    DRAW = "UPDATE clients SET balance = balance - $1
        WHERE id = $2 AND currency = $3 AND balance >= $1";
}
