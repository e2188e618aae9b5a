//! Every run of a step: when it began, how long it took, how it ended.

use engine::reads::StepRun;
use leptos::prelude::*;

use crate::texts::{dates, notes, texts, work};

/// Draws the runs of one step, the newest first, folded.
pub(super) fn view(step: &str, runs: &[&StepRun]) -> AnyView {
    let words = &texts().work;
    if runs.is_empty() {
        return ().into_any();
    }
    let rows = runs.iter().map(|run| row(run)).collect_view();
    let took: i64 = runs.iter().filter_map(|run| took(run)).sum();
    view! {
        <details class="call" id=format!("runs-{step}")>
            <summary class="call__summary">
                {texts().operations.runs(runs.len())}
                <span class="call__time">{dates::duration(took)}</span>
            </summary>
            <div class="table-wrap">
                <table class="table table--plain">
                    <thead>
                        <tr>
                            <th scope="col">{words.run_started}</th>
                            <th scope="col" class="numeric">{words.run_attempt}</th>
                            <th scope="col" class="numeric">{words.run_took}</th>
                            <th scope="col">{words.run_outcome}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn took(run: &StepRun) -> Option<i64> {
    run.ended_at_ms.map(|ended| ended - run.started_at_ms)
}

fn row(run: &StepRun) -> AnyView {
    let words = &texts().work;
    let note =
        run.note.as_ref().map(|note| view! { <small class="table__sub">{notes::for_staff(note)}</small> });
    view! {
        <tr>
            <td data-label=words.run_started>
                <time datetime=dates::machine(run.started_at_ms)>{dates::clock_seconds(run.started_at_ms)}</time>
            </td>
            <td class="numeric" data-label=words.run_attempt>{run.attempt}</td>
            <td class="numeric" data-label=words.run_took>{took(run).map(dates::duration)}</td>
            <td data-label=words.run_outcome><div>{work::run(run.outcome)} {note}</div></td>
        </tr>
    }
    .into_any()
}
