//! The ways to a chosen panel: what each costs and spends, and the button of those that are open.

use domain::RemoteMoney;
use domain::panel_change::{PanelWay, Source, Way};
use engine::reads::{PanelChangePage, PanelPreview};
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::components::badge::{Tone, badge};
use crate::components::confirm::Confirm;
use crate::components::facts::{day, fact, facts_card, link};
use crate::functions::ChangePanel;
use crate::texts::{dates, money, panel_change, per_period, texts};

/// What it means for the client, then every way.
pub(super) fn view(page: &PanelChangePage, preview: &PanelPreview) -> AnyView {
    let words = &texts().panel_change;
    let ways = preview.ways.ways.iter().map(|found| way(page, preview, found)).collect_view();
    view! {
        {client(page, preview)}
        <section class="stack" aria-labelledby="ways">
            <header>
                <h2 class="card__title" id="ways">{words.ways}</h2>
                <p class="muted">{words.ways_lead}</p>
            </header>
            {ways}
        </section>
    }
    .into_any()
}

fn client(page: &PanelChangePage, preview: &PanelPreview) -> AnyView {
    let words = &texts().panel_change;
    let priced = |price| format!("{} {}", money(price), per_period(page.period));
    let then = priced(preview.choice.price);
    let price = match preview.price_now {
        Some(now) => words.price_lead(priced(now), then),
        None => words.price_then_only(then),
    };
    let install = match &preview.install_steps {
        None => view! { {words.install_none} }.into_any(),
        Some(steps) => {
            let steps = Some(steps.clone()).filter(|steps| !steps.is_empty());
            let steps = steps.map(|steps| view! { <pre class="field__help">{steps}</pre> });
            view! { {words.install_client} {steps} }.into_any()
        }
    };
    let client = link(format!("/staff/clients/{}", page.client_id), page.client_name.clone());
    let mut facts = vec![fact(words.client, client), fact(words.price, price), fact(words.install, install)];
    if let Some((balance, at_ms)) = preview.balance {
        facts.push(fact(words.balance, words.balance_as_of(money(balance), dates::moment(at_ms))));
    }
    facts.extend(preview.asked.as_ref().map(|(_, at_ms)| fact(words.asked, dates::moment(*at_ms))));
    facts_card(texts().services.panel, facts)
}

fn way(page: &PanelChangePage, preview: &PanelPreview, found: &Way) -> AnyView {
    let words = &texts().panel_change;
    let best = preview.ways.best.filter(|(way, _)| *way == found.way);
    let mark = best.map(|(_, why)| {
        view! { <p>{badge(Tone::Ok, words.recommended)} " " {panel_change::why(why)}</p> }
    });
    let closed = (!found.is_open()).then(|| {
        let against =
            found.obstacles.iter().map(|obstacle| view! { <li>{panel_change::obstacle(obstacle)}</li> });
        view! {
            <div class="note note--warn">
                <p><strong>{words.closed}</strong></p>
                <ul>{against.collect_view()}</ul>
            </div>
        }
    });
    view! {
        <section class="stack stack--tight" id=found.way.to_string()>
            {facts_card(panel_change::way(found.way), facts(preview, found))}
            {mark}
            {closed}
            {found.is_open().then(|| confirm(page, preview, found, best.is_some()))}
        </section>
    }
    .into_any()
}

fn facts(preview: &PanelPreview, found: &Way) -> Vec<AnyView> {
    let words = &texts().panel_change;
    let mut facts = vec![fact(words.cost, cost(found))];
    if found.way == PanelWay::PlanChange
        && let Some((asked, _)) = &preview.asked
    {
        let (now, then) = asked.prices;
        facts.extend(now.map(|price| fact(words.price_now, money(price))));
        facts.extend(then.map(|price| fact(words.price_then, money(price))));
        facts.extend(asked.words.clone().map(|theirs| fact(words.theirs, theirs)));
    }
    facts.extend(found.source.map(|source| fact(words.source, license(source))));
    facts.extend(found.lasts_until.map(|date| fact(words.lasts, day(date))));
    facts.push(fact(words.address_changes, changes(found.address_changes)));
    facts.extend(found.leaves_on.map(|date| fact(words.next_allowed, day(date))));
    facts
}

