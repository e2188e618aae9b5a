//! `/staff/services/{id}/key`: a new key for the license of a client's service.

use domain::ServiceId;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::frame::{Page, staff_page};
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::ChangeKeyForClient;
use crate::pages::address::id_in_address;
use crate::pages::services::key::{body, head};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    staff_page(Place::StaffServices, async move |caller| {
        let page = engine::reads::key_change(&visitor::engine()?, caller, id?).await?;
        let refused = flash::take_refused("key").await.unwrap_or_default();
        let (title, header) = head(&page, "/staff/services");
        let content = view! {
            {header}
            {refusal(&refused, &[])}
            {body(&page, ChangeKeyForClient::PATH, "/staff/services")}
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}
