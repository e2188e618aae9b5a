use crate::{
    Amount, Called, Client, Day, LicenseId,
    client::Call,
    decode::{doc::Doc, node::Node},
};

/// Amounts that were taken from the account: what a purchase, a renewal or a change of plan cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpenseList {
    /// The lines.
    pub rows: Vec<Expense>,
    /// How many lines named no amount and could not be read.
    pub unreadable: usize,
    /// How many there are, if the panel says.
    pub total: Option<usize>,
}

/// One amount that was taken (`docs/protocols/billmanager.md` §2.6). Only the function is attested: its fields are
/// read under every name that they are known to have elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expense {
    /// The number of the line, where it has one.
    pub id: Option<String>,
    /// The day on which it was taken.
    pub day: Day,
    /// What was taken, as sent.
    pub amount: Amount,
    /// What the panel says it was for.
    pub words: Option<String>,
    /// The license it was for: from a field, or as `#<number>` from the words.
    pub license: Option<LicenseId>,
}

const FUNCTION: &str = "expense";

impl Client {
    /// Reads the newest lines, about as many as asked for: `func=expense`. Which end comes first is not known, so
    /// the last page is read too where the first one shows the oldest.
    pub async fn expenses(&self, about: u32) -> Called<ExpenseList> {
        let deadline = self.deadline();
        let size = about.max(1);
        let page = |number: u32| {
            let call = Call::read(FUNCTION).with("p_cnt", size).with("p_col", "+time");
            if number > 1 { call.with("p_num", number) } else { call }
        };
        let Called { result, mut records } =
            self.call_within(deadline, page(1), |doc| Ok(ExpenseList::read(doc))).await;
        let first = match result {
            Ok(first) => first,
            Err(error) => return Called { result: Err(error), records },
        };
        let Some(last) = first.last_page(size) else {
            return Called { result: Ok(first), records };
        };
        let mut called = self.call_within(deadline, page(last), |doc| Ok(ExpenseList::read(doc))).await;
        records.append(&mut called.records);
        let before = if last > 2 {
            let mut called =
                self.call_within(deadline, page(last - 1), |doc| Ok(ExpenseList::read(doc))).await;
            records.append(&mut called.records);
            // Of one day nobody can tell which end it is: both are read.
            let is_either_end = first.is_of_one_day();
            called.result.map(|before| if is_either_end { first.followed_by(before) } else { before })
        } else {
            Ok(first)
        };
        let result = before.and_then(|before| called.result.map(|last| before.followed_by(last)));
        Called { result, records }
    }
}

impl ExpenseList {
    fn read(doc: Doc<'_>) -> Self {
        let elements = doc.items("elem");
        let rows: Vec<_> = elements.iter().filter_map(|row| Expense::read(*row)).collect();
        let total = doc.find("p_elems").and_then(Node::text).and_then(|text| text.parse().ok());
        Self { unreadable: elements.len() - rows.len(), rows, total }
    }

    /// Whether its first and its last line were taken on one day.
    fn is_of_one_day(&self) -> bool {
        let day = |row: Option<&Expense>| row.and_then(|row| row.day.date());
        day(self.rows.first()) == day(self.rows.last())
    }

    /// The number of the last page, if this is the first of several and may begin with the oldest line.
    fn last_page(&self, size: u32) -> Option<u32> {
        let total = u32::try_from(self.total?).ok()?;
        let first = self.rows.first()?.day.date()?;
        let last = self.rows.last()?.day.date()?;
        (total > size && first <= last).then(|| total.div_ceil(size))
    }

    fn followed_by(mut self, mut next: Self) -> Self {
        self.rows.append(&mut next.rows);
        self.unreadable += next.unreadable;
        Self { total: next.total, ..self }
    }
}

impl Expense {
    fn read(row: Node<'_>) -> Option<Self> {
        let shown = |names: &[&str]| {
            let texts = names.iter().filter_map(|name| row.field(name)?.shown());
            texts.map(String::from).find(|text| !text.is_empty())
        };
        let mut amount = Amount::read(&shown(&["amount", "cost", "sum", "amount_format"])?)?;
        amount.currency = amount.currency.or_else(|| shown(&["currency"]));
        let words = shown(&["name", "description", "desc", "expense", "item_name"]);
        let texts = ["item", "item_id", "itemid", "service_id"].iter();
        let said = texts.filter_map(|name| row.field(name)?.text()?.parse().ok()).next();
        let license = said.or_else(|| numbered(words.as_deref()?));
        Some(Self {
            id: shown(&["id"]),
            day: Day::of(row, &["date", "realdate", "cdate", "createdate", "time"]),
            amount,
            words,
            license,
        })
    }
}

/// The number in `ispmanager 6 lite #1042, 1 month`, if there is exactly one.
fn numbered(words: &str) -> Option<LicenseId> {
    let mut numbers = words.split('#').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    });
    let number = numbers.next()?;
    numbers.next().is_none().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_license_is_known_by_the_only_number_in_the_words() {
        assert_eq!(numbered("ispmanager 6 lite #1042, 1 month"), Some(LicenseId::new(1042)));
        assert_eq!(numbered("#1 and #2"), None);
        assert_eq!(numbered("ispmanager 6 lite"), None);
        assert_eq!(numbered("#one"), None);
    }
}
