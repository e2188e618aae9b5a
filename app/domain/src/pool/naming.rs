use crate::{address::IpAddress, ids::ServiceId};

/// The name of a license in the pool, as a real BILLmanager on the same account reads and writes it
/// (`docs/protocols/billmanager.md §4.1`).
pub const FREE_NAME: &str = "free.lic";

/// The address of a license in the pool.
pub const FREE_ADDRESS: IpAddress = IpAddress::FREE;

/// The name of a license that serves a service.
pub fn attached_name(service: ServiceId, service_name: &str) -> String {
    format!("Item #{service} addon {service_name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_a_real_billmanager() {
        assert_eq!(attached_name(ServiceId::new(17), "web.example.com"), "Item #17 addon web.example.com");
        assert_eq!((FREE_NAME, FREE_ADDRESS.to_string().as_str()), ("free.lic", "0.0.0.0"));
    }
}
