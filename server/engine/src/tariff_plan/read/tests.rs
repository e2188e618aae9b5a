use domain::form::{FieldProblem, Problem};
use domain::recipe::RecipeParamsError;
use domain::{EnumerationId, ModuleState, PlanCode, TariffId, ValueId};
use store::tariffs::Tariff;
use store::tariffs::modules::VmModule;
use store::tariffs::panels::Panel;
use store::tariffs::recipes::{Recipe, Run};

use super::super::{TypedRecipe, TypedSystem};
use super::*;
use crate::remotes::saved::SavedSystem;
use crate::remotes::vm_lists::{SavedList, SavedRecipe};

fn lists() -> VmLists {
    let module = VmModule {
        id: ModuleId::new(2),
        name: "VMmanager 6".to_owned(),
        state: ModuleState::Active,
        use_recipes: true,
        license_server: None,
    };
    let system = |id: &str, name: &str| SavedSystem { id: id.to_owned(), name: name.to_owned() };
    let preset = SavedPreset {
        id: "2".to_owned(),
        name: "medium".to_owned(),
        cpu_number: Some(2),
        ram_mib: Some(4096),
        disk_mib: Some(40_960),
    };
    let recipe = SavedRecipe {
        id: "1".to_owned(),
        name: "ispmanager 6".to_owned(),
        tags: Vec::new(),
        params_count: Some(1),
    };
    VmLists {
        module,
        systems: read_list(vec![system("1", "Debian-12"), system("2", "Ubuntu-24.04")]),
        presets: read_list(vec![preset]),
        recipes: read_list(vec![recipe]),
    }
}

fn read_list<T>(items: Vec<T>) -> SavedList<T> {
    SavedList { read: Some((items, 5)), error: None }
}

fn panel(value: i64) -> Panel {
    Panel {
        value_id: ValueId::new(value),
        enumeration_id: EnumerationId::new(1),
        name: "ispmanager 6 lite".to_owned(),
        plan_code: PlanCode::parse("55227").unwrap(),
    }
}

fn old() -> Plan {
    let details = Details {
        name: "VPS Start".to_owned(),
        description: String::new(),
        provider: "Provider".to_owned(),
        currency: Currency::EUR,
        enabled: true,
        sort: 1,
        preset: None,
        cpu_number: 1,
        ram_mib: 1024,
        disk_mib: 20_480,
        delete_mode: DeleteMode::AfterPaidPeriod,
        suspend_release_days: 7,
    };
    Plan {
        tariff: Tariff { id: TariffId::new(1), details, version: 1 },
        modules: vec![ModuleId::new(2)],
        periods: vec![Price {
            period: Period::months(1),
            cost: Money::new(490, Currency::EUR),
            setup: Money::zero(Currency::EUR),
        }],
        systems: vec![System { code: "1".to_owned(), name: "Debian 12".to_owned() }],
        panels: vec![panel(7)],
        recipes: Vec::new(),
        currency_is_fixed: true,
    }
}

/// The form of [`old`], as its page sends it.
fn form() -> TariffForm {
    let price = |period: &str, cost: &str| TypedPrice {
        period: period.to_owned(),
        cost: cost.to_owned(),
        setup: String::new(),
    };
    TariffForm {
        name: "VPS Start".to_owned(),
        provider: "Provider".to_owned(),
        sort: "1".to_owned(),
        modules: vec!["2".to_owned()],
        periods: vec![price("1", "4.90"), price("12", "")],
        cpu_number: "1".to_owned(),
        ram_mib: "1 024".to_owned(),
        disk_mib: "20480".to_owned(),
        systems: vec![system("1", "Debian 12", "1")],
        delete_mode: "after_paid_period".to_owned(),
        suspend_release_days: "7".to_owned(),
        recipes: vec![TypedRecipe {
            value: "7".to_owned(),
            install: "by_client".to_owned(),
            ..TypedRecipe::default()
        }],
        version: 1,
        ..TariffForm::default()
    }
}

fn system(id: &str, name: &str, sort: &str) -> TypedSystem {
    TypedSystem { id: id.to_owned(), name: name.to_owned(), sort: sort.to_owned() }
}

fn problems(form: &TariffForm) -> Vec<(String, Problem)> {
    let problems = read(form, &old(), &[lists()]).unwrap_err();
    problems.into_iter().map(|FieldProblem { field, problem }| (field, problem)).collect()
}

fn problem(form: &TariffForm) -> (String, Problem) {
    let [problem] = problems(form).try_into().unwrap();
    problem
}

#[test]
fn a_form_that_says_what_is_there_changes_nothing() {
    assert_eq!(read(&form(), &old(), &[lists()]), Ok(old()));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong = TariffForm {
        name: String::new(),
        sort: "first".to_owned(),
        modules: vec!["9".to_owned()],
        cpu_number: "0".to_owned(),
        systems: vec![system("99", "", "1")],
        ..form()
    };
    let fields: Vec<String> = problems(&wrong).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["modules", "os_99", "os_name_99", "name", "sort", "cpu_number"]);
}

#[test]
fn a_setup_fee_alone_sells_nothing() {
    let mut wrong = form();
    wrong.periods.push(TypedPrice { period: "3".to_owned(), cost: String::new(), setup: "5".to_owned() });
    assert_eq!(problem(&wrong), ("cost_3".to_owned(), Problem::Missing));
}

