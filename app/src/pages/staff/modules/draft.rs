//! `/staff/integration/processing-modules/add/{draft}/{step}`: a step of the wizard, with what was entered so far.

use domain::{ModuleKind, ModuleStep, ProductType};
use engine::modules::Weight;
use engine::reads::DraftPage;
use leptos::{prelude::*, server_fn::ServerFn};

use super::fields::{self, Choices};
use super::{add, connection, wizard};
use crate::components::form::Editing;
use crate::components::frame::{Page, staff_page};
use crate::components::input::switch;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::SendModuleStep;
use crate::pages::address::{self, id_in_address};
use crate::texts::{states, texts};
use crate::visitor;

/// A step. One that cannot be done yet leads to the first that can.
pub(in crate::pages) fn page() -> AnyView {
    let (draft, step) = (id_in_address::<String>("draft"), id_in_address::<ModuleStep>("step"));
    staff_page(Place::Modules, async move |caller| {
        let step = step?;
        let draft = engine::reads::module_draft(&visitor::engine()?, caller, &draft?).await?;
        if step > draft.reached {
            leptos_axum::redirect(&address::module_step(&draft.id, draft.reached));
        }
        let form = Editing::over("module-draft", draft.typed.clone()).await;
        let (id, body) = (draft.id.clone(), body(draft, step, &form));
        let content = view! {
            {wizard::head(step)}
            <form class="form" method="post" action=SendModuleStep::PATH>
                {form.summary(&fields::labels())}
                <input type="hidden" name="draft" value=id/>
                <input type="hidden" name="step" value=step.as_str()/>
                {body}
                {wizard::buttons(step)}
            </form>
        };
        Ok::<_, Failure>(Page::new(texts().modules.add, content).narrow())
    })
}

fn body(draft: DraftPage, step: ModuleStep, form: &Editing) -> AnyView {
    let kind = draft.kind.unwrap_or(ModuleKind::Billmanager);
    match step {
        ModuleStep::ProductType => add::product_types(form),
        ModuleStep::Module => kinds(&draft, form),
        ModuleStep::Connection => account(&draft, kind, form),
        ModuleStep::Parameters => {
            let clusters = draft.report.map(|(report, _)| report.clusters).unwrap_or_default();
            let choices = Choices { license_servers: draft.license_servers, clusters };
            fields::parameters(form, kind, choices)
        }
    }
}

fn kinds(draft: &DraftPage, form: &Editing) -> AnyView {
    let words = &texts().modules;
    let typed = draft.typed.get("product_type").and_then(|product| product.parse::<ProductType>().ok());
    let all = typed.unwrap_or(ProductType::Licenses).kinds().iter().map(|&kind| {
        let text = match kind {
            ModuleKind::Billmanager => words.billmanager_text,
            ModuleKind::Vmmanager6 => words.vmmanager_text,
        };
        (kind.as_str(), states::module_kind(kind), text)
    });
    wizard::choices(form, "module", texts().fields.module, all.collect())
}

fn account(draft: &DraftPage, kind: ModuleKind, form: &Editing) -> AnyView {
    let words = &texts().modules;
    let help = if draft.has_password { texts().module_form.password_kept } else { "" };
    let existing = draft.existing.clone().map(|(id, name)| {
        view! {
            <p class="note note--warn">
                {words.entered_already(name)} " " <a href=address::module(id)>{words.see_existing}</a>
            </p>
        }
    });
    let found = draft.report.as_ref().map(|(report, weight)| connection::of_draft(report, *weight));
    let rights_missing = matches!(draft.report, Some((_, Weight::RightsMissing)));
    let anyway = rights_missing
        .then(|| switch(form, "add_anyway", texts().fields.add_anyway, texts().module_form.add_anyway));
    view! {
        {existing} {found}
        {fields::account(form, kind, help, !draft.has_password)}
        {anyway}
    }
    .into_any()
}
