//! `/services/{id}/renew`: for what a service can be renewed, what each costs and how long it is then paid.

use domain::access::Action;
use domain::{PanelState, Period, ServiceId, SuspensionCause};
use engine::reads::{RenewalPage, Term};
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash::{self, Refused};
use crate::functions::{RenewService, SetAutoRenewal};
use crate::pages::address::id_in_address;
use crate::texts::{dates, money, order, period_name, refusals, texts};
use crate::visitor;

/// The form's name among refused forms.
const FORM: &str = "renew";

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    client_page(Place::Services, Action::SeeOwnServices, async move |caller| {
        let page = engine::reads::renewal(&visitor::engine()?, caller, id?).await?;
        let words = &texts().renewals;
        let refused = flash::take_refused(FORM).await.unwrap_or_default();
        let name = page.card.host_name.to_string();
        let title = words.title_of(&name);
        let header = Header::new(words.title)
            .under(texts().services.title, "/services")
            .under(name, format!("/services/{}", page.card.id))
            .lead(words.lead(dates::day(page.card.paid_until)));
        let content = view! {
            {header.view()}
            {refusal(&refused, &[("period", words.term)])}
            {now(&page, &refused, &own(&page))}
            {by_itself(&page)}
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

/// Who renews: the form's function, where it leads back to, and whose money is spent.
pub(in crate::pages) struct Renewing {
    pub(in crate::pages) action: &'static str,
    pub(in crate::pages) back: String,
    pub(in crate::pages) charge: &'static str,
    pub(in crate::pages) balance: &'static str,
}

fn own(page: &RenewalPage) -> Renewing {
    Renewing {
        action: RenewService::PATH,
        back: format!("/services/{}", page.card.id),
        charge: texts().renewals.effect_charge,
        balance: order::texts().balance,
    }
}

/// The renewal at once, or why there is none.
pub(in crate::pages) fn now(page: &RenewalPage, refused: &Refused, by: &Renewing) -> AnyView {
    let words = &texts().renewals;
    let problem = page.problem.as_ref().map(refusals::refusal);
    let nothing = page.terms.is_empty().then(|| words.none.to_owned());
    if let Some(why) = problem.or(nothing) {
        return view! { <div class="note note--warn"><p>{why}</p></div> }.into_any();
    }
    let usual = page.auto_renewal_period.unwrap_or(page.period).to_string();
    let chosen = refused.value("period").map_or(usual, str::to_owned);
    let chosen =
        page.terms.iter().map(|term| term.quote.period().to_string()).find(|period| *period == chosen);
    let terms = page.terms.iter().enumerate().map(|(index, term)| choice(term, index, chosen.as_deref()));
    let mut effects = vec![by.charge.to_owned(), words.effect_until.to_owned()];
    if page.card.panel_state == PanelState::Active {
        effects.push(words.effect_license.to_owned());
    }
    if let Some(suspended) = &page.card.suspended {
        let words = &texts().suspension;
        let by_staff = suspended.cause == SuspensionCause::Staff;
        effects.push(if by_staff { words.renew_stays } else { words.renew_starts }.to_owned());
        effects.extend(page.from_today.then(|| words.term_from_today.to_owned()));
    }
    let confirm = Confirm {
        id: "renew-title",
        dangerous: false,
        title: words.confirm.to_owned(),
        effects,
        cost: Some((by.balance, money(page.balance))),
    };
    let problem = refused.problem("period");
    let described = problem.is_some().then_some("period-error");
    let buttons = view! {
        <div class="actions">
            <button type="submit" class="button button--primary">{words.renew}</button>
            <a class="button button--quiet" href=by.back.clone()>{words.back}</a>
        </div>
    };
    view! {
        <form class="form" method="post" action=by.action>
            <input type="hidden" name="service" value=page.card.id.to_string()/>
            <input type="hidden" name="key" value=Uuid::new_v4().to_string()/>
            <fieldset class="field" aria-describedby=described>
                <legend class="field__label">{words.term}</legend>
                <div class="choices">{terms.collect_view()}</div>
                {problem.map(|problem| view! { <p class="field__error" id="period-error">{problem}</p> })}
            </fieldset>
            {confirm.around(buttons)}
        </form>
    }
    .into_any()
}

fn choice(term: &Term, index: usize, chosen: Option<&str>) -> AnyView {
    let period = term.quote.period().to_string();
    let checked = chosen.map_or(index == 0, |chosen| chosen == period);
    let id = (index == 0).then_some("period");
    view! {
        <label class="choice">
            <input class="choice__input" type="radio" name="period" id=id value=period checked=checked/>
            <span class="choice__body">
                <span class="choice__title">{period_name(term.quote.period())}</span>
                <span class="choice__text">{texts().renewals.until(dates::day(term.paid_until))}</span>
            </span>
            <span class="choice__price money">{money(term.quote.total())}</span>
        </label>
    }
    .into_any()
}

/// Whether it renews itself.
fn by_itself(page: &RenewalPage) -> Option<AnyView> {
    let words = &texts().renewals;
    let now = page.auto_renewal_period;
    let periods: Vec<Period> = page.terms.iter().map(|term| term.quote.period()).collect();
    if page.period.is_trial() || (periods.is_empty() && now.is_none()) {
        return None;
    }
    let entry = |value: String, label: String, selected: bool| {
        view! { <option value=value selected=selected>{label}</option> }
    };
    let off = entry("off".to_owned(), texts().services.off.to_owned(), now.is_none());
    let every = periods.into_iter().map(|period| {
        entry(period.to_string(), texts().services.every(period_name(period)), now == Some(period))
    });
    Some(
        view! {
            <section class="card">
                <header class="card__header"><h2 class="card__title">{words.auto}</h2></header>
                <form class="form" method="post" action=SetAutoRenewal::PATH>
                    <input type="hidden" name="service" value=page.card.id.to_string()/>
                    <div class="field">
                        <label class="field__label" for="autoprolong">{words.auto}</label>
                        <select class="input" id="autoprolong" name="autoprolong" aria-describedby="autoprolong-help">
                            {off} {every.collect_view()}
                        </select>
                        <p class="field__help" id="autoprolong-help">{words.auto_help}</p>
                    </div>
                    <div class="actions"><button type="submit" class="button">{words.auto_save}</button></div>
                </form>
            </section>
        }
        .into_any(),
    )
}
