//! Clients as staff see them: the list, and one with its money, orders, services and people.

use domain::ClientId;
use domain::access::Action;
use store::clients::list::{self, Line, Wanted};
use store::clients::{self, Client};
use store::events::{self, Event};
use store::ledger::{self, Entry};
use store::orders::list as order_list;
use store::services::staff_list as service_list;
use store::users;

use crate::{Caller, Engine, Error, Result};

/// How many entries of the ledger a page shows.
const ENTRIES: u32 = 20;
/// How many of its orders and services a client's page shows.
const LATEST: u32 = 10;

/// One page of clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientsPage {
    /// The rows of this page.
    pub lines: Vec<Line>,
    /// How many rows all pages have.
    pub total: u64,
}

/// One client.
#[derive(Debug, Clone)]
pub struct ClientPage {
    /// The client.
    pub client: Client,
    /// Who logs in for it: login and name.
    pub logins: Vec<(String, String)>,
    /// A page of its ledger, the newest first.
    pub entries: Vec<Entry>,
    /// The page of the ledger, counted from 1.
    pub page: u64,
    /// How many pages the ledger has, at least one.
    pub pages: u64,
    /// Its latest orders.
    pub orders: Vec<order_list::Line>,
    /// How many orders it has.
    pub orders_total: u64,
    /// Its latest services.
    pub services: Vec<service_list::Line>,
    /// How many services it has, with those that are gone.
    pub services_total: u64,
    /// What happened to it, but for its services, the newest first.
    pub events: Vec<Event>,
}

/// Clients as they are searched, sorted and paged.
pub async fn clients(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<ClientsPage> {
    caller.may(Action::SeeStaffPages)?;
    Ok(ClientsPage {
        lines: list::page(engine.db(), wanted).await?,
        total: list::count(engine.db(), wanted).await?,
    })
}

/// One client by its number, and what it is.
pub async fn client_card(engine: &Engine, caller: Caller, id: ClientId) -> Result<Client> {
    caller.may(Action::SeeStaffPages)?;
    clients::find(engine.db(), id).await?.ok_or(Error::NotFound)
}

/// One client with a page of its ledger; a page after the last one is the last one.
pub async fn client(engine: &Engine, caller: Caller, id: ClientId, page: u64) -> Result<ClientPage> {
    let client = client_card(engine, caller, id).await?;
    let db = engine.db();
    let pages = ledger::count(db, id).await?.div_ceil(u64::from(ENTRIES)).max(1);
    let page = page.clamp(1, pages);
    let orders = order_list::Wanted {
        search: "",
        state: None,
        client: Some(id),
        sort: order_list::SortBy::Id,
        descending: true,
        limit: LATEST,
        offset: 0,
    };
    let services = service_list::Wanted {
        search: "",
        state: None,
        client: Some(id),
        sort: service_list::SortBy::Id,
        descending: true,
        limit: LATEST,
        offset: 0,
    };
    Ok(ClientPage {
        client,
        logins: users::of_client(db, id).await?.into_iter().map(|user| (user.login, user.name)).collect(),
        entries: ledger::page(db, id, ENTRIES, (page - 1) * u64::from(ENTRIES)).await?,
        page,
        pages,
        orders: order_list::page(db, &orders).await?,
        orders_total: order_list::count(db, &orders).await?,
        services: service_list::page(db, &services).await?,
        services_total: service_list::count(db, &services).await?,
        events: events::of_client(db, id).await?,
    })
}
