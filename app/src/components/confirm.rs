//! What will happen, and what it costs, before it does.

use leptos::prelude::*;

/// A step that cannot be taken back, or that costs money.
pub(crate) struct Confirm {
    pub(crate) id: &'static str,
    pub(crate) dangerous: bool,
    pub(crate) title: String,
    pub(crate) effects: Vec<String>,
    pub(crate) cost: Option<(&'static str, String)>,
}

impl Confirm {
    /// Draws it around the form that does it.
    pub(crate) fn around(self, form: impl IntoAny) -> AnyView {
        let class = if self.dangerous { "confirm confirm--danger" } else { "confirm" };
        let effects = self.effects.into_iter().map(|effect| view! { <li>{effect}</li> }).collect_view();
        let cost = self.cost.map(|(name, amount)| {
            view! { <dl class="confirm__cost"><dt>{name}</dt><dd class="money">{amount}</dd></dl> }
        });
        view! {
            <section class=class aria-labelledby=self.id>
                <h2 class="confirm__title" id=self.id>{self.title}</h2>
                <ul class="confirm__effects">{effects}</ul>
                {cost}
                {form.into_any()}
            </section>
        }
        .into_any()
    }
}
