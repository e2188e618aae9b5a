//! Changing the panel of a service: its page, its steps, and what is said of it.

use domain::PlanChangeState;
use domain::panel_change::{Obstacle, PanelWay, Why};

use super::dates::day;
use super::{catalogue, money, texts};

catalogue! {
    /// Words of changes of panel.
    PanelChange {
        title: "Change panel",
        title_of(name): "Change the panel of {name}",
        lead(panel, period): "It has {panel}; prices are for {period}.",
        client: "Client",
        to: "New panel",
        open(operation): "Operation #{operation}",
        none: "The tariff plan sells no panel for this period.",
        show: "Show the ways",
        ways: "The ways",
        ways_lead: "Each does the same for the client. Nothing is done before you confirm.",
        way_plan_change: "Change the plan of its license",
        way_swap: "Swap its license",
        way_attach: "Give it a license",
        way_release: "Take its license away",
        recommended: "Recommended",
        why_only: "the only way that is open now",
        why_nothing: "the license is paid already",
        why_cheaper: "it costs less",
        why_no_change: "it spends no change of address",
        closed: "Not possible now",
        cost: "Cost at the license server",
        cost_nothing: "nothing: it is paid already",
        cost_none: "nothing",
        cost_unknown: "the license server does not say",
        cost_back(amount): "{amount} is given back",
        price_now: "Price of its plan now",
        price_then: "Price of the new plan",
        source: "License",
        source_purchase: "none is free: one is bought",
        source_pool(license): "{license} of the pool",
        lasts: "Lasts until",
        address_changes: "Changes of address",
        address_changes_none: "none",
        address_changes_n(n): "{n}: each license may change its address about once a month|{n}: each license may change its address about once a month",
        next_allowed: "Next change allowed",
        theirs: "The license server's words",
        balance: "Balance there",
        balance_as_of(amount, time): "{amount} as of {time}",
        asked: "Asked",
        ask_lead: "The license server is asked what a change of plan would cost and when the license may leave its address. Nothing is changed.",
        price: "The client's price",
        price_lead(now, then): "{now} now, {then} from the next renewal on. Nothing is charged now.",
        price_then_only(then): "{then} from the next renewal on. Nothing is charged now.",
        install: "Installation",
        install_none: "Without a panel nothing is installed; what is on the server stays there.",
        install_client: "The panel is not installed by itself: the client is told how to install it, and sees the new key.",
        do_plan_change: "Change the plan",
        do_swap: "Swap the license",
        do_attach: "Give it this license",
        do_release: "Take the license away",
        confirm_plan_change(panel): "Change the plan to {panel}?",
        confirm_swap(panel): "Swap the license for {panel}?",
        confirm_attach(panel): "Give it {panel}?",
        confirm_release: "Take its license away?",
        effect_plan_change: "The license server changes the plan of this license, once. Its address and its name stay.",
        effect_plan_lost: "If its answer is lost, the plan is looked for; it is never changed twice.",
        effect_swap_pool: "A license of the pool is reserved; then the one that is there leaves the address, and the other takes it.",
        effect_swap_buy: "A purchase is planned; then the license that is there leaves the address, and the new one is bought for it.",
        effect_swap_back: "If the new one is refused, the one before returns. The one that made room goes to the pool.",
        effect_swap_gap: "For some seconds the address has no license.",
        effect_attach_pool: "A license of the pool takes the address.",
        effect_attach_buy: "A license is bought for the address.",
        effect_release: "The license is suspended, named free.lic and taken off the address: it goes to the pool.",
        effect_release_later(date): "Its address may be changed on {date}: until then it stays there, suspended.",
        effect_key: "The key changes: the client installs the panel with the new one.",
        started: "The change of panel has begun.",
        kind: "Change of panel",
        step_begin: "Look at the server",
        step_old_leaves: "Take the license before off the address",
        step_old_returns: "Give the license before its address back",
        step_plan_read: "Read the license and the cost",
        step_plan_send: "Change the plan",
        step_plan_seek: "Look for the new plan",
        step_no_panel: "Go on without a panel",
        step_changed: "Record the new panel",
        phase: "Changing the control panel",
        phase_title: "Your control panel is being changed",
        note_sought: "The change of plan got no clear answer; it is watched whether the license shows the new plan.",
        note_undecided: "The change of plan got no clear answer and the license does not show the new plan. A person decides.",
        note_old_stays(date): "The license that is there may not leave the address before {date}; nothing was changed. A change of plan may be possible today.",
        note_price_risen(now, agreed): "The license server takes {now} now, more than the {agreed} that were agreed to; nothing was sent. Retry goes on at this price; giving up leaves the panel as it is.",
        note_ran_out: "The license that was to be taken from the pool is no longer there, and a purchase was not agreed to; nothing was changed. Give this up and look at the ways again.",
        needs_running: "Only the panel of a service that runs can be changed.",
        trial_stays: "A trial keeps its panel.",
        not_sold: "The tariff plan does not sell this panel for the service's period.",
        same: "The service has this panel.",
        way_closed: "This way is not open any more. Look at the ways again.",
        decided_already: "The change of plan is decided already.",
        was_changed(plan): "The license server shows plan {plan}: it was changed. Look again.",
        not_changed(plan): "The license server shows plan {plan}: it was not changed.",
        event_started(from, to): "A change of panel was begun: {from} → {to}",
        event_changed(from, to): "Panel changed: {from} → {to}",
        event_not_changed: "The panel was not changed",
        event_changed_client(from, to): "Your control panel was changed: {from} → {to}",
        event_set_aside: "Its license left the address for another one",
        event_returned: "Its license is back on the address",
        event_planned(from, to): "A change of plan was planned: {from} → {to}",
        event_plan_changed(from, to): "The license server changed the plan: {from} → {to}",
        event_plan_refused: "The license server refused the change of plan",
        event_plan_unknown: "The change of plan got no clear answer",
        event_looked_again: "Told to look at the plan again",
        event_decided_made: "Decided: the plan was changed",
        event_decided_not_made: "Decided: the plan was not changed; it is changed again",
        event_decided_given_up: "The change of plan was given up",
        intent: "Change of plan",
        from_plan: "Plan before",
        to_plan: "New plan",
        state: "Status",
        state_planned: "Planned",
        state_sending: "Being sent",
        state_done: "Done",
        state_refused: "Refused",
        state_unknown: "Not known",
        state_given_up: "Given up",
        decide: "Decide the change of plan",
        decide_lead: "A change of plan was sent to the license server, and the license has not been seen with the new plan. Look at the license there, then say what is true.",
        look_again: "Look again",
        look_again_title: "Look at the plan again?",
        look_again_effect: "If the license server shows the new plan, it was changed and the operation goes on. Nothing is sent.",
        made: "It was changed",
        made_title: "It was changed?",
        made_effect: "The license is read once more; unless it shows another plan, it is recorded with the new one and its key is read. Nothing is paid.",
        again: "It was not: change again",
        again_title: "Change the plan again?",
        again_effect: "The license is read once more; if it does not show the new plan, the change is sent again, once.",
        again_risk: "If the first change does take effect later, it is paid for twice.",
        again_cost: "Cost",
        give_up: "Give up",
        give_up_effect: "Nothing is changed: the service keeps the panel and the license that it has.",
        retry_cost: "It begins again: what the way needs at the license server is done and paid for.",
        give_up_text: "Nothing more is done. Licenses that the change took off the address go to the pool; without one on the address the service has no panel until it is changed again.",
        other_server: "the license is at another license server",
        other_functions: "the new panel is another kind of software at the license server",
        other_addons: "the new panel is ordered with other add-ons, which a change of plan cannot name",
        not_asked: "the license server was not asked yet",
        not_offered: "the license server does not offer it for this license",
        refused_there(words): "the license server refuses it: {words}",
        same_product: "both are one product: nothing is gained by another license of it",
        not_before(date): "the license that is there may not leave the address before {date}",
        change_unknown: "it is not known when the address was changed last: ask the license server",
        occupied(license): "{license} is still on the address",
        occupied_until(license, date): "{license} is still on the address, until {date}",
        not_on_sale: "none is free, and the license server sells this plan for no period that suits",
        purchases_off: "purchases are switched off at the license server",
        no_money(cost, available): "it costs {cost}, and {available} is there",
        services_link: "Change panel",
    }
}

