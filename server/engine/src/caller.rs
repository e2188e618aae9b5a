//! Who asks for something.

use domain::access::{Action, Forbidden};
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
    /// Somebody of the staff who looks at what a client sees: changes nothing and is shown no secret.
    Onlooker {
        /// The person.
        user: UserId,
        /// The client whose pages the person looks at.
        client: ClientId,
    },
}

impl Caller {
    /// What the caller is to the provider.
    pub const fn role(self) -> Role {
        match self {
            Self::Operator | Self::Staff { .. } => Role::Staff,
            Self::Client { .. } | Self::Onlooker { .. } => Role::Client,
        }
    }

    /// The person, if it is one who logs in.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::Operator => None,
            Self::Staff { user } | Self::Client { user, .. } | Self::Onlooker { user, .. } => Some(user),
        }
    }

    /// Refuses what this caller's role may not do.
    pub fn may(self, action: Action) -> Result<()> {
        if matches!(self, Self::Onlooker { .. }) && !action.only_looks() {
            return Err(Forbidden { role: self.role(), action }.into());
        }
        Ok(self.role().may(action)?)
    }

    /// The client that this caller acts for, if it may do that with its own things.
    pub fn client(self, action: Action) -> Result<ClientId> {
        self.may(action)?;
        match self {
            Self::Client { client, .. } | Self::Onlooker { client, .. } => Ok(client),
            Self::Operator | Self::Staff { .. } => Err(Error::NotFound),
        }
    }

    /// Lets a client at what is its own, and staff at what every client has; a stranger is told that it is not
    /// there.
    pub fn reach(self, owner: ClientId, own: Action, any: Action) -> Result<()> {
        match self {
            Self::Client { client, .. } | Self::Onlooker { client, .. } => {
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
    fn an_onlooker_sees_what_one_client_sees_and_does_nothing() {
        let onlooker = Caller::Onlooker { user: UserId::new(1), client: ClientId::new(7) };
        let see = |owner| onlooker.reach(ClientId::new(owner), Action::SeeOwnServices, ANY);
        assert!(see(7).is_ok());
        assert!(matches!(see(8), Err(Error::NotFound)));
        assert!(matches!(onlooker.reach(ClientId::new(7), OWN, ANY), Err(Error::Forbidden(_))));
        for action in Action::ALL.iter().copied().filter(|action| !action.only_looks()) {
            assert!(matches!(onlooker.may(action), Err(Error::Forbidden(_))), "{action}");
            assert!(matches!(onlooker.client(action), Err(Error::Forbidden(_))), "{action}");
        }
    }

    #[test]
    fn staff_reach_every_clients_things_and_order_nothing() {
        let staff = Caller::Staff { user: UserId::new(1) };
        assert!(staff.reach(ClientId::new(7), OWN, ANY).is_ok());
        assert!(matches!(staff.client(Action::PlaceOrder), Err(Error::Forbidden(_))));
        assert_eq!((Caller::Operator.role(), Caller::Operator.user()), (Role::Staff, None));
    }
}
