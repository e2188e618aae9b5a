//! The parts of pages that run in the browser. Without them every page works the same, only less smoothly.

mod copy_button;
mod live_page;
mod order_form;
mod row_keys;

pub use copy_button::CopyButton;
pub use live_page::LivePage;
pub use order_form::OrderForm;
pub use row_keys::RowKeys;
