//! `…/parameters/add` and `…/parameters/{rule}`: a rule, and what it does before it is saved.

use domain::{ModuleId, Period, RuleId};
use engine::actions::{PERIOD_ALIGNMENT, RuleForm, VPS};
use engine::reads::{RulePage, StoredRule};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::{address, effect, form_name};
use crate::components::form::{Editing, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::input::{Input, switch};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::SaveRule;
use crate::islands::FormPreview;
use crate::pages::address::id_in_address;
use crate::texts::{dates, period_name, texts};
use crate::visitor;

/// The page of a new rule.
pub(in crate::pages) fn add() -> AnyView {
    page(None)
}

/// The page of a rule that is there.
pub(in crate::pages) fn edit() -> AnyView {
    page(Some(id_in_address::<RuleId>("rule")))
}

fn page(rule: Option<Result<RuleId, Failure>>) -> AnyView {
    let module = id_in_address::<ModuleId>("id");
    let asked = asked_for();
    staff_page(Place::Modules, async move |caller| {
        let (module, rule, words) = (module?, rule.transpose()?, &texts().parameters);
        let mut form = Editing::over(&form_name(rule), asked.clone().unwrap_or_default()).await;
        let typed = (asked.is_some() || form.is_refused()).then(|| typed(&form));
        let page =
            engine::reads::rule_form(&visitor::engine()?, caller, module, rule, typed.as_ref()).await?;
        if typed.is_none() {
            form = form.with_stored(stored_fields(page.stored.as_ref()));
        }
        let title = if rule.is_some() { words.edit } else { words.add };
        let modules = "/staff/integration/processing-modules";
        let header = Header::new(title)
            .under(texts().modules.title, modules)
            .under(page.name.clone(), format!("{modules}/{module}"))
            .under(words.title, address(module));
        let content = view! { {header.view()} {fields(module, rule, &page, &form)} <FormPreview/> };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

/// What the address asks to be shown the effect of.
fn asked_for() -> Option<Vec<(String, String)>> {
    let query = use_query_map().get_untracked();
    query.get("source_period")?;
    let names = ["param", "source_period", "change_into", "compare_tariff", "product_type", "tariff"];
    let usual = |name: &str| match name {
        "param" => PERIOD_ALIGNMENT,
        "product_type" => VPS,
        _ => "",
    };
    let value = |name: &str| (name.to_owned(), query.get(name).unwrap_or_else(|| usual(name).to_owned()));
    Some(names.into_iter().map(value).collect())
}

fn typed(form: &Editing) -> RuleForm {
    RuleForm {
        param: form.value("param"),
        source_period: form.value("source_period"),
        change_into: form.value("change_into"),
        compare_tariff: form.value("compare_tariff"),
        product_type: form.value("product_type"),
        tariff: form.value("tariff"),
    }
}

/// A rule as its form would send it.
fn stored_fields(stored: Option<&StoredRule>) -> Vec<(String, String)> {
    let field = |name: &str, value: String| (name.to_owned(), value);
    let mut fields = vec![field("param", PERIOD_ALIGNMENT.to_owned()), field("product_type", VPS.to_owned())];
    if let Some(StoredRule { rule, .. }) = stored {
        fields.push(field("source_period", rule.source.to_string()));
        fields.push(field("change_into", rule.change_into.to_string()));
        if let Some(tariff) = rule.tariff {
            fields.push(field("compare_tariff", "on".to_owned()));
            fields.push(field("tariff", tariff.to_string()));
        }
    }
    fields
}

fn fields(module: ModuleId, rule: Option<RuleId>, page: &RulePage, form: &Editing) -> AnyView {
    let (words, forms) = (&texts().parameters, &texts().forms);
    let labels = [
        ("param", words.param),
        ("source_period", words.source_period),
        ("change_into", words.change_into),
        ("product_type", words.product_type),
        ("tariff", words.tariff),
    ];
    let here = match rule {
        Some(id) => format!("{}/{id}", address(module)),
        None => format!("{}/add", address(module)),
    };
    let identity = match &page.stored {
        Some(stored) => view! {
            <input type="hidden" name="rule" value=stored.rule.id.to_string()/>
            {form.version(stored.version)}
        }
        .into_any(),
        None => one_time_key(),
    };
    let into_help = match page.price_list_at_ms {
        Some(at_ms) => format!("{} {}", words.change_into_help, words.as_of(dates::moment(at_ms))),
        None => words.change_into_unread.to_owned(),
    };
    let vps = vec![(VPS.to_owned(), words.vps.to_owned())];
    let params = vec![(PERIOD_ALIGNMENT.to_owned(), words.period_alignment.to_owned())];
    let mut tariffs = vec![(String::new(), words.choose.to_owned())];
    tariffs.extend(page.tariffs.iter().map(|(id, name)| (id.to_string(), name.clone())));
    let seen = page
        .preview
        .as_ref()
        .map(|preview| format!("{}-{}", preview.effect.service_months, preview.effect.license_months));
    view! {
        <form class="form" method="post" action=SaveRule::PATH data-preview>
            {form.summary(&labels)}
            <input type="hidden" name="module" value=module.to_string()/>
            {identity}
            <fieldset class="form__section">
                {Input::select("param", words.param, params).view(form)}
                <div class="form__pair">
                    {Input::select("source_period", words.source_period, periods(&page.sources))
                        .help(words.source_help).required().view(form)}
                    {Input::select("change_into", words.change_into, periods(&page.sold))
                        .help(into_help).required().view(form)}
                </div>
                {switch(form, "compare_tariff", words.compare_tariff, words.compare_help)}
                <div class="form__pair depends-on-switch">
                    {Input::select("product_type", words.product_type, vps).view(form)}
                    {Input::select("tariff", words.tariff, tariffs).view(form)}
                </div>
            </fieldset>
            <section class="card" aria-labelledby="effect-title">
                <header class="card__header"><h2 class="card__title" id="effect-title">{words.effect}</h2></header>
                <div id="effect" class="stack stack--tight" data-live aria-live="polite">
                    <input type="hidden" name="seen" value=seen/>
                    {effect::effect(page.preview.as_ref())}
                </div>
            </section>
            <div class="actions">
                <button type="submit" class="button button--primary">{forms.save}</button>
                <button type="submit" class="button" formmethod="get" formaction=here>{words.show_effect}</button>
                <a class="button button--quiet" href=address(module)>{forms.cancel}</a>
            </div>
        </form>
    }
    .into_any()
}

fn periods(periods: &[Period]) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), texts().parameters.choose.to_owned())];
    choices.extend(periods.iter().map(|&period| (period.to_string(), period_name(period))));
    choices
}
