use sendonce::Deadline;

use crate::{
    Amount, Called, Client, Day, Error, ErrorKind, LicenseId,
    client::Call,
    decode::{doc::Doc, node::Node},
    order::unpaid,
};

/// A plan that a license can be changed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChoice {
    /// The plan's code in the price list.
    pub plan_code: String,
    /// The panel's words for it.
    pub label: String,
    /// The cost, where the form names it.
    pub cost: Option<Amount>,
}

/// The two ways in which panels were seen to change a plan (`docs/protocols/billmanager.md` §2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanChangeWay {
    /// One call that names plan and period.
    Direct,
    /// The last step of a wizard.
    Wizard,
}

/// What a change of plan would do, before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChangeView {
    /// How this panel wants it to be done.
    pub way: PlanChangeWay,
    /// The price of the plan now.
    pub old_price: Option<Amount>,
    /// The price of the new plan.
    pub new_price: Option<Amount>,
    /// The expiry now.
    pub expires: Day,
    /// The expiry after the change.
    pub next_expires: Day,
    /// What the panel says about the money, in its words.
    pub money_info: Option<String>,
    /// What is taken from the balance (negative: given back), where the panel's words name exactly one amount in the
    /// currency of the prices.
    pub due: Option<Amount>,
}

/// A change of plan to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChange {
    /// The new plan's code in the price list.
    pub plan_code: String,
    /// Months.
    pub period: i32,
    /// The way that the view found.
    pub way: PlanChangeWay,
}

/// A change of plan that the panel confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanChanged {
    /// The new expiry, where the reply names it; list and card have the last word.
    pub expires: Day,
}

const FUNCTION: &str = "service.changepricelist";
const VIEW: &str = "service.changepricelist.pricelist";
const LAST_STEP: &str = "service.changepricelist.getmoney";

/// Fields by which a view is told from any other form.
const SIGNS: &[&str] = &["newprice", "money_info", "newexpiredate", "oldprice"];

impl Client {
    /// Reads to which plans a license can be changed: `func=service.changepricelist` without a confirmation.
    pub async fn plan_choices(&self, id: LicenseId) -> Called<Vec<PlanChoice>> {
        let read =
            |doc: Doc<'_>| Ok(doc.choices("pricelist").into_iter().filter_map(PlanChoice::read).collect());
        self.call(Call::read(FUNCTION).with("elid", id), read).await
    }

    /// Looks at a change of plan without doing it: the wizard's step that shows the money, and on a panel without it
    /// the form itself. The wizard's step is asked for as a cabinet in use does it, with the words that lead on
    /// (`snext`, `sok`); it is therefore sent at most once.
    pub async fn plan_change_view(
        &self,
        id: LicenseId,
        plan_code: &str,
        period: i32,
    ) -> Called<PlanChangeView> {
        let deadline = self.deadline();
        let step = Call::change(VIEW)
            .with("elid", id)
            .with("pricelist", plan_code)
            .with("snext", "ok")
            .with("sok", "ok");
        let Called { result, mut records } =
            self.call_within(deadline, step, |doc| PlanChangeView::read(doc, PlanChangeWay::Wizard)).await;
        match result {
            Err(error) if error.kind() == &ErrorKind::NotFound => {
                let mut called = self.form_view(deadline, id, plan_code, period).await;
                records.append(&mut called.records);
                Called { result: called.result, records }
            }
            result => Called { result, records },
        }
    }

    async fn form_view(
        &self,
        deadline: Deadline,
        id: LicenseId,
        plan_code: &str,
        period: i32,
    ) -> Called<PlanChangeView> {
        let form = Call::read(FUNCTION).with("elid", id).with("pricelist", plan_code).with("period", period);
        self.call_within(deadline, form, |doc| PlanChangeView::read(doc, PlanChangeWay::Direct)).await
    }

