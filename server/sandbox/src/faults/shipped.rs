//! The plans of `plans/`, within the program: whoever has no files plays them by name.

use std::{io, path::Path};

use super::fault_plan::{FaultPlan, FaultPlanError};

macro_rules! shipped {
    ($($name:literal)+) => {
        const SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../plans/", $name, ".toml")))),+];
    };
}

shipped! {
    "address-changed-too-recently"
    "address-taken"
    "clock-ahead"
    "clock-behind"
    "everything-at-once"
    "key-never-arrives"
    "long-operations"
    "month-ends-on-the-first"
    "no-money"
    "order-answer-lost"
    "order-behind-a-bill"
    "order-connection-cut"
    "order-without-id"
    "outage"
    "people-at-the-license-server"
    "people-at-vmmanager"
    "rate-limit"
    "release-counts"
    "remoteid-hidden"
    "remoteid-unique"
    "sessions-die"
    "slow-servers"
    "sticky-filter"
    "unknown-words"
    "vmmanager-trouble"
}

impl FaultPlan {
    /// The names of the plans that are shipped.
    pub fn shipped() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// A plan that is shipped, by its name, or a file; an error lists the names.
    pub fn open(name_or_file: &str) -> Result<Self, FaultPlanError> {
        let shipped = SHIPPED
            .iter()
            .find(|(name, _)| name_or_file.strip_suffix(".toml").unwrap_or(name_or_file) == *name);
        if let Some((_, text)) = shipped {
            return Self::parse(text);
        }
        match Self::read(Path::new(name_or_file)) {
            Err(FaultPlanError::Unreadable(error)) if error.kind() == io::ErrorKind::NotFound => {
                Err(FaultPlanError::Unknown(
                    name_or_file.to_owned(),
                    Self::shipped().collect::<Vec<_>>().join(", "),
                ))
            }
            plan => plan,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use super::*;

    const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

    #[test]
    fn every_plan_in_the_folder_can_be_played_by_its_name() {
        let files: BTreeSet<_> = fs::read_dir(PLANS)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let shipped: BTreeSet<_> = FaultPlan::shipped().map(|name| format!("{name}.toml")).collect();
        assert_eq!(files, shipped);
        for name in FaultPlan::shipped() {
            let read = FaultPlan::read(&Path::new(PLANS).join(format!("{name}.toml"))).unwrap();
            assert_eq!(FaultPlan::open(name).unwrap(), read);
            assert_eq!(FaultPlan::open(&format!("{name}.toml")).unwrap(), read);
        }
    }

    #[test]
    fn a_plan_of_ones_own_is_a_file() {
        let path = Path::new(PLANS).join("no-money.toml");
        assert_eq!(FaultPlan::open(path.to_str().unwrap()).unwrap(), FaultPlan::open("no-money").unwrap());
    }

    #[test]
    fn a_name_that_no_plan_has_is_refused_with_the_names_that_there_are() {
        let error = FaultPlan::open("no-mony").unwrap_err().to_string();
        assert!(error.starts_with("there is no fault plan no-mony: it is no file, and"), "{error}");
        for name in FaultPlan::shipped() {
            assert!(error.contains(name), "{name}: {error}");
        }
    }
}
