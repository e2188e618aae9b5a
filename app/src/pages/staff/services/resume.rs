//! `/staff/services/{id}/resume`: what resuming does and costs, before it does.

use domain::ServiceId;
use domain::pool::Standing;
use engine::reads::{LicensePlan, PlannedPrice, ResumptionPage};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::ResumeService;
use crate::pages::address::id_in_address;
use crate::texts::dates::day;
use crate::texts::operations::period_choice;
use crate::texts::{money, period_name, pool, refusals, texts};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    staff_page(Place::StaffServices, async move |caller| {
        let page = engine::reads::resumption(&visitor::engine()?, caller, id?).await?;
        let words = &texts().suspension;
        let refused = flash::take_refused("resume").await.unwrap_or_default();
        let name = page.card.host_name.to_string();
        let title = words.resume_title(&name);
        let header = Header::new(words.resume)
            .under(texts().services.title, "/staff/services")
            .under(name, format!("/staff/services/{}", page.card.id));
        let body = match &page.problem {
            Some(problem) => {
                view! { <div class="note note--warn"><p>{refusals::refusal(problem)}</p></div> }.into_any()
            }
            None => ask(&page, title.clone()),
        };
        Ok::<_, Failure>(Page::new(title, view! { {header.view()} {refusal(&refused, &[])} {body} }).narrow())
    })
}

fn ask(page: &ResumptionPage, title: String) -> AnyView {
    let words = &texts().suspension;
    let mut effects = license(&page.license);
    effects.extend([
        words.then_start.to_owned(),
        words.paid(day(page.paid_until)),
        words.as_known.to_owned(),
    ]);
    let cost = Some((words.cost, cost(&page.license)));
    let confirm = Confirm { id: "resume-title", dangerous: false, title, effects, cost };
    let form = view! {
        <form class="actions" method="post" action=ResumeService::PATH>
            <input type="hidden" name="service" value=page.card.id.to_string()/>
            <button type="submit" class="button button--primary">{words.resume}</button>
            <a class="button button--quiet" href=format!("/staff/services/{}", page.card.id)>{words.back}</a>
        </form>
    };
    confirm.around(form)
}

fn license(plan: &LicensePlan) -> Vec<String> {
    let words = &texts().suspension;
    let name = |license: domain::LicenseId| texts().events.license(license);
    let why = |price: &PlannedPrice| words.why_period(period_choice(&price.choice));
    match plan {
        LicensePlan::None => vec![words.needs_none.to_owned()],
        LicensePlan::Kept { license, expires_on: Some(on) } => vec![words.kept(name(*license), day(*on))],
        LicensePlan::Kept { license, expires_on: None } => vec![words.kept_unknown(name(*license))],
        LicensePlan::Renew { license, price: Some(price) } => {
            vec![words.renews(name(*license), period_name(price.choice.period)), why(price)]
        }
        LicensePlan::Renew { license, price: None } => vec![words.renews_not_sold(name(*license))],
        LicensePlan::TakeBack { license } => vec![words.takes_back(name(*license))],
        LicensePlan::Claim { license, standing, next_change: (address, key) } => {
            let changes = match standing {
                Standing::OnThisAddress { new_key: false } => words.changes_nothing.to_owned(),
                Standing::OnThisAddress { new_key: true } => words.changes_key(day(*key)),
                _ => words.changes_both(day(*address), day(*key)),
            };
            vec![words.claims(name(*license), pool::standing(standing)), changes]
        }
        LicensePlan::Buy { price: Some(price), .. } => {
            vec![words.buys(period_name(price.choice.period)), why(price)]
        }
        LicensePlan::Buy { plan, price: None } => vec![words.buys_not_sold(plan)],
    }
}

fn cost(plan: &LicensePlan) -> String {
    let words = &texts().suspension;
    match plan {
        LicensePlan::Renew { price, .. } | LicensePlan::Buy { price, .. } => {
            let cost = price.as_ref().and_then(|price| price.cost);
            cost.map_or_else(|| words.cost_unknown.to_owned(), money)
        }
        _ => words.cost_nothing.to_owned(),
    }
}
