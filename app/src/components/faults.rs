//! What the configuration check found of a tariff plan.

use domain::TariffId;
use domain::readiness::{Fault, Severity};
use leptos::prelude::*;

use super::badge::{Tone, badge};
use crate::texts::{readiness, texts};

/// The faults of one tariff plan: how bad each is, what it is, and where it is mended.
pub(crate) fn faults(tariff: TariffId, found: &[Fault]) -> AnyView {
    let words = &texts().readiness;
    let rows = found
        .iter()
        .map(|fault| {
            let (href, place) = readiness::mended_at(tariff, fault);
            let tone = match fault.severity() {
                Severity::Error => Tone::Danger,
                Severity::Warning => Tone::Warn,
            };
            view! {
                <tr>
                    <td data-label=words.severity>{badge(tone, readiness::severity(fault.severity()))}</td>
                    <td class="table__main">{readiness::fault(fault)}</td>
                    <td data-label=words.mend><a href=href>{place}</a></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table table--plain">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.severity}</th>
                    <th scope="col">{words.what}</th>
                    <th scope="col">{words.mend}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
