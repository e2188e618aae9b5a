//! A client's balance and its ledger.

use domain::Money;
use domain::access::Action;
use store::ledger::Entry;
use store::{clients, ledger};

use crate::{Caller, Engine, Error, Result};

/// How many entries a page shows.
const PER_PAGE: u32 = 50;

/// A client's balance and one page of its ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPage {
    /// What the client may spend.
    pub balance: Money,
    /// Entries, the newest first.
    pub entries: Vec<Entry>,
    /// The page, counted from 1.
    pub page: u64,
    /// How many pages there are, at least one.
    pub pages: u64,
}

/// A client's account; a page after the last one is the last one.
pub async fn account(engine: &Engine, caller: Caller, page: u64) -> Result<AccountPage> {
    let id = caller.client(Action::SeeOwnAccount)?;
    let client = clients::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let pages = ledger::count(engine.db(), id).await?.div_ceil(u64::from(PER_PAGE)).max(1);
    let page = page.clamp(1, pages);
    let entries = ledger::page(engine.db(), id, PER_PAGE, (page - 1) * u64::from(PER_PAGE)).await?;
    Ok(AccountPage { balance: client.balance, entries, page, pages })
}
