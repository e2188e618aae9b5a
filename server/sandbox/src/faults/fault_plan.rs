//! Fault plans: files that say what goes wrong, and when.

use std::{collections::BTreeSet, io, path::Path};

use serde::Deserialize;
use serde_json::Value;

use super::{rule::Rule, settings::Settings};

/// What goes wrong while the sandbox runs: rules for calls, and ways of the servers. It is written in TOML or in JSON;
/// `docs/sandbox.md` describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FaultPlan {
    about: String,
    pub(crate) settings: Settings,
    pub(crate) rules: Vec<Rule>,
}

/// Why a text is no fault plan.
#[derive(Debug, thiserror::Error)]
pub enum FaultPlanError {
    /// The file cannot be read.
    #[error("the fault plan cannot be read")]
    Unreadable(#[source] io::Error),
    /// Neither a file nor a plan that is shipped has this name; the names of those that are.
    #[error("there is no fault plan {0}: it is no file, and the plans that are shipped are {1}")]
    Unknown(String, String),
    /// It says something that no plan says.
    #[error("this is no fault plan: {0}")]
    Wrong(String),
}

/// The plan as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    about: String,
    #[serde(default)]
    seed: u64,
    #[serde(default)]
    settings: Settings,
    #[serde(default)]
    rule: Vec<Value>,
}

impl FaultPlan {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, FaultPlanError> {
        Self::parse(&std::fs::read_to_string(path).map_err(FaultPlanError::Unreadable)?)
    }

    /// Reads TOML, a JSON object of the same shape, or a JSON list of rules.
    pub fn parse(text: &str) -> Result<Self, FaultPlanError> {
        let wrong = |error: &dyn std::fmt::Display| FaultPlanError::Wrong(error.to_string());
        let start = text.trim_start();
        let value: Value = if start.starts_with("[[") || !start.starts_with(['{', '[']) {
            toml::from_str(text).map_err(|error| wrong(&error))?
        } else {
            // `[settings]` may be the first line of a plan in TOML.
            match serde_json::from_str(text) {
                Ok(value) => value,
                Err(error) => toml::from_str(text).map_err(|_| wrong(&error))?,
            }
        };
        let written = match value {
            Value::Array(rule) => {
                Written { about: String::new(), seed: 0, settings: Settings::default(), rule }
            }
            value => serde_json::from_value(value).map_err(|error| wrong(&error))?,
        };
        let is_list = text.trim_start().starts_with('[');
        if !is_list && written.rule.is_empty() && written.settings == Settings::default() {
            return Err(FaultPlanError::Wrong("it holds neither a rule nor a setting".to_owned()));
        }
        let rules = Rule::read_list(written.rule, written.seed).map_err(|error| wrong(&error))?;
        Ok(Self { about: written.about, settings: written.settings, rules })
    }

    /// What it is for, in its own words.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The kinds of fault that its rules name.
    pub fn kinds(&self) -> BTreeSet<String> {
        self.rules.iter().map(|rule| rule.what.name()).collect()
    }
}
