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
