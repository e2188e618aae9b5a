//! The states of a service and of its panel.

use crate::text_enum::text_enum;

text_enum! {
    /// The state of a server sold to a client.
    ServiceState {
        /// Ordered and paid; its server is being made.
        Provisioning = "provisioning",
        /// Delivered.
        Active = "active",
        /// Stopped, usually because it is not paid.
        Suspended = "suspended",
        /// Its server is being removed and its license returned.
        Deleting = "deleting",
        /// Gone.
        Deleted = "deleted",
        /// Never delivered: its server could not be made.
        Failed = "failed",
    }
}

text_enum! {
    /// The state of a service's control panel, apart from the server's: a refused license never undoes a server.
    PanelState {
        /// The service was ordered without a panel.
        None = "none",
        /// A license is still to be attached.
        Pending = "pending",
        /// A license serves the server's address.
        Active = "active",
        /// The license was taken away from this service.
        Released = "released",
        /// Staff gave it up: no license came.
        GivenUp = "given_up",
    }
}

text_enum! {
    /// How the panel gets onto a service's server, and how far that is.
    PanelInstall {
        /// The service was ordered without a panel.
        None = "none",
        /// The client installs it.
        ByClient = "by_client",
        /// A recipe is to install it.
        Waiting = "waiting",
        /// A recipe was sent to install it.
        Running = "running",
        /// A recipe installed it.
        Installed = "installed",
        /// A recipe could not install it; a person looks into it.
        Failed = "failed",
    }
}

impl PanelInstall {
    /// Whether a recipe may still install it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running | Self::Failed)
    }
}
