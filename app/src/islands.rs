//! The parts of pages that run in the browser. Without them every page works the same, only less smoothly.

mod balance_after;
mod copy_button;
mod form_preview;
mod live_page;
mod order_form;
mod price_grid;
mod row_keys;

pub use balance_after::BalanceAfter;
pub use copy_button::CopyButton;
pub use form_preview::FormPreview;
pub use live_page::LivePage;
pub use order_form::OrderForm;
pub use price_grid::PriceGrid;
pub use row_keys::RowKeys;
