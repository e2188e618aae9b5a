//! Every service, for staff.

use domain::access::Action;
use store::services::staff_list::{self, Line, Wanted};

use crate::{Caller, Engine, Result};

/// One page of every service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicesPage {
    /// The rows of this page.
    pub lines: Vec<Line>,
    /// How many rows all pages have.
    pub total: u64,
}

/// Services as they are searched, filtered, sorted and paged.
pub async fn staff_services(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<ServicesPage> {
    caller.may(Action::SeeStaffPages)?;
    Ok(ServicesPage {
        lines: staff_list::page(engine.db(), wanted).await?,
        total: staff_list::count(engine.db(), wanted).await?,
    })
}
