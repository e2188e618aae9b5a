//! Renewing a service, and what is said of the renewal of its license.

use super::catalogue;

catalogue! {
    /// Words of renewals.
    Renewals {
        title: "Renew",
        title_of(name): "Renew {name}",
        lead(date): "Paid until {date}",
        term: "Renew for",
        until(date): "paid until {date}",
        none: "This plan is not sold any longer for what the service has; please ask the provider.",
        confirm: "What happens",
        effect_charge: "The price beside the period you choose is taken from your balance at once.",
        effect_charge_client: "The price beside the period you choose is taken from the client's balance at once.",
        balance_client: "The client's balance",
        effect_until: "The server is then paid until the day beside it.",
        effect_license: "Its control panel stays licensed for the whole of that time.",
        renew: "Renew now",
        back: "Not now",
        renewed(date): "Renewed: paid until {date}.",
        auto: "Auto-renewal",
        auto_help: "The day before the paid time ends, the price of this period is taken from your balance.",
        auto_save: "Save",
        auto_on(period): "The service renews itself every {period}.",
        auto_off: "The service does not renew itself.",
        decide: "Decide the renewal",
        decide_lead: "A renewal was sent to the license server, and no later expiry has been seen. Look at the license there, then say what is to be done.",
        renewal: "Renewal",
        state: "Status",
        before: "Expiry before",
        after: "Expiry after",
        look_again: "Look again",
        look_again_title: "Look at the expiry again?",
        look_again_effect: "If the license server shows a later expiry, the license was renewed and the operation goes on. Nothing is sent.",
        again: "It was not renewed: renew again",
        again_title: "Renew again?",
        again_effect: "The expiry is read once more; if it has not moved, the license is renewed again, once.",
        again_risk: "If the first renewal does take effect later, two terms are paid for.",
        again_cost: "Cost",
        give_up: "Give up",
        give_up_effect: "Nothing is renewed. The license ends on the day that the license server shows.",
        retry_cost: "If the license is still owed a renewal, it is renewed at the license server.",
    }
}
