//! `/services/{id}/delete`: what deleting will do, before it does.

use domain::access::Action;
use domain::{PanelState, ServiceId};
use engine::actions::DeletionPreview;
use engine::reads::ServicePage;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::confirm::Confirm;
use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::DeleteService;
use crate::pages::address::id_in_address;
use crate::texts::{dates, texts};
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    client_page(Place::Services, Action::SeeOwnServices, async move |caller| {
        let page = engine::reads::service(&visitor::engine()?, caller, id?).await?;
        let words = &texts().services;
        let refused = flash::take_refused("delete").await.unwrap_or_default();
        let preview = page.deletion.ok_or(Failure::NotFound)?;
        let name = page.card.host_name.to_string();
        let address = format!("/services/{}", page.card.id);
        let title = words.delete_title(&name);
        let header = Header::new(words.delete).under(words.title, "/services").under(name, address.clone());
        let button = match preview {
            DeletionPreview::OnThe(date) => words.delete_at(dates::day(date)),
            DeletionPreview::AtOnce => words.delete_now.to_owned(),
        };
        let form = view! {
            <form class="actions" method="post" action=DeleteService::PATH>
                <input type="hidden" name="service" value=page.card.id.to_string()/>
                <button type="submit" class="button button--danger">{button}</button>
                <a class="button button--quiet" href=address>{words.keep}</a>
            </form>
        };
        let confirm = Confirm {
            id: "delete-title",
            dangerous: true,
            title: title.clone(),
            effects: effects(&page, preview),
            cost: None,
        };
        let content = view! { {header.view()} {refusal(&refused, &[])} {confirm.around(form)} };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}

fn effects(page: &ServicePage, preview: DeletionPreview) -> Vec<String> {
    let words = &texts().services;
    let mut effects = match preview {
        DeletionPreview::OnThe(date) => {
            let date = dates::day(date);
            vec![words.delete_server_at(&date), words.delete_cancel(&date)]
        }
        DeletionPreview::AtOnce => vec![words.delete_server.to_owned()],
    };
    if page.card.panel_state != PanelState::None {
        effects.push(words.delete_license.to_owned());
    }
    effects.push(words.delete_no_money.to_owned());
    effects
}
