//! Options of tariff plans and their prices, as staff edit them and as clients order them, with JavaScript off.

mod forms;
mod grid;
mod order;
pub mod sheet;
