use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    host_name::HostName,
    ids::{OptionId, PlanCode, RemoteId, ValueId},
    period::Period,
    price::{Choice, ChosenExtra, ChosenValue, PriceList, ValuePrices, availability},
};

mod extras;
mod problems;

pub use extras::read_amount;
pub use problems::{AutoprolongProblem, ExtraProblem, FieldError, OsProblem, PanelProblem, PeriodProblem};

/// The order form as it was sent: nothing in it is trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderForm {
    /// A period's number.
    pub period: String,
    /// A panel value's id.
    pub panel: String,
    /// An operating system's id at VMmanager.
    pub os: String,
    /// A full host name.
    pub hostname: String,
    /// `off` (or nothing), or the number of the period for which the service renews itself.
    pub autoprolong: String,
    /// What was typed for the options without values, by their internal names. A box that is not ticked is not sent.
    pub extras: BTreeMap<String, String>,
}

/// What a tariff offers on its order page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its prices.
    pub prices: PriceList,
    /// Its option of type *Control panel license*.
    pub panel: OptionId,
    /// The panels that get onto the server by themselves.
    pub automatic: Vec<ValueId>,
    /// The operating systems to choose from.
    pub systems: Vec<OperatingSystem>,
}

/// An operating system that VMmanager installs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatingSystem {
    /// Its id at VMmanager.
    pub id: RemoteId,
    /// Its name.
    pub name: String,
}

/// An order form in which everything is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderChoice {
    /// The period.
    pub period: Period,
    /// The option that the panel is a value of.
    pub panel_option: OptionId,
    /// The panel.
    pub panel: ValueId,
    /// The panel's plan code, or `nopanel`.
    pub plan: PlanCode,
    /// The operating system.
    pub os: RemoteId,
    /// The host name.
    pub hostname: HostName,
    /// The period for which the service renews itself, or none.
    pub autoprolong: Option<Period>,
    /// How many of each option without values.
    pub extras: Vec<ChosenExtra>,
}

impl OrderChoice {
    /// What there is to price.
    pub fn choice(&self) -> Choice {
        let panel = ChosenValue { option: self.panel_option, value: self.panel };
        Choice { period: self.period, values: vec![panel], extras: self.extras.clone() }
    }
}

impl OrderForm {
    /// Checks every field against the offer and returns a right order, or what is wrong with each field.
    pub fn parse(&self, offer: &Offer) -> Result<OrderChoice, Vec<FieldError>> {
        let period = self.parse_period(offer);
        let panel = self.parse_panel(offer, period.as_ref().ok().copied());
        let os = self.parse_os(offer);
        let hostname = HostName::parse(&self.hostname);
        let extras = extras::parse(&self.extras, offer, period.as_ref().ok().copied());
        let chosen = extras.as_ref().map(Vec::as_slice).unwrap_or_default();
        let autoprolong = self.parse_autoprolong(offer, panel.as_ref().ok().copied(), chosen);
        match (period, panel, os, hostname, autoprolong, extras) {
            (Ok(period), Ok(panel), Ok(os), Ok(hostname), Ok(autoprolong), Ok(extras)) => Ok(OrderChoice {
                period,
                panel_option: offer.panel,
                panel: panel.value,
                plan: panel.plan.clone(),
                os,
                hostname,
                autoprolong,
                extras,
            }),
            (period, panel, os, hostname, autoprolong, extras) => {
                let before = [period.err().map(FieldError::Period), panel.err().map(FieldError::Panel)];
                let after = [
                    os.err().map(FieldError::Os),
                    hostname.err().map(FieldError::Hostname),
                    autoprolong.err().map(FieldError::Autoprolong),
                ];
                let extras = extras.err().into_iter().flatten();
                Err(before.into_iter().flatten().chain(extras).chain(after.into_iter().flatten()).collect())
            }
        }
    }

    fn parse_period(&self, offer: &Offer) -> Result<Period, PeriodProblem> {
        let text = self.period.trim();
        if text.is_empty() {
            return Err(PeriodProblem::Missing);
        }
        let period = text.parse::<Period>().map_err(|_| PeriodProblem::NotAPeriod)?;
        offer.prices.period(period).map(|price| price.period).ok_or(PeriodProblem::NotSold { period })
    }

    /// Without a right period it is only checked that the panel exists: whether it can be had is not known.
    fn parse_panel<'a>(
        &self,
        offer: &'a Offer,
        period: Option<Period>,
    ) -> Result<&'a ValuePrices, PanelProblem> {
        let text = self.panel.trim();
        if text.is_empty() {
            return Err(PanelProblem::Missing);
        }
        let id: ValueId = text.parse().map_err(|_| PanelProblem::NotOffered)?;
        let option = offer.prices.option(offer.panel).ok_or(PanelProblem::NotOffered)?;
        let value = option.value(id).ok_or(PanelProblem::NotOffered)?;
        if let Some(period) = period {
            availability(value, period).map_err(|why| PanelProblem::Unavailable { period, why })?;
        }
        Ok(value)
    }

    fn parse_os(&self, offer: &Offer) -> Result<RemoteId, OsProblem> {
        let text = self.os.trim();
        if text.is_empty() {
            return Err(OsProblem::Missing);
        }
        let known = offer.systems.iter().find(|system| system.id.as_str() == text);
        known.map(|system| system.id.clone()).ok_or(OsProblem::NotOffered)
    }

    fn parse_autoprolong(
        &self,
        offer: &Offer,
        panel: Option<&ValuePrices>,
        extras: &[ChosenExtra],
    ) -> Result<Option<Period>, AutoprolongProblem> {
        let text = self.autoprolong.trim();
        if text.is_empty() || text == "off" {
            return Ok(None);
        }
        let period = text.parse::<Period>().map_err(|_| AutoprolongProblem::NotAPeriod)?;
        let renews = offer.prices.period(period).is_some() && period.as_months().is_some();
        if !renews {
            return Err(AutoprolongProblem::NotSold { period });
        }
        // A renewal will charge the panel too: without a price for that period it could not.
        if let Some(panel) = panel {
            availability(panel, period)
                .map_err(|why| AutoprolongProblem::PanelUnavailable { period, why })?;
        }
        if let Some(option) = extras::without_price(extras, offer, period) {
            return Err(AutoprolongProblem::ExtraUnavailable { period, option });
        }
        Ok(Some(period))
    }
}

#[cfg(test)]
mod tests;
