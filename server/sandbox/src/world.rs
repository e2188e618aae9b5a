//! Everything the sandbox knows, and the only way to change it.

mod kept;

use std::{
    collections::{BTreeMap, HashSet},
    io,
    sync::Arc,
};

use jiff::{ToSpan, civil::Date};

use crate::{
    account::{Account, Charge, ChargeKind},
    clock,
    config::Config,
    deliver::Reply,
    faults::Faults,
    journal::{Journal, Record},
    license::License,
    request_log::RequestLog,
    shape::Shape,
    vm::{host::Host, task::Task, user::User},
};

/// A login that ends some time after its last use.
#[derive(Debug)]
pub(crate) struct Session {
    pub owner: String,
    pub last_used: i64,
}

/// The state behind one lock.
#[derive(Debug)]
pub(crate) struct World {
    pub config: Arc<Config>,
    /// The configuration without what plans have set.
    pub own_config: Arc<Config>,
    pub accounts: BTreeMap<String, Account>,
    pub licenses: BTreeMap<u64, License>,
    pub charges: Vec<Charge>,
    pub users: BTreeMap<u64, User>,
    pub hosts: BTreeMap<u64, Host>,
    pub tasks: BTreeMap<u64, Task>,
    /// Addresses of existing VMs.
    pub used_addresses: HashSet<String>,
    pub next_address: u64,
    /// Tasks that are not over: looked at before every VMmanager request.
    pub open_tasks: HashSet<u64>,
    pub offset_days: i64,
    /// The business day up to which the rules of time were applied.
    pub today: Date,
    pub sessions: BTreeMap<String, Session>,
    pub tokens: BTreeMap<String, Session>,
    pub vm_woken: bool,
    pub faults: Faults,
    pub requests: RequestLog,
    /// Replies kept behind a link, for the fault that answers with one.
    pub long_replies: BTreeMap<u64, LongReply>,
    /// By user and list.
    pub filters: BTreeMap<(String, String), BTreeMap<String, String>>,
    replies: u64,
    changes: Vec<Record>,
    journal: Option<Journal>,
}

/// A reply behind a link.
#[derive(Debug)]
pub(crate) struct LongReply {
    pub reply: Reply,
    /// How often the link still answers with itself.
    pub pages_left: u32,
}

fn day_after(config: &Config, offset_days: i64) -> Date {
    let start = config.start_date.unwrap_or_else(clock::wall_today);
    start.saturating_add((offset_days + i64::from(config.clock_skew_days)).days())
}

impl World {
    /// The state as the journal left it, or a new one.
    pub(crate) fn open(config: Arc<Config>) -> io::Result<Self> {
        let (journal, records) = match &config.data_dir {
            Some(folder) => {
                let (journal, records) = Journal::open(folder)?;
                (Some(journal), records)
            }
            None => (None, Vec::new()),
        };
        let accounts = config.accounts.iter().map(|login| {
            (login.name.clone(), Account { name: login.name.clone(), balance: config.starting_balance })
        });
        let mut world = Self {
            accounts: accounts.collect(),
            licenses: BTreeMap::new(),
            charges: Vec::new(),
            users: BTreeMap::new(),
            hosts: BTreeMap::new(),
            tasks: BTreeMap::new(),
            used_addresses: HashSet::new(),
            next_address: 0,
            open_tasks: HashSet::new(),
            offset_days: 0,
            today: day_after(&config, 0),
            sessions: BTreeMap::new(),
            tokens: BTreeMap::new(),
            vm_woken: !config.vm_asleep,
            faults: Faults::default(),
            requests: RequestLog::default(),
            long_replies: BTreeMap::new(),
            filters: BTreeMap::new(),
            replies: 0,
            changes: Vec::new(),
            journal,
            own_config: Arc::clone(&config),
            config,
        };
        if let Some(plan) = &world.own_config.fault_plan.clone() {
            world.config = Arc::new(plan.settings.over(&world.config));
            world.faults.add(plan.rules.clone());
            world.today = world.current_day();
        }
        let is_new = records.is_empty();
        for record in records {
            world.load(record);
        }
        if is_new {
            world.save_clock();
            let admin = User::admin(&world.config.vm_admin);
            world.save_user(admin);
        }
        world.catch_up();
        world.commit()?;
        Ok(world)
    }

    /// The license server's day now, whether or not its rules were applied yet.
    pub(crate) fn current_day(&self) -> Date {
        day_after(&self.config, self.offset_days)
    }

    /// The business day now, which the license server's calendar may be ahead of or behind.
    pub(crate) fn business_day(&self) -> Date {
        self.current_day().saturating_sub(i64::from(self.config.clock_skew_days).days())
    }

    /// A number that no license had before.
    pub(crate) fn next_license_id(&self) -> u64 {
        self.licenses.last_key_value().map_or(1000, |(id, _)| *id) + 1
    }

    /// Remembers a change for the journal.
    pub(crate) fn record(&mut self, record: Record) {
        self.changes.push(record);
    }

    /// The shape of the next reply.
    pub(crate) fn next_shape(&mut self) -> Shape {
        self.replies += 1;
        Shape::of(self.config.shape_seed, self.replies)
    }

    /// Writes what changed since the last call: one line, on the disk before this returns.
    pub(crate) fn commit(&mut self) -> io::Result<()> {
        let changes = std::mem::take(&mut self.changes);
        match &mut self.journal {
            Some(journal) if !changes.is_empty() => journal.append(&changes),
            _ => Ok(()),
        }
    }

    pub(crate) fn balance(&self, account: &str) -> i64 {
        self.accounts.get(account).map_or(0, |account| account.balance)
    }

    /// Takes the amount if the account has it; says whether it had.
    pub(crate) fn charge(&mut self, license: &License, kind: ChargeKind, amount: i64, period: i32) -> bool {
        let (amount, balance) = (self.config.price_now(amount), self.balance(&license.account));
        if balance < amount {
            return false;
        }
        self.save_account(Account { name: license.account.clone(), balance: balance - amount });
        let charge = Charge {
            id: self.charges.len() as u64 + 1,
            account: license.account.clone(),
            license_id: license.id,
            kind,
            amount,
            period,
            date: self.today,
        };
        self.changes.push(Record::Charge(charge.clone()));
        self.charges.push(charge);
        true
    }
}
