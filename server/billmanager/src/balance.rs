use crate::{
    Amount, Called, Client, Error, ErrorKind,
    client::Call,
    decode::{doc::Doc, node::Node},
};

/// The money of the account, one row for each of its projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The rows; never empty.
    pub rows: Vec<BalanceRow>,
}

/// The money of one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceRow {
    /// The project (provider), where it is named.
    pub project: Option<String>,
    /// What is there.
    pub balance: Amount,
    /// How far below zero it may go, where that is said.
    pub credit: Option<Amount>,
}

impl Client {
    /// Reads the balance from the first function that this account may call and that shows one
    /// (`docs/protocols/billmanager.md` §2.6): `subaccount`, `dashboard.info`, `notify`, `usrparam`, and `account`,
    /// where an administrator sees everybody's and only a list of one can be ours.
    pub async fn balance(&self) -> Called<Balance> {
        let deadline = self.deadline();
        let mut records = Vec::new();
        let mut last = None;
        for function in ["subaccount", "dashboard.info", "notify", "usrparam", EVERYBODY] {
            let read = |doc: Doc<'_>| Balance::read(doc).and_then(|balance| balance.of(function));
            let mut called = self.call_within(deadline, Call::read(function), read).await;
            records.append(&mut called.records);
            let go_on = matches!(
                called.result.as_ref().map_err(Error::kind),
                Err(ErrorKind::Access | ErrorKind::NotFound | ErrorKind::Malformed)
            );
            last = Some(called.result);
            if !go_on {
                break;
            }
        }
        let result = last.unwrap_or_else(|| Err(Error::malformed("no function shows a balance")));
        Called { result, records }
    }
}

/// The accounts that an administrator sees.
const EVERYBODY: &str = "account";

impl Balance {
    fn of(self, function: &str) -> Result<Self, Error> {
        if function == EVERYBODY && self.rows.len() > 1 {
            return Err(Error::malformed("several accounts are shown, and none is said to be ours"));
        }
        Ok(self)
    }

    fn read(doc: Doc<'_>) -> Result<Self, Error> {
        let mut rows: Vec<_> = doc.items("elem").into_iter().filter_map(BalanceRow::read).collect();
        if rows.is_empty() {
            let form = doc.form(&["balance", "realbalance"]);
            rows.extend(BalanceRow::read(form));
        }
        if rows.is_empty() { Err(Error::malformed("no balance in the reply")) } else { Ok(Self { rows }) }
    }
}

impl BalanceRow {
    fn read(node: Node<'_>) -> Option<Self> {
        let amount = |name: &str| {
            let mut amount = Amount::read(&node.field(name)?.shown()?)?;
            let currency = || node.field("currency").and_then(Node::shown).filter(|text| !text.is_empty());
            amount.currency = amount.currency.or_else(|| currency().map(String::from));
            Some(amount)
        };
        let project = node.field("project").and_then(Node::shown).filter(|text| !text.is_empty());
        Some(Self {
            project: project.map(String::from),
            balance: amount("balance").or_else(|| amount("realbalance"))?,
            credit: amount("credit"),
        })
    }
}
