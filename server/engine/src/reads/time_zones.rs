//! The time zones that a license server can be set to.

/// The IANA names of time zones by their places, and UTC.
pub fn time_zones() -> Vec<String> {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let mut zones: Vec<String> = names.filter(|name| is_a_place(name)).collect();
    zones.sort_unstable();
    zones.insert(0, "UTC".to_owned());
    zones
}

fn is_a_place(name: &str) -> bool {
    name.split_once('/')
        .is_some_and(|(area, _)| !matches!(area, "Etc" | "SystemV" | "posix" | "right" | "US"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_offered_can_be_used() {
        let zones = time_zones();
        assert!(zones.len() > 100 && zones.iter().any(|zone| zone == "Europe/Berlin"), "{}", zones.len());
        for zone in zones {
            assert!(jiff::tz::TimeZone::get(&zone).is_ok(), "{zone}");
        }
    }
}