fn license(source: Source) -> AnyView {
    let words = &texts().panel_change;
    match source {
        Source::Purchase => view! { {words.source_purchase} }.into_any(),
        Source::Pool(id) => {
            let name = words.source_pool(texts().events.license(id));
            link(format!("/staff/licenses/{id}"), name)
        }
    }
}

fn cost(found: &Way) -> String {
    let words = &texts().panel_change;
    match (found.way, found.source, found.cost) {
        (PanelWay::Release, ..) => words.cost_none.to_owned(),
        (_, Some(Source::Pool(_)), _) => words.cost_nothing.to_owned(),
        (_, _, None) => words.cost_unknown.to_owned(),
        (_, _, Some(cost)) if cost.e4() < 0 => {
            words.cost_back(money(RemoteMoney::new(cost.e4().saturating_neg(), cost.currency())))
        }
        (_, _, Some(cost)) => money(cost),
    }
}

fn changes(n: u8) -> String {
    let words = &texts().panel_change;
    if n == 0 { words.address_changes_none.to_owned() } else { words.address_changes_n(n) }
}

fn confirm(page: &PanelChangePage, preview: &PanelPreview, found: &Way, is_best: bool) -> AnyView {
    let words = &texts().panel_change;
    let panel = &preview.choice.name;
    let (title, button) = match found.way {
        PanelWay::PlanChange => (words.confirm_plan_change(panel), words.do_plan_change),
        PanelWay::Swap => (words.confirm_swap(panel), words.do_swap),
        PanelWay::Attach => (words.confirm_attach(panel), words.do_attach),
        PanelWay::Release => (words.confirm_release.to_owned(), words.do_release),
    };
    let is_bought = found.source == Some(Source::Purchase);
    let class = if is_best { "button button--primary" } else { "button" };
    let confirm = Confirm {
        id: title_id(found.way),
        dangerous: found.way == PanelWay::Release,
        title,
        effects: effects(found),
        cost: Some((words.cost, cost(found))),
    };
    confirm.around(view! {
        <form class="actions" method="post" action=ChangePanel::PATH>
            <input type="hidden" name="service" value=page.card.id.to_string()/>
            <input type="hidden" name="panel" value=preview.choice.value.to_string()/>
            <input type="hidden" name="way" value=found.way.to_string()/>
            <input type="hidden" name="license" value=if is_bought { "buy" } else { "pool" }/>
            <input type="hidden" name="cost" value=found.cost.map(RemoteMoney::to_field)/>
            <input type="hidden" name="key" value=Uuid::new_v4().to_string()/>
            <button type="submit" class=class>{button}</button>
        </form>
    })
}

const fn title_id(way: PanelWay) -> &'static str {
    match way {
        PanelWay::PlanChange => "confirm-plan-change",
        PanelWay::Swap => "confirm-swap",
        PanelWay::Attach => "confirm-attach",
        PanelWay::Release => "confirm-release",
    }
}

/// What is called, in the order in which it is.
fn effects(found: &Way) -> Vec<String> {
    let words = &texts().panel_change;
    let is_bought = found.source == Some(Source::Purchase);
    let said: Vec<&str> = match found.way {
        PanelWay::PlanChange => vec![words.effect_plan_change, words.effect_plan_lost],
        PanelWay::Swap => {
            let first = if is_bought { words.effect_swap_buy } else { words.effect_swap_pool };
            vec![first, words.effect_swap_back, words.effect_swap_gap, words.effect_key]
        }
        PanelWay::Attach => {
            vec![if is_bought { words.effect_attach_buy } else { words.effect_attach_pool }, words.effect_key]
        }
        PanelWay::Release => vec![words.effect_release],
    };
    let mut effects: Vec<String> = said.into_iter().map(str::to_owned).collect();
    if let (PanelWay::Release, Some(date)) = (found.way, found.leaves_on) {
        effects.push(words.effect_release_later(dates::day(date)));
    }
    effects
}
