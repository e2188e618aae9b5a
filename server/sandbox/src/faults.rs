//! Faults on order: what goes wrong, for which call, and for how many calls.

pub(crate) mod endpoint;
pub(crate) mod fault_plan;
mod named;
mod rule;
mod settings;
mod shipped;
mod what;

use std::collections::BTreeMap;

pub(crate) use rule::Rule;
pub(crate) use what::What;

use crate::person::{Act, When};

/// The rules in force.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
}

/// What befalls one call.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Hit {
    /// What goes wrong with it.
    pub what: Option<What>,
    /// What people do before it is worked on.
    pub before: Vec<Act>,
    /// What people do after it.
    pub after: Vec<Act>,
}

impl Faults {
    pub(crate) fn add(&mut self, rules: Vec<Rule>) {
        self.rules.extend(rules);
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Counts the call in every rule and returns what the first rule that hits it does. People are no faults: all of
    /// theirs come to pass.
    pub(crate) fn hit(&mut self, function: &str, account: &str, params: &BTreeMap<String, String>) -> Hit {
        let mut hit = Hit::default();
        for rule in &mut self.rules {
            if !rule.counts(function, account, params) {
                continue;
            }
            match &rule.what {
                What::Person { act, when: When::Before } => hit.before.push(act.clone()),
                What::Person { act, when: When::After } => hit.after.push(act.clone()),
                what if hit.what.is_none() => hit.what = Some(what.clone()),
                _ => continue,
            }
            rule.hits += 1;
        }
        hit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FaultPlan;

    fn faults(plan: &str) -> Faults {
        Faults { rules: FaultPlan::parse(plan).unwrap().rules }
    }

    fn hit(faults: &mut Faults, function: &str) -> Option<What> {
        faults.hit(function, "a", &BTreeMap::new()).what
    }

    #[test]
    fn the_second_matching_call_is_hit_and_no_other() {
        let mut faults = faults(r#"[{"function":"soft","nth":2,"what":"http_500"}]"#);
        assert_eq!(hit(&mut faults, "soft"), None);
        assert_eq!(hit(&mut faults, "soft.edit"), None);
        assert_eq!(hit(&mut faults, "soft"), Some(What::Http500));
        assert_eq!(hit(&mut faults, "soft"), None);
    }

    #[test]
    fn a_rule_may_ask_for_a_parameter_or_its_absence() {
        let mut faults = faults(
            r#"[{"function":"soft.edit","every":true,"with":{"sok":"*","clicked_button":""},"what":"no_money"}]"#,
        );
        let change = BTreeMap::from([("sok".to_owned(), "ok".to_owned())]);
        let mut key = change.clone();
        key.insert("clicked_button".to_owned(), "newkey".to_owned());
        assert_eq!(faults.hit("soft.edit", "a", &change).what, Some(What::NoMoney));
        assert_eq!(faults.hit("soft.edit", "a", &key).what, None);
    }

    #[test]
    fn chance_hits_about_as_often_as_it_should_and_the_same_calls_for_the_same_seed() {
        let plan = |seed: u64| {
            format!(
                "seed = {seed}\n[[rule]]\nfunction = \"soft*\"\nprobability = 0.05\nwhat = \"http_500\"\n"
            )
        };
        let hits = |seed: u64| -> Vec<usize> {
            let mut faults = faults(&plan(seed));
            (0..4000).filter(|_| hit(&mut faults, "soft.edit").is_some()).collect()
        };
        assert_eq!(hits(7), hits(7));
        assert_ne!(hits(7), hits(8));
        assert!((140..260).contains(&hits(7).len()), "{}", hits(7).len());
    }

    #[test]
    fn two_rules_with_the_same_chance_do_not_always_hit_together() {
        let rule = "[[rule]]\nfunction = \"*\"\nprobability = 0.5\nwhat = \"http_500\"\n";
        let mut faults = faults(&rule.repeat(2));
        for _ in 0..100 {
            hit(&mut faults, "soft");
        }
        let hits: Vec<u64> = faults.rules().iter().map(|rule| rule.hits).collect();
        assert!(hits[1] > 10, "{hits:?}");
    }

    #[test]
    fn a_person_and_a_fault_may_meet_at_one_call() {
        let mut faults = faults(
            r#"[{"function":"soft","what":"person","do":"delete_license","license":7},
                {"function":"soft","what":"http_500"}, {"function":"soft","what":"http_503"}]"#,
        );
        let hit = faults.hit("soft", "a", &BTreeMap::new());
        assert_eq!((hit.what, hit.before.len(), hit.after.len()), (Some(What::Http500), 1, 0));
    }

    #[test]
    fn a_plan_that_makes_no_sense_is_refused_with_the_reason() {
        for (plan, reason) in [
            ("[[rule]]\nfunction = \"soft\"\nwhat = \"explode\"", "explode"),
            (
                "[[rule]]\nfunction = \"soft\"\nwhat = \"refuse\"\nerror = \"explode\"",
                "there is no error explode",
            ),
            ("[[rule]]\nfunction = \"soft\"\nnht = 2\nwhat = \"http_500\"", "unknown key nht"),
            ("[[rule]]\nfunction = \"soft\"\nprobability = 2.0\nwhat = \"http_500\"", "from 0 to 1"),
            ("[[rule]]\nfunction = \"soft\"\nnth = 0\nwhat = \"http_500\"", "from 1"),
            ("[settings]\nshows_remotid = false", "shows_remotid"),
            ("{\"rules\": []}", "rules"),
            ("nonsense", "expected"),
        ] {
            let error = FaultPlan::parse(plan).unwrap_err().to_string();
            assert!(error.contains(reason), "{plan}: {error}");
        }
    }
}
