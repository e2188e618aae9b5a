//! The screens of running operations and tasks: what many people do with many operations.

mod bulk;
mod decide;
mod notes;
mod size;
mod work;

use serde_json::json;

use crate::main_job::shop::{LITE, Shop};
use crate::support::browser::Page;
use crate::support::order::Wish;

/// What every call of the license server's list is answered with while it is down.
pub fn outage() -> serde_json::Value {
    json!([{ "function": "soft", "what": "http_503", "every": true }])
}

/// Orders five servers while the license server is down; each waits for it.
pub async fn five_wait(shop: &Shop<'_>) -> Vec<String> {
    shop.app.order_faults(outage()).await;
    let mut services = Vec::new();
    for (number, panel) in
        [LITE, LITE, "ispmanager 6 pro", "ispmanager 6 pro", "ispmanager 6 host"].iter().enumerate()
    {
        let host_name = format!("outage-{number}.demo.test");
        let wish = Wish { plan: "VPS Start", period: "1", panel, host_name: &host_name };
        services.push(shop.deliver(&shop.client, wish).await);
    }
    services
}

/// What the page says happened.
pub fn told(page: &Page) -> String {
    page.words(".flash").unwrap_or_default()
}
