//! Plan codes and add-ons as they are typed and written out.

use super::{Problem, Reader};
use crate::ids::PlanCode;
use crate::pool::Addons;

/// More of one add-on than this is a slip.
const MOST: i64 = 1_000_000;

impl Reader {
    /// An internal name that is a plan code of the license server, or `nopanel`.
    pub fn plan_code(&mut self, field: &str, typed: &str) -> PlanCode {
        let name = self.intname(field, typed);
        PlanCode::parse(&name).unwrap_or_else(|_| PlanCode::no_panel())
    }

    /// Plan codes with spaces, commas or lines between them; each counts once.
    pub fn plan_codes(&mut self, field: &str, typed: &str) -> Vec<PlanCode> {
        let words = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
        let codes: Result<Vec<_>, _> = words.filter(|word| !word.is_empty()).map(PlanCode::parse).collect();
        match codes {
            Ok(mut codes) if !codes.iter().any(PlanCode::is_no_panel) => {
                codes.sort();
                codes.dedup();
                codes
            }
            _ => {
                self.refuse(field, Problem::NotAnInternalName);
                Vec::new()
            }
        }
    }

    /// Add-ons like `55236 = 3`, with commas or lines between them; `addon_55236` is the same as `55236`.
    pub fn addons(&mut self, field: &str, typed: &str) -> Addons {
        let parts = typed.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let mut addons = Addons::new();
        for part in parts {
            match addon(part) {
                Some((code, amount)) if !addons.contains_key(&code) => {
                    addons.insert(code, amount);
                }
                _ => {
                    self.refuse(field, Problem::NotAddons);
                    return Addons::new();
                }
            }
        }
        addons
    }
}

/// Reads one add-on.
fn addon(text: &str) -> Option<(String, i64)> {
    let (code, amount) = text.split_once(['=', ':'])?;
    let code = code.trim();
    let code = PlanCode::parse(code.strip_prefix("addon_").unwrap_or(code)).ok()?;
    let amount = amount.trim().parse().ok().filter(|amount| (1..=MOST).contains(amount))?;
    Some((code.as_str().to_owned(), amount))
}

/// Add-ons as a form shows them and reads them again; empty where there are none.
pub fn addons_text(addons: &Addons) -> String {
    addons.iter().map(|(code, amount)| format!("{code} = {amount}")).collect::<Vec<_>>().join(", ")
}

/// Plan codes as a form shows them and reads them again.
pub fn plan_codes_text(codes: &[PlanCode]) -> String {
    codes.iter().map(PlanCode::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addons(typed: &str) -> Result<Addons, Problem> {
        let mut read = Reader::default();
        let addons = read.addons("addons", typed);
        read.done().map(|()| addons).map_err(|problems| problems[0].problem.clone())
    }

    #[test]
    fn add_ons_are_read_as_they_are_written_out() {
        let two: Addons = [("55164".to_owned(), 10), ("55165".to_owned(), 1)].into();
        assert_eq!(addons("55165=1\n addon_55164 = 10 "), Ok(two.clone()));
        assert_eq!(addons_text(&two), "55164 = 10, 55165 = 1");
        assert_eq!(addons(&addons_text(&two)), Ok(two));
        assert_eq!(addons("  "), Ok(Addons::new()));
    }

    #[test]
    fn an_add_on_has_a_code_and_an_amount_and_comes_once() {
        for wrong in ["55236", "= 3", "55236 = none", "55236 = 0", "5 5 = 1", "55236 = 1, 55236 = 2"] {
            assert_eq!(addons(wrong), Err(Problem::NotAddons), "{wrong}");
        }
    }

    #[test]
    fn plan_codes_are_read_whatever_stands_between_them() {
        let codes = |typed: &str| {
            let mut read = Reader::default();
            let codes = read.plan_codes("plan_codes", typed);
            read.done().map(|()| plan_codes_text(&codes)).ok()
        };
        assert_eq!(codes("55384, 55382\n55384;1"), Some("1, 55382, 55384".to_owned()));
        assert_eq!(codes(""), Some(String::new()));
        assert_eq!(codes("nopanel"), None);
        assert_eq!(codes("55&384"), None);
    }
}
