//! Who may do what.

use serde::{Deserialize, Serialize};

use crate::text_enum::text_enum;

text_enum! {
    /// What a person is to the provider.
    Role {
        /// Works for the provider.
        Staff = "staff",
        /// Buys from the provider.
        Client = "client",
    }
}

text_enum! {
    /// What somebody may ask for. What is *own* is also checked against the owner of the thing.
    Action {
        /// See tariffs and prices.
        SeeOffer = "see_offer",
        /// Place an order.
        PlaceOrder = "place_order",
        /// See one's own services and their progress.
        SeeOwnServices = "see_own_services",
        /// Renew or delete one's own service.
        ManageOwnServices = "manage_own_services",
        /// See the license key of one's own service.
        ShowOwnKey = "show_own_key",
        /// See one's own balance and its ledger.
        SeeOwnAccount = "see_own_account",
        /// See the provider's pages: modules, products, pool, licenses, services, orders, clients, operations.
        SeeStaffPages = "see_staff_pages",
        /// Change processing modules and their parameters, check a connection.
        ManageModules = "manage_modules",
        /// Change enumerations, tariff plans, options and prices.
        ManageProducts = "manage_products",
        /// Hold, exclude, release or import licenses.
        ManageLicenses = "manage_licenses",
        /// Retry an operation, decide an unknown outcome, give up with a note.
        DecideOperations = "decide_operations",
        /// Add funds, correct a balance, see a client's services.
        ManageClients = "manage_clients",
        /// Add staff, change roles and settings.
        ManageStaff = "manage_staff",
    }
}

/// An action that a role may not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{role} may not {action}")]
pub struct Forbidden {
    /// Who asked.
    pub role: Role,
    /// For what.
    pub action: Action,
}

impl Role {
    /// Whether this role may do that; what is not named here is forbidden.
    pub const fn may(self, action: Action) -> Result<(), Forbidden> {
        use Action as A;
        let allowed = match self {
            Self::Client => matches!(
                action,
                A::SeeOffer
                    | A::PlaceOrder
                    | A::SeeOwnServices
                    | A::ManageOwnServices
                    | A::ShowOwnKey
                    | A::SeeOwnAccount
            ),
            Self::Staff => matches!(
                action,
                A::SeeStaffPages
                    | A::ManageModules
                    | A::ManageProducts
                    | A::ManageLicenses
                    | A::DecideOperations
                    | A::ManageClients
                    | A::ManageStaff
            ),
        };
        if allowed { Ok(()) } else { Err(Forbidden { role: self, action }) }
    }
}

impl Action {
    /// Whether a client's action changes nothing and shows no secret: what staff may do who look at what a client
    /// sees.
    pub const fn only_looks(self) -> bool {
        matches!(self, Self::SeeOffer | Self::SeeOwnServices | Self::SeeOwnAccount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_belongs_to_exactly_one_role() {
        for &action in Action::ALL {
            let allowed = Role::ALL.iter().filter(|role| role.may(action).is_ok()).count();
            assert_eq!(allowed, 1, "{action}");
        }
    }

    #[test]
    fn a_client_reaches_nothing_of_the_staff() {
        let refused = Role::Client.may(Action::DecideOperations);
        assert_eq!(refused, Err(Forbidden { role: Role::Client, action: Action::DecideOperations }));
        assert!(Role::Client.may(Action::PlaceOrder).is_ok());
    }

    #[test]
    fn who_only_looks_orders_nothing_and_sees_no_key() {
        let looks: Vec<_> = Action::ALL.iter().filter(|action| action.only_looks()).collect();
        assert_eq!(looks, [&Action::SeeOffer, &Action::SeeOwnServices, &Action::SeeOwnAccount]);
        assert!(looks.iter().all(|action| Role::Client.may(**action).is_ok()));
    }

    #[test]
    fn staff_have_no_account_to_order_from() {
        assert!(Role::Staff.may(Action::PlaceOrder).is_err());
        assert!(Role::Staff.may(Action::DecideOperations).is_ok());
    }
}
