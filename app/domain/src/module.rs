//! Processing modules: connections to remote systems.

use crate::text_enum::text_enum;

text_enum! {
    /// What a processing module connects to.
    ModuleKind {
        /// A remote BILLmanager that sells licenses: a license server.
        Billmanager = "billmanager",
        /// A VMmanager 6 that makes servers.
        Vmmanager6 = "vmmanager6",
    }
}

text_enum! {
    /// Whether a processing module is in use.
    ModuleState {
        /// In use.
        Active = "active",
        /// Switched off by staff: nothing is sent to it.
        Suspended = "suspended",
    }
}

text_enum! {
    /// How a license server is logged in to.
    LogIn {
        /// By the password in each call.
        Password = "password",
        /// By a session that the password opens.
        Session = "session",
    }
}

text_enum! {
    /// What is done with a purchase that is still unknown at its settle time.
    AfterSettle {
        /// A person decides.
        Person = "person",
        /// It is ordered again, once, where the license server clearly does not show it.
        OrderAgain = "order_again",
    }
}

text_enum! {
    /// What a processing module provides.
    ProductType {
        /// Licenses of control panels.
        Licenses = "licenses",
        /// Virtual servers.
        Vps = "vps",
    }
}

text_enum! {
    /// The steps in which a processing module is added, in their order.
    ModuleStep {
        /// What it provides.
        ProductType = "product-type",
        /// What it connects to.
        Module = "module",
        /// How it connects.
        Connection = "connection",
        /// How it works.
        Parameters = "parameters",
    }
}

impl ProductType {
    /// The kinds of module that provide it.
    pub const fn kinds(self) -> &'static [ModuleKind] {
        match self {
            Self::Licenses => &[ModuleKind::Billmanager],
            Self::Vps => &[ModuleKind::Vmmanager6],
        }
    }
}

impl ModuleStep {
    /// The step after this one; none after the last.
    pub fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| *step > self)
    }

    /// The step before this one; none before the first.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.iter().copied().rev().find(|step| *step < self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_module_provides_one_product_type() {
        for kind in ModuleKind::ALL {
            let types = ProductType::ALL.iter().filter(|product| product.kinds().contains(kind));
            assert_eq!(types.count(), 1, "{kind}");
        }
    }

    #[test]
    fn the_steps_lead_from_the_product_type_to_the_parameters_and_back() {
        let mut step = ModuleStep::ProductType;
        while let Some(next) = step.next() {
            assert_eq!(next.previous(), Some(step));
            step = next;
        }
        assert_eq!(step, ModuleStep::Parameters);
        assert_eq!(ModuleStep::ProductType.previous(), None);
    }
}
