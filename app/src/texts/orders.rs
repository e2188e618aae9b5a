//! Orders, for staff.

use super::catalogue;

catalogue! {
    /// Words of the staff's pages of orders.
    Orders {
        title: "Orders",
        lead: "Every order as it was placed, at the price of that day.",
        number: "Id",
        placed: "Placed",
        client: "Client",
        tariff: "Tariff plan",
        panel: "Control panel",
        period: "Period",
        total: "Total",
        service: "Service",
        state: "Status",
        count(n): "{n} order|{n} orders",
        empty: "No order matches",
        empty_text: "Change the search, or clear it.",
        none_yet: "No orders yet",
        none_yet_text: "An order appears here as soon as a client places one.",
        name(id): "Order #{id}",
        ordered: "What was ordered",
        price: "The price, as it was shown then",
        money: "What was paid",
        no_money: "Nothing was charged: it cost nothing.",
    }
}
