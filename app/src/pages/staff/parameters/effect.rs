//! What a rule does: in sentences, on a small timeline, and the plans that it does not concern.

use engine::reads::RulePreview;
use leptos::prelude::*;

use crate::texts::{parameters, texts};

/// The drawing's inner width; a month is a share of it.
const WIDTH: u32 = 600;
const BAR: u32 = 22;
const SERVICE_Y: u32 = 18;
const LICENSE_Y: u32 = 48;
const HEIGHT: u32 = 92;

/// The effect of what the form says now.
pub(super) fn effect(preview: Option<&RulePreview>) -> AnyView {
    let words = &texts().parameters;
    let Some(preview) = preview else {
        return view! { <p class="muted">{words.effect_first}</p> }.into_any();
    };
    let sentences = parameters::sentences(preview.effect);
    let is_warning = preview.effect.license_renewals() > 0;
    let class = if is_warning { "note note--warn" } else { "note note--info" };
    let said = sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    view! { <div class=class>{said}</div> {drawing(preview)} {not_applied(preview)} }.into_any()
}

fn drawing(preview: &RulePreview) -> AnyView {
    let words = &texts().parameters;
    let effect = preview.effect;
    let months = u32::from(effect.months_shown());
    let x = |month: u16| u32::from(month) * WIDTH / months;
    let bars = |term: u16, y: u32, class: &'static str| {
        effect
            .terms(term)
            .map(|(from, to)| {
                let width = (x(to) - x(from)).saturating_sub(2).max(1);
                view! { <rect class=class x=x(from) y=y width=width height=BAR rx="2"/> }
            })
            .collect_view()
    };
    let left = (effect.left_over() > 0).then(|| {
        let from = x(effect.service_months);
        view! { <rect class="chart__bar chart__bar--warn" x=from y=LICENSE_Y + BAR + 4 width=WIDTH - from height="4"/> }
    });
    let left_legend = (effect.left_over() > 0)
        .then(|| view! { <li class="legend__item legend__item--warn">{words.pool_bar}</li> });
    let label = parameters::sentences(effect).join(" ");
    view! {
        <figure class="chart">
            <figcaption class="chart__title">{words.chart}</figcaption>
            <svg class="chart__plot" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                {bars(effect.service_months, SERVICE_Y, "chart__bar chart__bar--b")}
                {bars(effect.license_months, LICENSE_Y, "chart__bar chart__bar--a")}
                {left}
                <text class="chart__label" x="0" y="12">{words.months(1)}</text>
                <text class="chart__label" x=WIDTH y="12" text-anchor="end">{words.months(months)}</text>
            </svg>
            <ul class="legend">
                <li class="legend__item legend__item--b">{words.service_bar}</li>
                <li class="legend__item legend__item--a">{words.license_bar}</li>
                {left_legend}
            </ul>
        </figure>
    }
    .into_any()
}

fn not_applied(preview: &RulePreview) -> Option<AnyView> {
    let words = &texts().parameters;
    if preview.not_applied.is_empty() {
        return None;
    }
    let plans = preview
        .not_applied
        .iter()
        .map(|plan| view! { <li>{words.plan(&plan.code, &plan.name)}</li> })
        .collect_view();
    Some(
        view! {
            <div class="note note--warn">
                <p>{words.not_applied(preview.not_applied.len())}</p>
                <ul>{plans}</ul>
            </div>
        }
        .into_any(),
    )
}
