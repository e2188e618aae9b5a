//! What the license server said about a change of plan.

use domain::panel_change::PlanOffer;
use domain::{Currency, Date, LicenseId, ModuleId, PlanCode, RemoteMoney};
use serde::{Deserialize, Serialize};
use store::module_reads;

use crate::{Engine, Result};

/// What the license server said when it was asked for a change of plan, as kept for the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedOffer {
    /// Whether it offers the plan.
    pub is_offered: bool,
    /// What it takes for it.
    pub due: Option<RemoteMoney>,
    /// The price of the plan now, and of the new one.
    pub prices: (Option<RemoteMoney>, Option<RemoteMoney>),
    /// The expiry after it.
    pub next_expires: Option<Date>,
    /// Its words about the money, or its refusal.
    pub words: Option<String>,
}

impl SavedOffer {
    /// Reads what it shows of the change.
    pub(crate) fn shown(view: &billmanager::PlanChangeView, currency: Currency) -> Self {
        let money = |amount: &billmanager::Amount| {
            let own = amount.currency.as_deref().and_then(|code| code.parse().ok());
            RemoteMoney::new(amount.ten_thousandths, own.unwrap_or(currency))
        };
        let new_price = view.new_price.as_ref().map(money);
        Self {
            is_offered: true,
            due: view.due.as_ref().map(money).or(new_price),
            prices: (view.old_price.as_ref().map(money), new_price),
            next_expires: view.next_expires.date(),
            words: view.money_info.as_deref().map(plain),
        }
    }

    /// It does not offer it, or refuses to show it.
    pub(crate) fn not_offered(words: Option<String>) -> Self {
        Self { is_offered: false, due: None, prices: (None, None), next_expires: None, words }
    }

    /// As the rule wants it.
    pub(crate) fn as_offer(&self) -> PlanOffer {
        match (self.is_offered, &self.words) {
            (true, _) => PlanOffer::Offered { due: self.due, next_expires: self.next_expires },
            (false, Some(words)) => PlanOffer::Refused { words: words.clone() },
            (false, None) => PlanOffer::NotOffered,
        }
    }

    /// What was said last, and when, in machine milliseconds.
    pub(crate) async fn find(
        engine: &Engine,
        module: ModuleId,
        license: LicenseId,
        plan: &PlanCode,
    ) -> Result<Option<(Self, i64)>> {
        let read = module_reads::find(engine.db(), module, &name(license, plan)).await?;
        let Some((value, at_ms)) = read.and_then(|read| read.value) else { return Ok(None) };
        Ok(serde_json::from_value(value).ok().map(|saved| (saved, at_ms)))
    }

    /// Keeps what was said.
    pub(crate) async fn keep(
        &self,
        tx: &mut store::Tx,
        module: ModuleId,
        license: LicenseId,
        plan: &PlanCode,
        now_ms: i64,
    ) -> Result<()> {
        let value = serde_json::to_value(self).map_err(crate::Error::setup)?;
        Ok(module_reads::save(tx, module, &name(license, plan), &value, now_ms).await?)
    }
}

/// A panel's words may be HTML (`docs/protocols/billmanager.md §1.4`); people read the text.
pub(crate) fn plain(words: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in words.replace("&nbsp;", " ").chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(character),
            _ => {}
        }
    }
    text.trim().to_owned()
}

fn name(license: LicenseId, plan: &PlanCode) -> String {
    format!("plan_change.{license}.{plan}")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_are_not_shown_to_people() {
        assert_eq!(plain("<b>3.00</b>&nbsp;EUR will be taken"), "3.00 EUR will be taken");
    }
}
