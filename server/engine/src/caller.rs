//! Who asks for something.

use domain::access::Action;
use domain::{ClientId, Role, UserId};

use crate::{Error, Result};

/// Who asks; every action checks what they may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Whoever runs this installation, in its shell: may do what staff may.
    Operator,
    /// Somebody who works for the provider.
    Staff {
        /// The person.
        user: UserId,
    },
    /// Somebody who buys from the provider.
    Client {
        /// The person.
        user: UserId,
        /// The client that the person acts for.
        client: ClientId,
    },
}

impl Caller {
    /// What the caller is to the provider.
    pub const fn role(self) -> Role {
        match self {
            Self::Operator | Self::Staff { .. } => Role::Staff,
            Self::Client { .. } => Role::Client,
        }
    }

    /// The person, if it is one who logs in.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::Operator => None,
            Self::Staff { user } | Self::Client { user, .. } => Some(user),
        }
    }

    /// Refuses what this caller's role may not do.
    pub fn may(self, action: Action) -> Result<()> {
        Ok(self.role().may(action)?)
    }

    /// The client that this caller acts for, if it may do that with its own things.
    pub fn client(self, action: Action) -> Result<ClientId> {
        self.may(action)?;
        match self {
            Self::Client { client, .. } => Ok(client),
            Self::Operator | Self::Staff { .. } => Err(Error::NotFound),
        }
    }

    /// Lets a client at what is its own, and staff at what every client has; a stranger is told that it is not
    /// there.
    pub fn reach(self, owner: ClientId, own: Action, any: Action) -> Result<()> {
        match self {
            Self::Client { client, .. } => {
                self.may(own)?;
                if client == owner { Ok(()) } else { Err(Error::NotFound) }
            }
            Self::Operator | Self::Staff { .. } => self.may(any),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Action = Action::ManageOwnServices;
    const ANY: Action = Action::ManageClients;

    #[test]
    fn a_client_reaches_only_what_is_its_own() {
        let client = Caller::Client { user: UserId::new(1), client: ClientId::new(7) };
        assert!(client.reach(ClientId::new(7), OWN, ANY).is_ok());
        assert!(matches!(client.reach(ClientId::new(8), OWN, ANY), Err(Error::NotFound)));
        assert!(matches!(client.may(ANY), Err(Error::Forbidden(_))));
    }

    #[test]
    fn staff_reach_every_clients_things_and_order_nothing() {
        let staff = Caller::Staff { user: UserId::new(1) };
        assert!(staff.reach(ClientId::new(7), OWN, ANY).is_ok());
        assert!(matches!(staff.client(Action::PlaceOrder), Err(Error::Forbidden(_))));
        assert_eq!((Caller::Operator.role(), Caller::Operator.user()), (Role::Staff, None));
    }
}
