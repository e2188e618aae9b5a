//! `/staff/services/{id}/suspend`: what suspending does, before it does.

use domain::ServiceId;
use engine::reads::SuspensionPage;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::form::Editing;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::input::Input;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::SuspendService;
use crate::pages::address::id_in_address;
use crate::texts::{refusals, suspension, texts};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    staff_page(Place::StaffServices, async move |caller| {
        let page = engine::reads::suspension(&visitor::engine()?, caller, id?).await?;
        let words = &texts().suspension;
        let form = Editing::new("suspend", &[]).await;
        let name = page.card.host_name.to_string();
        let title = words.suspend_title(&name);
        let header = Header::new(words.suspend)
            .under(texts().services.title, "/staff/services")
            .under(name, format!("/staff/services/{}", page.card.id));
        let body = match &page.problem {
            Some(problem) => {
                view! { <div class="note note--warn"><p>{refusals::refusal(problem)}</p></div> }.into_any()
            }
            None => ask(&page, &form, title.clone()),
        };
        let content = view! { {header.view()} {form.summary(&[("reason", words.reason)])} {body} };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

fn ask(page: &SuspensionPage, form: &Editing, title: String) -> AnyView {
    let words = &texts().suspension;
    let stops = if page.stands_still { words.stopped_already } else { words.stop_now };
    let mut effects = vec![stops.to_owned()];
    effects.extend(page.license.map(|(license, kept)| suspension::kept(license, kept)));
    effects.push(words.only_staff.to_owned());
    effects.push(words.reads_reason.to_owned());
    let confirm = Confirm { id: "suspend-title", dangerous: !page.stands_still, title, effects, cost: None };
    let button = if page.stands_still { "button button--primary" } else { "button button--danger" };
    let fields = view! {
        <form class="form" method="post" action=SuspendService::PATH>
            <input type="hidden" name="service" value=page.card.id.to_string()/>
            {Input::text("reason", words.reason).help(words.reason_help).required().view(form)}
            <div class="actions">
                <button type="submit" class=button>{words.suspend}</button>
                <a class="button button--quiet" href=format!("/staff/services/{}", page.card.id)>{words.back}</a>
            </div>
        </form>
    };
    confirm.around(fields)
}
