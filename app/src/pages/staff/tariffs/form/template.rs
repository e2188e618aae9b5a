//! How large a plan's servers are: a preset of VMmanager, or numbers.

use engine::reads::{SavedPreset, TariffFormPage};
use leptos::prelude::*;

use super::label;
use super::lists::saved_copy;
use crate::components::form::Editing;
use crate::components::input::Input;
use crate::texts::texts;

/// The preset, or processors, memory and disk.
pub(super) fn view(form: &Editing, page: &TariffFormPage) -> AnyView {
    let (words, names) = (&texts().tariff_form, &texts().fields);
    let kept = page.plan.as_ref().and_then(|plan| plan.tariff.details.preset.as_ref());
    let gone = kept.filter(|preset| !is_listed(page, preset.id.as_str()));
    let mut choices = vec![(String::new(), words.preset_none.to_owned())];
    for lists in &page.lists {
        choices.extend(lists.presets.items().iter().map(|preset| {
            let name = words.preset_choice(&preset.name, size(preset), &lists.module.name);
            (preset.id.clone(), name)
        }));
    }
    choices.extend(gone.map(|preset| (preset.id.to_string(), words.preset_gone(&preset.name))));
    let chosen = form.value("preset");
    let warning = gone.filter(|preset| preset.id.as_str() == chosen).map(|_| words.preset_is_gone).or((page
        .lists
        .len()
        > 1
        && !chosen.is_empty())
    .then_some(words.presets_several));
    view! {
        <fieldset class="form__section" id="template">
            <legend class="form__legend">{words.template}</legend>
            {saved_copy(page, |lists| (lists.presets.read.as_ref().map(|(_, at)| *at), lists.presets.error.clone()))}
            <div class="either">
                {Input::select("preset", words.preset_label, choices)
                    .help(words.preset_help).warning(warning.map(str::to_owned)).view(form)}
                <div class="form__pair either__numbers">
                    {Input::number("cpu_number", names.cpu_number).unit(words.cpu_unit).view(form)}
                    {Input::number("ram_mib", names.ram_mib).unit(words.mib).help(words.ram_help).view(form)}
                    {Input::number("disk_mib", names.disk_mib).unit(words.mib).help(words.disk_help).view(form)}
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

fn is_listed(page: &TariffFormPage, id: &str) -> bool {
    page.lists.iter().flat_map(|lists| lists.presets.items()).any(|preset| preset.id == id)
}

fn size(preset: &SavedPreset) -> String {
    let words = &texts().tariff_form;
    match (preset.cpu_number, preset.ram_mib, preset.disk_mib) {
        (Some(cpu), Some(ram), Some(disk)) => words.size(cpu, memory(ram), memory(disk)),
        _ => words.size_unknown.to_owned(),
    }
}

/// MiB as people say them.
fn memory(mib: u32) -> String {
    let words = &texts().tariff_form;
    if mib >= 1024 && mib.is_multiple_of(1024) { words.gib(mib / 1024) } else { words.mib_of(mib) }
}

/// The labels of these fields.
pub(super) fn labels() -> Vec<(String, String)> {
    ["preset", "cpu_number", "ram_mib", "disk_mib"].into_iter().map(label).collect()
}
