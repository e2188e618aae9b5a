//! Which operations a form means: chosen ones, or all that a filter of the list finds.

use std::collections::BTreeMap;

use domain::{ModuleId, OperationId, OperationKind, OperationState};
use engine::reads::{OperationsFilter, OperationsMeant};
use leptos::prelude::*;

use crate::components::listing::Wish;
use crate::visitor::encode;

/// The filters of the list that are its own.
pub(super) const FILTERS: [&str; 3] = ["kind", "module", "reason"];

/// What a form or an address means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meant {
    search: String,
    state: Option<OperationState>,
    kind: Option<OperationKind>,
    module: Option<ModuleId>,
    reason: String,
    chosen: Option<Vec<OperationId>>,
}

impl Meant {
    /// Reads it; `None` where a filter is not one: what cannot be read must not widen what is meant.
    pub(crate) fn read(fields: &BTreeMap<String, String>) -> Option<Self> {
        let get = |name: &str| fields.get(name).map_or("", String::as_str);
        let chosen = (get("which") != "matching").then(|| {
            let rows = fields.keys().filter_map(|name| name.strip_prefix("row_")?.parse().ok());
            rows.collect()
        });
        Some(Self {
            search: get("q").to_owned(),
            state: parsed(get("state"))?,
            kind: parsed(get("kind"))?,
            module: parsed(get("module"))?,
            reason: get("reason").to_owned(),
            chosen,
        })
    }

    /// What the list itself shows.
    pub(super) fn of(wish: &Wish) -> Self {
        Self {
            search: wish.search.clone(),
            state: wish.state.parse().ok(),
            kind: wish.filter("kind").parse().ok(),
            module: wish.filter("module").parse().ok(),
            reason: wish.filter("reason").to_owned(),
            chosen: None,
        }
    }

    /// As a filter of the list.
    pub(super) fn filter(&self) -> OperationsFilter<'_> {
        OperationsFilter {
            search: &self.search,
            state: self.state,
            kind: self.kind,
            module: self.module,
            reason: &self.reason,
        }
    }

    /// As the engine wants to know it.
    pub(crate) fn which(&self) -> OperationsMeant<'_> {
        match &self.chosen {
            Some(ids) => OperationsMeant::Chosen(ids),
            None => OperationsMeant::Matching(self.filter()),
        }
    }

    /// Whether rows were to be chosen, and none was.
    pub(super) fn is_nothing(&self) -> bool {
        self.chosen.as_ref().is_some_and(Vec::is_empty)
    }

    /// Everything but the chosen rows, as fields.
    fn fields(&self) -> Vec<(&'static str, String)> {
        [
            ("q", self.search.clone()),
            ("state", self.state.map_or("", OperationState::as_str).to_owned()),
            ("kind", self.kind.map_or("", OperationKind::as_str).to_owned()),
            ("module", self.module.map(|id| id.to_string()).unwrap_or_default()),
            ("reason", self.reason.clone()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// The list that shows them.
    pub(crate) fn list(&self) -> String {
        let query: Vec<String> =
            self.fields().iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        if query.is_empty() {
            "/staff/operations".to_owned()
        } else {
            format!("/staff/operations?{}", query.join("&"))
        }
    }

    /// Hidden fields that say the filter again.
    pub(super) fn hidden(&self) -> AnyView {
        self.fields()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view()
            .into_any()
    }

    /// Hidden fields that say all of it again.
    pub(super) fn hidden_whole(&self) -> AnyView {
        let which = if self.chosen.is_some() { "chosen" } else { "matching" };
        let rows = self.chosen.iter().flatten().map(|id| {
            view! { <input type="hidden" name=format!("row_{id}") value="on"/> }
        });
        view! { {self.hidden()} <input type="hidden" name="which" value=which/> {rows.collect_view()} }
            .into_any()
    }
}

/// `Some(None)` where nothing is asked for, `None` where what is asked for is nothing.
fn parsed<T: std::str::FromStr>(text: &str) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Option<Meant> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Meant::read(&fields.collect())
    }

    #[test]
    fn a_form_that_names_no_filter_means_the_chosen_rows_only() {
        assert!(read(&[]).unwrap().is_nothing());
        let chosen = read(&[("row_7", "on"), ("row_x", "on"), ("reason", "remote_fault")]).unwrap();
        assert!(matches!(chosen.which(), OperationsMeant::Chosen(ids) if ids == [OperationId::new(7)]));
        assert_eq!(chosen.list(), "/staff/operations?reason=remote_fault");
    }

    #[test]
    fn a_filter_that_cannot_be_read_means_nothing() {
        assert_eq!(read(&[("which", "matching"), ("state", "broken")]), None);
        let all = read(&[("which", "matching"), ("state", "failed")]).unwrap();
        assert!(
            matches!(all.which(), OperationsMeant::Matching(filter) if filter.state == Some(OperationState::Failed))
        );
    }
}
