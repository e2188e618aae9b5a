//! Addresses of servers and licenses.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr},
    str::FromStr,
};

use serde::{Deserialize, Serialize};

/// An IPv4 or IPv6 address in its one canonical spelling, so that equal addresses are equal texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IpAddress(IpAddr);

/// A text that is no IP address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an IP address")]
pub struct IpAddressError(String);

impl IpAddress {
    /// The address of a license that serves nobody: `0.0.0.0`, the convention a real BILLmanager reads too.
    pub const FREE: Self = Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED));

    /// Parses an address, surrounding white space ignored.
    pub fn parse(text: &str) -> Result<Self, IpAddressError> {
        text.trim().parse().map(Self).map_err(|_| IpAddressError(text.to_owned()))
    }

    /// As the standard library has it.
    pub const fn as_ip(self) -> IpAddr {
        self.0
    }

    /// Whether this is [`IpAddress::FREE`].
    pub fn is_free(self) -> bool {
        self == Self::FREE
    }
}

impl fmt::Display for IpAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for IpAddress {
    type Err = IpAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for IpAddress {
    type Error = IpAddressError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<IpAddress> for String {
    fn from(address: IpAddress) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_address_are_equal() {
        let short = IpAddress::parse("2001:db8::1").unwrap();
        assert_eq!(IpAddress::parse("2001:0DB8:0:0:0:0:0:1").unwrap(), short);
        assert_eq!(short.to_string(), "2001:db8::1");
        assert_eq!(serde_json::to_string(&short).unwrap(), "\"2001:db8::1\"");
    }

    #[test]
    fn the_free_address_is_all_zeros() {
        assert!(IpAddress::parse(" 0.0.0.0 ").unwrap().is_free());
        assert!(!IpAddress::parse("::").unwrap().is_free());
        assert_eq!(IpAddress::FREE.to_string(), "0.0.0.0");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "10.0.0", "10.0.0.256", "010.0.0.1", "host.example"] {
            assert!(IpAddress::parse(text).is_err(), "{text}");
        }
    }
}
