//! `…/parameters/{rule}/delete`: what deleting a rule does, before it does.

use domain::{ModuleId, RuleId};
use leptos::{prelude::*, server_fn::ServerFn};

use super::address;
use super::list::value;
use crate::components::confirm::Confirm;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::DeleteRule;
use crate::pages::address::id_in_address;
use crate::texts::texts;
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let (module, rule) = (id_in_address::<ModuleId>("id"), id_in_address::<RuleId>("rule"));
    staff_page(Place::Modules, async move |caller| {
        let (module, rule, words) = (module?, rule?, &texts().parameters);
        let page = engine::reads::parameters(&visitor::engine()?, caller, module).await?;
        let stored = page.rules.iter().find(|stored| stored.rule.id == rule).ok_or(Failure::NotFound)?;
        let modules = "/staff/integration/processing-modules";
        let header = Header::new(words.delete)
            .under(texts().modules.title, modules)
            .under(page.name.clone(), format!("{modules}/{module}"))
            .under(words.title, address(module));
        let form = view! {
            <form class="actions" method="post" action=DeleteRule::PATH>
                <input type="hidden" name="module" value=module.to_string()/>
                <input type="hidden" name="rule" value=rule.to_string()/>
                <button type="submit" class="button button--danger">{texts().forms.delete}</button>
                <a class="button button--quiet" href=address(module)>{texts().forms.cancel}</a>
            </form>
        };
        let confirm = Confirm {
            id: "delete-title",
            dangerous: true,
            title: value(stored),
            effects: vec![words.delete_effect.to_owned(), words.delete_keeps.to_owned()],
            cost: None,
        };
        let content = view! { {header.view()} {confirm.around(form)} };
        Ok::<_, Failure>(Page::new(words.delete, content).narrow())
    })
}
