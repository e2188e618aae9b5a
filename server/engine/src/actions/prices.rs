//! The prices of an option: saved as a grid, and brought back from their history.

mod cells;
mod meanwhile;
mod restore;
mod save;

pub(crate) use restore::plan as plan_restoration;
pub use restore::{Obstacle, RestoredField, restore_prices};
pub use save::{PricesForm, save_prices};
