use crate::{
    Amount, Called, Client, Day, Error, LicenseId,
    client::Call,
    decode::{doc::Doc, node::Node},
    order::unpaid,
};

/// What a renewal would do, before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProlongView {
    /// The expiry now.
    pub expires: Day,
    /// The expiry after the renewal that the form shows.
    pub next_expires: Day,
    /// The periods for which it can be renewed.
    pub periods: Vec<PeriodChoice>,
    /// The panel's warning of a penalty after a suspension, as sent.
    pub penalty_warning: Option<String>,
}

/// A period that a renewal offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodChoice {
    /// Months.
    pub months: i32,
    /// The panel's words for it.
    pub label: String,
    /// The cost, where the form names it.
    pub cost: Option<Amount>,
}

/// A renewal that the panel confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prolonged {
    /// The new expiry, where the reply names it; the card has the last word.
    pub expires: Day,
}

/// One function for every prefix.
const FUNCTION: &str = "service.prolong";

impl Client {
    /// Looks at a renewal without doing it: `func=service.prolong` without a confirmation, for this period or for
    /// the one that the panel suggests.
    pub async fn prolong_view(&self, id: LicenseId, period: Option<i32>) -> Called<ProlongView> {
        let call = Call::read(FUNCTION).with("elid", id);
        let call = period.into_iter().fold(call, |call, period| call.with("period", period));
        self.call(call, |doc| Ok(ProlongView::read(doc))).await
    }

    /// Renews a license and is charged for it: sent at most once.
    pub async fn prolong(&self, id: LicenseId, period: i32) -> Called<Prolonged> {
        let call = Call::change(FUNCTION)
            .with("elid", id)
            .with("period", period)
            .with("skipbasket", "on")
            .with("sok", "ok");
        self.call(call, Prolonged::read).await
    }
}

impl ProlongView {
    fn read(doc: Doc<'_>) -> Self {
        let form = doc.form(&["expiredate", "newexpiredate"]);
        let warning = doc.find("suspendpenaltywarn").and_then(Node::shown).filter(|text| !text.is_empty());
        Self {
            expires: Day::of(form, &["expiredate", "real_expiredate"]),
            next_expires: Day::of(form, &["newexpiredate"]),
            periods: doc.choices("period").into_iter().filter_map(PeriodChoice::read).collect(),
            penalty_warning: warning.map(String::from),
        }
    }
}

impl PeriodChoice {
    fn read(choice: Node<'_>) -> Option<Self> {
        let label = choice.shown().unwrap_or_default().into_owned();
        let cost = choice.attribute("cost").as_deref().and_then(Amount::read);
        Some(Self { months: choice.attribute("key")?.parse().ok()?, label, cost })
    }
}

impl Prolonged {
    fn read(doc: Doc<'_>) -> Result<Self, Error> {
        unpaid(doc)?;
        let said = doc.text(&["newexpiredate"]);
        if said.is_none() && !doc.is_ok() {
            return Err(Error::malformed("the panel neither confirmed nor refused the renewal"));
        }
        Ok(Self { expires: said.map_or(Day::Unknown, |text| Day::read(&text)) })
    }
}