/// A way by its name.
pub(crate) fn way(way: PanelWay) -> &'static str {
    let words = &texts().panel_change;
    match way {
        PanelWay::PlanChange => words.way_plan_change,
        PanelWay::Swap => words.way_swap,
        PanelWay::Attach => words.way_attach,
        PanelWay::Release => words.way_release,
    }
}

/// Why a way is recommended.
pub(crate) fn why(why: Why) -> &'static str {
    let words = &texts().panel_change;
    match why {
        Why::OnlyWay => words.why_only,
        Why::CostsNothing => words.why_nothing,
        Why::Cheaper => words.why_cheaper,
        Why::NoAddressChange => words.why_no_change,
    }
}

/// Why a way cannot be gone now.
pub(crate) fn obstacle(obstacle: &Obstacle) -> String {
    let words = &texts().panel_change;
    match obstacle {
        Obstacle::OtherLicenseServer => words.other_server.to_owned(),
        Obstacle::OtherFunctions => words.other_functions.to_owned(),
        Obstacle::OtherAddons => words.other_addons.to_owned(),
        Obstacle::NotAsked => words.not_asked.to_owned(),
        Obstacle::NotOffered => words.not_offered.to_owned(),
        Obstacle::RefusedThere { words: theirs } => words.refused_there(theirs),
        Obstacle::SameProduct => words.same_product.to_owned(),
        Obstacle::AddressNotBefore { date } => words.not_before(day(*date)),
        Obstacle::AddressChangeUnknown => words.change_unknown.to_owned(),
        Obstacle::Occupied { license, until: None } => words.occupied(texts().events.license(*license)),
        Obstacle::Occupied { license, until: Some(date) } => {
            words.occupied_until(texts().events.license(*license), day(*date))
        }
        Obstacle::NotSold => words.not_on_sale.to_owned(),
        Obstacle::PurchasesOff => words.purchases_off.to_owned(),
        Obstacle::NoMoney { cost, available } => words.no_money(money(*cost), money(*available)),
    }
}

/// The word for where a change of plan stands.
pub(crate) fn state(state: PlanChangeState) -> &'static str {
    let words = &texts().panel_change;
    match state {
        PlanChangeState::Planned => words.state_planned,
        PlanChangeState::Sending => words.state_sending,
        PlanChangeState::Done => words.state_done,
        PlanChangeState::Refused => words.state_refused,
        PlanChangeState::Unknown => words.state_unknown,
        PlanChangeState::GivenUp => words.state_given_up,
    }
}
