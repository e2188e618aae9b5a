//! `/staff/integration/processing-modules/add`: the wizard that adds a module.

use domain::{ModuleStep, ProductType};
use leptos::{prelude::*, server_fn::ServerFn};

use super::wizard;
use crate::components::form::{Editing, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::StartModule;
use crate::texts::{modules, texts};

pub(in crate::pages) use super::draft::page as step;

/// Its first step, before there is a draft.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Modules, async |_| {
        let form = Editing::new("module-start", &[("product_type", ProductType::Licenses.as_str())]).await;
        let content = view! {
            {wizard::head(ModuleStep::ProductType)}
            <form class="form" method="post" action=StartModule::PATH>
                {one_time_key()}
                {product_types(&form)}
                {wizard::buttons(ModuleStep::ProductType)}
            </form>
        };
        Ok::<_, Failure>(Page::new(texts().modules.add, content).narrow())
    })
}

/// What a module can provide.
pub(super) fn product_types(form: &Editing) -> AnyView {
    let all = ProductType::ALL.iter().map(|&product| {
        let (title, text) = modules::product_type(product);
        (product.as_str(), title, text)
    });
    wizard::choices(form, "product_type", texts().fields.product_type, all.collect())
}
