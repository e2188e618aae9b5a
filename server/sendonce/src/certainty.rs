/// What a failed request tells about its effect at the remote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The remote refused in its own well-formed error reply: nothing was done.
    Refused,
    /// The request never left: no connection, no name, no TLS session.
    Unsent,
    /// Anything else: the remote may have acted, and only looking there can tell.
    Unknown,
}

impl Certainty {
    /// Whether the same request may be sent again without the danger of doing it twice.
    pub fn is_safe_to_repeat(self) -> bool {
        matches!(self, Self::Refused | Self::Unsent)
    }

    /// The word for logs and tables: `refused`, `unsent`, `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Unsent => "unsent",
            Self::Unknown => "unknown",
        }
    }
}
