//! `/staff/coverage`: until when services are paid, over the time for which their licenses are valid.

use domain::Date;
use domain::term_coverage::{GapReason, Term};
use engine::reads::{CoverageLine, CoverageWanted};
use leptos::prelude::*;

use crate::components::badge::{Tone, badge};
use crate::components::empty::empty;
use crate::components::facts::day;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages, search_within};
use crate::components::menu::Place;
use crate::components::term_bar::{last_day, term_bar, term_legend};
use crate::failure::Failure;
use crate::texts::{coverage, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;
const GAPS: &str = "gaps";

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::StaffServices, async move |caller| {
        let words = &texts().coverage;
        let gaps_only = wish.state == GAPS;
        let wanted = CoverageWanted {
            search: &wish.search,
            gaps_only,
            limit: PER_PAGE.into(),
            offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
        };
        let found = engine::reads::coverage(&visitor::engine()?, caller, &wanted).await?;
        let total = if gaps_only { found.gaps } else { found.total };
        let tabs = tabs(&wish, found.total, found.gaps);
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(&found.lines) };
        let content = view! {
            {Header::new(words.title).under(texts().services.title, "/staff/services").lead(words.lead).view()}
            {tabs}
            {search_within(&wish, words.count(total))}
            {term_legend(true)}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn tabs(wish: &Wish, total: i64, gaps: i64) -> AnyView {
    let words = &texts().coverage;
    let tab = |state: &'static str, word: &'static str, count: i64| {
        let current = (wish.state == state).then_some("page");
        let count = (count > 0).then(|| view! { " " <span class="count">{count}</span> });
        view! { <a class="tabs__link" href=wish.in_state(state) aria-current=current>{word}{count}</a> }
    };
    view! {
        <nav class="tabs" aria-label=words.title>
            {tab("", texts().general.all, total)}
            {tab(GAPS, words.gaps_only, gaps)}
        </nav>
    }
    .into_any()
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().coverage;
    let (title, text) = match (wish.is_plain(), wish.state == GAPS && wish.search.is_empty()) {
        (true, _) => (words.none_yet, words.none_yet_text),
        (_, true) => (words.no_gaps, words.no_gaps_text),
        _ => (words.empty, words.empty_text),
    };
    empty(Icon::Server, title, text, None)
}

/// The services, all their bars on one scale.
pub(super) fn table(lines: &[CoverageLine]) -> AnyView {
    let words = &texts().coverage;
    let Some(to) = lines.iter().map(|line| last_day(&line.facts)).max() else { return ().into_any() };
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.terms}</th>
                    <th scope="col">{words.paid_until}</th>
                    <th scope="col">{words.license_until}</th>
                    <th scope="col">{words.finding}</th>
                </tr>
            </thead>
            <tbody>{lines.iter().map(|line| row(line, to)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: &CoverageLine, to: Date) -> AnyView {
    let words = &texts().coverage;
    let class = match line.facts.term() {
        _ if line.facts.is_open_alert() => "table__row--danger",
        Term::Gap { .. } => "table__row--warn",
        _ => "",
    };
    view! {
        <tr class=class>
            <td class="table__main">
                <a href=format!("/staff/services/{}", line.service)>{line.host_name.to_string()}</a>
                <small class="table__sub">{line.panel_name.clone()} " · " {line.client.1.clone()}</small>
            </td>
            <td data-label=words.terms>{term_bar(&line.facts, to)}</td>
            <td data-label=words.paid_until>{day(line.facts.paid_until)}</td>
            <td data-label=words.license_until><span class="nowrap">{coverage::license_until(&line.facts)}</span></td>
            <td data-label=words.finding>{finding(line)}</td>
        </tr>
    }
    .into_any()
}

/// What happens, why, and what to do about it.
pub(super) fn finding(line: &CoverageLine) -> AnyView {
    let term = line.facts.term();
    let said = coverage::finding(term);
    let Term::Gap { reason, .. } = term else { return badge(Tone::Ok, said) };
    let tone = if line.facts.is_open_alert() { Tone::Danger } else { Tone::Warn };
    let (href, label) = what_to_do(line, reason);
    view! {
        <div>
            {badge(tone, said)}
            <small class="table__sub">{coverage::reason(reason)} " " <a href=href>{label}</a></small>
        </div>
    }
    .into_any()
}

fn what_to_do(line: &CoverageLine, reason: GapReason) -> (String, &'static str) {
    let words = &texts().coverage;
    let service = format!("/staff/services/{}", line.service);
    let module = format!("/staff/integration/processing-modules/{}", line.module.0);
    let operation = line.operation.map(|id| format!("/staff/operations/{id}")).unwrap_or(service.clone());
    let license = line.license.as_ref().map(|(id, _)| format!("/staff/licenses/{id}"));
    match reason {
        GapReason::Undecided => (operation, words.do_decide),
        GapReason::Failed => (operation, words.do_mend),
        GapReason::UnderWay => (operation, words.do_watch),
        GapReason::Funds => (module, words.do_add_money),
        GapReason::ModuleSuspended => (module, words.do_resume),
        GapReason::RenewalsOff => (module, words.do_switch_on),
        GapReason::Elsewhere if line.operation.is_some() => (operation, words.do_mend),
        GapReason::Deleted | GapReason::Elsewhere | GapReason::ExpiryUnknown | GapReason::SuspendedThere => {
            (license.unwrap_or(service), words.do_look)
        }
        GapReason::NoLicense | GapReason::NotPaid | GapReason::GivenUp | GapReason::NotBegun => {
            (service, words.do_renew)
        }
    }
}
