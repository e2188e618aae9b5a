use std::process::ExitCode;

use super::{CommandError, say};
use crate::config::{Config, problems};

/// Prints every problem; the exit code says whether there is one.
pub(super) async fn check_config(config: &Config) -> Result<ExitCode, CommandError> {
    let problems = problems(config).await;
    if problems.is_empty() {
        say("the configuration is fine")?;
        return Ok(ExitCode::SUCCESS);
    }
    for problem in problems {
        say(&format!("- {problem}"))?;
    }
    Ok(ExitCode::FAILURE)
}
