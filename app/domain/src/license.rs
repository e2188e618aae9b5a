//! The states of a license: here, and at the license server.

use crate::text_enum::text_enum;

text_enum! {
    /// What a license is to us.
    LicenseState {
        /// Serves a service.
        Attached = "attached",
        /// Paid, and serves nobody: in the pool.
        Free = "free",
        /// Taken by one request, until it is attached or put back.
        Reserved = "reserved",
        /// On its way back to the pool.
        Releasing = "releasing",
        /// Released but for its address, which may not be changed yet.
        WaitingAddress = "waiting_address",
        /// Expired unused.
        Lapsed = "lapsed",
        /// No longer at the license server.
        Gone = "gone",
        /// Kept out of the pool by staff.
        Held = "held",
    }
}

text_enum! {
    /// The license server's own word on a license (`docs/protocols/billmanager.md §2.4`).
    RemoteStatus {
        /// 1: ordered, not yet active.
        Ordered = "ordered",
        /// 2: active.
        Active = "active",
        /// 3: stopped, or not renewed.
        Suspended = "suspended",
        /// 4: deleted; such rows stay in its lists.
        Deleted = "deleted",
        /// 5: a change is under way.
        Processing = "processing",
        /// Absent, or a number that we do not know.
        Unknown = "unknown",
    }
}

impl RemoteStatus {
    /// Reads the license server's number; whatever is not known is [`RemoteStatus::Unknown`], never an error.
    pub fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Ordered,
            2 => Self::Active,
            3 => Self::Suspended,
            4 => Self::Deleted,
            5 => Self::Processing,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_number_that_we_do_not_know_is_unknown() {
        assert_eq!(RemoteStatus::from_code(2), RemoteStatus::Active);
        assert_eq!(RemoteStatus::from_code(4), RemoteStatus::Deleted);
        assert_eq!(RemoteStatus::from_code(9), RemoteStatus::Unknown);
    }
}
