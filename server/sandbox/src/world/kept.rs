//! Changes of the world, each kept and remembered for the journal.

use super::World;
use crate::{
    account::Account,
    journal::Record,
    license::License,
    vm::{host::Host, task::Task, user::User},
};

impl World {
    /// Takes over what the journal remembers.
    pub(super) fn load(&mut self, record: Record) {
        match record {
            Record::Clock { offset_days, day } => (self.offset_days, self.today) = (offset_days, day),
            Record::Account(account) => drop(self.accounts.insert(account.name.clone(), account)),
            Record::License(license) => drop(self.licenses.insert(license.id, license)),
            Record::Charge(charge) => self.charges.push(charge),
            Record::User(user) => drop(self.users.insert(user.id, user)),
            Record::UserGone(id) => drop(self.users.remove(&id)),
            Record::Host(host) => self.keep_host(host),
            Record::HostGone(id) => self.drop_host(id),
            Record::Task(task) => self.keep_task(task),
            Record::Addresses { next } => self.next_address = next,
            Record::Filter(filter) => self.keep_filter(filter),
        }
    }

    fn keep_host(&mut self, host: Host) {
        self.used_addresses.extend(host.ips().cloned());
        self.hosts.insert(host.id, host);
    }

    fn drop_host(&mut self, id: u64) {
        if let Some(host) = self.hosts.remove(&id) {
            for ip in host.ips() {
                self.used_addresses.remove(ip);
            }
        }
    }

    fn keep_task(&mut self, task: Task) {
        if task.is_over() {
            self.open_tasks.remove(&task.id);
        } else {
            self.open_tasks.insert(task.id);
        }
        self.tasks.insert(task.id, task);
    }

    pub(crate) fn save_clock(&mut self) {
        self.changes.push(Record::Clock { offset_days: self.offset_days, day: self.today });
    }

    pub(crate) fn save_license(&mut self, license: License) {
        self.changes.push(Record::License(license.clone()));
        self.licenses.insert(license.id, license);
    }

    pub(crate) fn save_account(&mut self, account: Account) {
        self.changes.push(Record::Account(account.clone()));
        self.accounts.insert(account.name.clone(), account);
    }

    pub(crate) fn save_user(&mut self, user: User) {
        self.changes.push(Record::User(user.clone()));
        self.users.insert(user.id, user);
    }

    pub(crate) fn remove_user(&mut self, id: u64) {
        self.changes.push(Record::UserGone(id));
        self.users.remove(&id);
    }

    pub(crate) fn save_host(&mut self, host: Host) {
        self.changes.push(Record::Host(host.clone()));
        self.keep_host(host);
    }

    pub(crate) fn remove_host(&mut self, id: u64) {
        self.changes.push(Record::HostGone(id));
        self.drop_host(id);
    }

    pub(crate) fn save_task(&mut self, task: Task) {
        self.changes.push(Record::Task(task.clone()));
        self.keep_task(task);
    }

    pub(crate) fn save_next_address(&mut self, next: u64) {
        self.next_address = next;
        self.changes.push(Record::Addresses { next });
    }
}
