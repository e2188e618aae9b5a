//! `/staff/services/{id}/renew`: renews a client's service from the client's balance.

use domain::ServiceId;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::failure::Failure;
use crate::flash;
use crate::functions::RenewForClient;
use crate::pages::address::id_in_address;
use crate::pages::services::renew::{Renewing, now};
use crate::texts::{dates, texts};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ServiceId>("id");
    staff_page(Place::StaffServices, async move |caller| {
        let page = engine::reads::renewal(&visitor::engine()?, caller, id?).await?;
        let words = &texts().renewals;
        let refused = flash::take_refused("renew").await.unwrap_or_default();
        let name = page.card.host_name.to_string();
        let title = words.title_of(&name);
        let back = format!("/staff/services/{}", page.card.id);
        let header = Header::new(words.title)
            .under(texts().services.title, "/staff/services")
            .under(name, back.clone())
            .lead(words.lead(dates::day(page.card.paid_until)));
        let by = Renewing {
            action: RenewForClient::PATH,
            back,
            charge: words.effect_charge_client,
            balance: words.balance_client,
        };
        let content = view! {
            {header.view()}
            {refusal(&refused, &[("period", words.term)])}
            {now(&page, &refused, &by)}
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}
