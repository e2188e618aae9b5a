//! A purchase without a clear answer: what is known of it, and the three things that a person can say.

use domain::RemoteId;
use domain::purchase::{Candidate, LookUp};
use engine::reads::{OperationPage, Undecided};
use leptos::{prelude::*, server_fn::ServerFn};

use super::undecided::{Form, expected, more, period_facts, section};
use crate::components::confirm::Confirm;
use crate::components::facts::{fact, facts_card, moment, mono};
use crate::flash::Refused;
use crate::functions::{DecidePurchase, LookUpPurchase};
use crate::texts::{dates, look_up, texts};

/// Draws the decision.
pub(super) fn view(page: &OperationPage, undecided: &Undecided, refused: &Refused) -> AnyView {
    let words = &texts().operations;
    let form = Form { action: DecidePurchase::PATH, operation: page.operation.id.to_string() };
    let content = view! {
        {known(undecided)}
        {candidates(&form, undecided)}
        {order_again(&form, undecided)}
        {form.give_up(words.give_up_purchase, words.give_up_purchase_effect, refused)}
    };
    section(words.decide, words.decide_lead, content)
}

fn known(undecided: &Undecided) -> AnyView {
    let words = &texts().operations;
    let purchase = &undecided.purchase;
    let mut facts =
        vec![fact(words.marker, mono(&purchase.marker)), fact(words.plan, mono(&purchase.plan_code))];
    facts.extend(period_facts(purchase.period, &purchase.period_choice));
    facts.push(fact(texts().services.address, mono(purchase.address)));
    facts.push(fact(texts().licenses.name, purchase.license_name.clone()));
    facts.push(fact(words.expected, cost(undecided)));
    facts.extend(purchase.sent_at_ms.map(|ms| fact(words.sent_at, moment(ms))));
    facts.extend(purchase.words.clone().map(|said| fact(words.note, said)));
    facts_card(words.purchase, facts)
}

fn cost(undecided: &Undecided) -> String {
    expected(undecided.purchase.expected_cost_e4, &undecided.purchase.currency)
}

/// What the license server showed last, with the button that asks again.
fn candidates(form: &Form, undecided: &Undecided) -> AnyView {
    let words = &texts().operations;
    let general = &texts().general;
    let age = match &undecided.look_up {
        Some((_, at_ms)) => general.as_of(dates::moment(*at_ms)),
        None => general.not_read_yet.to_owned(),
    };
    let found: Vec<AnyView> = match undecided.look_up.as_ref().map(|(saved, _)| &saved.found) {
        None | Some(LookUp::Nothing) => Vec::new(),
        Some(LookUp::Adopt(id, _)) => vec![it_is(form, id, look_up::matches().to_owned())],
        Some(LookUp::Candidates(all)) => all.iter().map(|one| candidate(form, one)).collect(),
    };
    let nothing = found.is_empty().then(|| view! { <p class="muted">{words.no_candidates}</p> });
    view! {
        <section class="card">
            <header class="card__header"><h3 class="card__title">{words.candidates}</h3></header>
            <form class="saved-copy" method="post" action=LookUpPurchase::PATH>
                <input type="hidden" name="operation" value=form.operation.clone()/>
                {age} " · " <button type="submit" class="link-button">{general.refresh}</button>
            </form>
            {nothing}
            {found}
            {another(form)}
        </section>
    }
    .into_any()
}

fn candidate(form: &Form, candidate: &Candidate) -> AnyView {
    it_is(form, &candidate.remote_id, look_up::differences(&candidate.differences))
}

fn it_is(form: &Form, id: &RemoteId, why: String) -> AnyView {
    let words = &texts().operations;
    let confirm = Confirm {
        id: "it-is-title",
        dangerous: false,
        title: words.candidate(id),
        effects: vec![
            why,
            words.it_is_effect.to_owned(),
            words.it_is_calls.to_owned(),
            texts().work.calls_it_is.to_owned(),
        ],
        cost: None,
    };
    let content = view! {
        <input type="hidden" name="license" value=id.to_string()/>
        <button type="submit" class="button button--primary">{words.it_is(id)}</button>
    };
    let button = form.draw("actions", "it_is", content);
    more(id, false, words.candidate(id), confirm.around(button))
}

/// A license that the look-up does not name, by its id there.
fn another(form: &Form) -> AnyView {
    let words = &texts().operations;
    let confirm = Confirm {
        id: "another-title",
        dangerous: false,
        title: words.other_title.to_owned(),
        effects: vec![
            words.it_is_effect.to_owned(),
            words.it_is_calls.to_owned(),
            texts().work.calls_it_is.to_owned(),
        ],
        cost: None,
    };
    let field = view! {
        <div class="field field--short">
            <label class="field__label" for="license">{words.other_label}</label>
            <input class="input" id="license" name="license" required=true inputmode="numeric" autocomplete="off"/>
        </div>
    };
    let fields = form.fields("it_is", field, "button button--primary", words.other_button);
    more("another", false, words.other.to_owned(), confirm.around(fields))
}

fn order_again(form: &Form, undecided: &Undecided) -> AnyView {
    let words = &texts().operations;
    let confirm = Confirm {
        id: "order-again",
        dangerous: true,
        title: words.not_bought_title.to_owned(),
        effects: vec![
            words.not_bought_effect.to_owned(),
            words.not_bought_risk.to_owned(),
            texts().work.calls_order_again.to_owned(),
        ],
        cost: Some((words.not_bought_cost, cost(undecided))),
    };
    let button = form.button("order_again", "button button--danger", words.not_bought);
    more("order-again", false, words.not_bought.to_owned(), confirm.around(button))
}
