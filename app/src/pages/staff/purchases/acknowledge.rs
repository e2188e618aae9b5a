//! `/staff/purchases/{id}/acknowledge`: somebody has looked into a charge that nothing here explains.

use domain::ChargeId;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::facts::{day, fact, facts_card, link};
use crate::components::form::{Editing, actions};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::input::Input;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::AcknowledgeCharge;
use crate::pages::address::id_in_address;
use crate::texts::{charges, money, texts};
use crate::visitor;

const LIST: &str = "/staff/purchases";

/// The form, below what is known of the charge.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ChargeId>("id");
    staff_page(Place::Purchases, async move |caller| {
        let words = &texts().charges;
        let charge = engine::reads::unexplained_charge(&visitor::engine()?, caller, id?).await?;
        let form = Editing::new(&format!("charge.{}", charge.id), &[]).await;
        let (module, name) = charge.module;
        let mut facts = vec![
            fact(words.cost, money(charge.amount)),
            fact(words.what, charges::kind(charge.kind)),
            fact(words.day, charge.day.map_or_else(|| words.day_unknown.into_any(), day)),
            fact(words.server, link(format!("/staff/integration/processing-modules/{module}"), name)),
        ];
        facts.extend(charge.license.map(|id| {
            fact(words.license, link(format!("/staff/licenses/{id}"), texts().events.license(id)))
        }));
        facts.extend((!charge.words.is_empty()).then(|| fact(words.its_words, charge.words)));
        let note = Input::text("note", words.acknowledge_note).help(words.acknowledge_note_help).required();
        let content = view! {
            {Header::new(words.acknowledge).under(words.title, LIST).lead(words.acknowledge_lead).view()}
            <div class="stack">
                {facts_card(words.charge, facts)}
                <form class="form" method="post" action=AcknowledgeCharge::PATH>
                    {form.summary(&[("note", words.acknowledge_note)])}
                    <input type="hidden" name="charge" value=charge.id.to_string()/>
                    {note.view(&form)}
                    {actions(words.acknowledge, LIST)}
                </form>
            </div>
        };
        Ok::<_, Failure>(Page::new(words.acknowledge, content).narrow())
    })
}