#[test]
fn a_period_that_is_not_in_the_table_is_added_once() {
    let mut other = TariffForm { other_months: "18".to_owned(), ..form() };
    assert_eq!(problem(&other), ("cost_other".to_owned(), Problem::Missing));
    other.other.cost = "80".to_owned();
    other.other.setup = "1.5".to_owned();
    let plan = read(&other, &old(), &[lists()]).unwrap();
    let codes: Vec<i32> = plan.periods.iter().map(|price| price.period.code()).collect();
    assert_eq!(codes, [1, 18]);
    let added = plan.periods.last().unwrap();
    assert_eq!((added.cost.minor(), added.setup.minor()), (8_000, 150));
    other.other_months = "12".to_owned();
    assert_eq!(problem(&other), ("other_months".to_owned(), Problem::Taken));
}

#[test]
fn what_is_sent_twice_is_there_once() {
    let mut twice = form();
    twice.systems.push(system("1", "Again", "2"));
    assert_eq!(read(&twice, &old(), &[lists()]), Ok(old()));
    twice.periods.push(TypedPrice { period: "01".to_owned(), cost: "5".to_owned(), setup: String::new() });
    assert_eq!(problem(&twice), ("cost_01".to_owned(), Problem::Taken));
}

#[test]
fn prices_fix_the_currency() {
    let same = TariffForm { currency: "eur".to_owned(), ..form() };
    assert_eq!(read(&same, &old(), &[lists()]), Ok(old()));
    let other = TariffForm { currency: "USD".to_owned(), ..form() };
    assert_eq!(problem(&other), ("currency".to_owned(), Problem::Fixed));
    let free = Plan { currency_is_fixed: false, ..old() };
    let plan = read(&other, &free, &[lists()]).unwrap();
    assert_eq!(plan.tariff.details.currency.as_str(), "USD");
}

#[test]
fn a_preset_makes_the_numbers_ignored_and_what_it_has_is_kept() {
    let chosen = TariffForm { preset: "2".to_owned(), cpu_number: "many".to_owned(), ..form() };
    let details = read(&chosen, &old(), &[lists()]).unwrap().tariff.details;
    assert_eq!(details.preset.map(|preset| preset.name), Some("medium".to_owned()));
    assert_eq!((details.cpu_number, details.ram_mib, details.disk_mib), (2, 4096, 40_960));
    let unknown = TariffForm { preset: "9".to_owned(), ..form() };
    assert!(problems(&unknown).contains(&("preset".to_owned(), Problem::NotAChoice)));
}

#[test]
fn a_preset_that_is_gone_stays_until_another_is_chosen() {
    let mut kept = old();
    let gone = Preset { id: RemoteId::new("8"), name: "huge".to_owned() };
    kept.tariff.details.preset = Some(gone);
    let same = TariffForm { preset: "8".to_owned(), ..form() };
    assert_eq!(read(&same, &kept, &[lists()]), Ok(kept));
}

#[test]
fn systems_stand_in_the_order_that_was_typed_under_the_names_that_were_typed() {
    let typed = vec![system("1", "Debian 12", "2"), system("2", " Ubuntu LTS ", "1")];
    let plan = read(&TariffForm { systems: typed, ..form() }, &old(), &[lists()]).unwrap();
    let names: Vec<&str> = plan.systems.iter().map(|system| system.name.as_str()).collect();
    assert_eq!(names, ["Ubuntu LTS", "Debian 12"]);
}

#[test]
fn a_recipe_needs_to_be_one_of_vmmanagers_with_parameters_that_read() {
    let typed = |recipe: &str, params: &str| {
        let typed = TypedRecipe {
            value: "7".to_owned(),
            install: "automatic".to_owned(),
            recipe: recipe.to_owned(),
            params: params.to_owned(),
            steps: "Log in\r\nRun it".to_owned(),
        };
        TariffForm { recipes: vec![typed], ..form() }
    };
    assert_eq!(problem(&typed("", "")), ("recipe_7".to_owned(), Problem::Missing));
    assert_eq!(problem(&typed("9", "")), ("recipe_7".to_owned(), Problem::NotAChoice));
    let bad = Problem::NotRecipeParams(RecipeParamsError::NotAPair { line: 1 });
    assert_eq!(problem(&typed("1", "key")), ("params_7".to_owned(), bad));
    let plan = read(&typed("1", "KEY={license_key}"), &old(), &[lists()]).unwrap();
    let run = Run {
        recipe_id: RemoteId::new("1"),
        name: "ispmanager 6".to_owned(),
        params: "KEY={license_key}".parse().unwrap(),
    };
    let steps = "Log in\nRun it".to_owned();
    assert_eq!(plan.recipes, [Recipe { value_id: ValueId::new(7), run: Some(run), steps }]);
}

#[test]
fn the_recipes_of_panels_that_the_form_does_not_show_stay() {
    let mut kept = old();
    let by_hand = Recipe { value_id: ValueId::new(3), run: None, steps: "By hand".to_owned() };
    kept.recipes.push(by_hand.clone());
    let plan = read(&form(), &kept, &[lists()]).unwrap();
    assert_eq!(plan.recipes, [by_hand]);
    let foreign = TypedRecipe { value: "99".to_owned(), ..TypedRecipe::default() };
    let foreign = TariffForm { recipes: vec![foreign], ..form() };
    assert_eq!(problem(&foreign), ("install_99".to_owned(), Problem::NotAChoice));
}
