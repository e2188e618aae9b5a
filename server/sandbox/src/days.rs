//! What happens by itself as days pass (`docs/protocols/billmanager.md` §2.5).

use jiff::{ToSpan, civil::Date};

use crate::{
    account::ChargeKind,
    calendar,
    license::{License, Status},
    world::World,
};

/// Days from the end of a license to its deletion.
const DAYS_UNTIL_DELETED: i64 = 30;

impl World {
    /// Applies the rules of every day that has come since the last call.
    pub(crate) fn catch_up(&mut self) {
        let now = self.current_day();
        if now <= self.today {
            return;
        }
        while self.today < now {
            self.today = self.today.saturating_add(1.day());
            self.begin_day();
        }
        self.save_clock();
    }

    /// Moves the business clock forward.
    pub(crate) fn advance(&mut self, days: i64) {
        self.offset_days += days;
        self.catch_up();
        self.save_clock();
    }

    fn begin_day(&mut self) {
        let today = self.today;
        let due = |license: &&License| license.lives() && license.is_over(today);
        let due: Vec<License> = self.licenses.values().filter(due).cloned().collect();
        for mut license in due {
            if license.status == Status::Active {
                if self.renewed_by_itself(&mut license, today) {
                    self.save_license(license);
                    continue;
                }
                license.status = Status::Stopped;
                self.save_license(license.clone());
            }
            if today >= license.expires.saturating_add(DAYS_UNTIL_DELETED.days()) {
                license.status = Status::Deleted;
                self.save_license(license);
            }
        }
    }

    fn renewed_by_itself(&mut self, license: &mut License, today: Date) -> bool {
        let Some(period) = license.autoprolong else { return false };
        let Some(price) = license.plan().and_then(|plan| plan.price(period, &license.addons)) else {
            return false;
        };
        if !self.charge(license, ChargeKind::Autoprolong, price, period) {
            return false;
        }
        let ends_on_first = self.config.ends_on_first.contains(&license.plan);
        license.expires = calendar::term_end(license.expires, period, ends_on_first);
        license.period = period;
        license.renewed = Some(today);
        true
    }
}