    /// Changes the plan of a license and is charged for it: sent at most once, in the way that
    /// [`Client::plan_change_view`] found.
    pub async fn change_plan(&self, id: LicenseId, change: &PlanChange) -> Called<PlanChanged> {
        let call = match change.way {
            PlanChangeWay::Direct => Call::change(FUNCTION)
                .with("elid", id)
                .with("pricelist", &change.plan_code)
                .with("period", change.period),
            PlanChangeWay::Wizard => {
                Call::change(LAST_STEP).with("elid", id).with("pricelist", &change.plan_code)
            }
        };
        self.call(call.with("sok", "ok"), PlanChanged::read).await
    }
}

impl PlanChoice {
    fn read(choice: Node<'_>) -> Option<Self> {
        Some(Self {
            plan_code: choice.attribute("key").filter(|key| !key.is_empty())?,
            label: choice.shown().unwrap_or_default().into_owned(),
            cost: choice.attribute("cost").as_deref().and_then(Amount::read),
        })
    }
}

impl PlanChangeView {
    fn read(doc: Doc<'_>, way: PlanChangeWay) -> Result<Self, Error> {
        let form = doc.form(SIGNS);
        let is_view = SIGNS.iter().any(|sign| form.field(sign).is_some());
        // The form of the direct way need not show the money.
        if !is_view && (way == PlanChangeWay::Wizard || doc.choices("pricelist").is_empty()) {
            return Err(Error::malformed("this is not what a change of plan looks like"));
        }
        let shown = |name: &str| form.field(name).and_then(Node::shown).filter(|text| !text.is_empty());
        let amount = |name: &str| shown(name).as_deref().and_then(Amount::read);
        let (old_price, new_price) = (amount("oldprice"), amount("newprice"));
        let money_info = shown("money_info").map(String::from);
        let currency = new_price.as_ref().or(old_price.as_ref()).and_then(|price| price.currency.clone());
        let due = money_info.as_deref().zip(currency).and_then(|(words, currency)| due(words, &currency));
        Ok(Self {
            way,
            old_price,
            new_price,
            expires: Day::of(form, &["oldexpiredate", "expiredate"]),
            next_expires: Day::of(form, &["newexpiredate"]),
            money_info,
            due,
        })
    }
}

/// The only amount in this currency; words that speak of giving back make it negative.
fn due(words: &str, currency: &str) -> Option<Amount> {
    let of_currency = |amount: &Amount| amount.currency.as_deref() == Some(currency);
    let mut amounts = Amount::all_in(words).into_iter().filter(of_currency);
    let mut amount = amounts.next()?;
    let lower = words.to_lowercase();
    let is_given_back = ["refund", "return", "возвра", "вернут"].iter().any(|word| lower.contains(word));
    if is_given_back {
        amount.ten_thousandths = -amount.ten_thousandths.abs();
    }
    amounts.next().is_none().then_some(amount)
}

impl PlanChanged {
    fn read(doc: Doc<'_>) -> Result<Self, Error> {
        unpaid(doc)?;
        let leads_on = doc.find("ok").and_then(Node::text).is_some_and(|ok| ok.contains(FUNCTION));
        let said = doc.text(&["newexpiredate"]);
        if leads_on || !doc.is_ok() {
            return Err(Error::malformed("the panel neither confirmed nor refused the change of plan"));
        }
        Ok(Self { expires: said.map_or(Day::Unknown, |text| Day::read(&text)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due_of(words: &str) -> Option<i64> {
        due(words, "EUR").map(|amount| amount.ten_thousandths)
    }

    #[test]
    fn what_is_due_is_the_only_amount_in_the_currency_of_the_prices() {
        assert_eq!(due_of("To pay now: 4.12 EUR"), Some(41_200));
        assert_eq!(due_of("<b>3.00</b>&nbsp;EUR will be returned to the account"), Some(-30_000));
        assert_eq!(due_of("for 12 months: 1 234.50 EUR"), Some(12_345_000));
        assert_eq!(due_of("old 1.00 EUR, new 2.00 EUR"), None);
        assert_eq!(due_of("3.00 USD"), None);
        assert_eq!(due_of("nothing"), None);
    }
}
