//! The real binary as a process of its own.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long a start may take on a busy machine.
const START: Duration = Duration::from_secs(60);

/// `keypool` with arguments, killed when the test ends.
pub fn keypool(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keypool"));
    command.args(arguments).kill_on_drop(true).stdin(Stdio::null());
    command
}

/// Runs it to its end: exit code, standard output, standard error.
pub async fn run(mut command: Command) -> (Option<i32>, String, String) {
    let output = command.output().await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A running demo.
pub struct Demo {
    pub child: Child,
    pub url: String,
    pub greeting: String,
}

impl Demo {
    /// Starts a demo on free ports and waits until it has said where it is.
    pub async fn start(data: &Path) -> Self {
        let data = data.to_str().unwrap();
        let arguments =
            ["demo", "--listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0", "--data", data];
        let mut command = keypool(&arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut greeting = String::new();
        let said = async {
            while let Some(line) = lines.next_line().await.unwrap() {
                greeting.push_str(&line);
                greeting.push('\n');
                if line.starts_with("Ctrl+C") {
                    return;
                }
            }
            panic!("the demo ended before it began:\n{greeting}");
        };
        tokio::time::timeout(START, said).await.expect("the demo did not start in time");
        let url = greeting
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .expect("the greeting tells the address")
            .to_owned();
        Self { child, url, greeting }
    }

    /// Sends SIGTERM and waits for the exit code.
    pub async fn terminate(mut self) -> Option<i32> {
        terminate(&mut self.child).await
    }
}

/// Sends SIGTERM and waits for the exit code.
pub async fn terminate(child: &mut Child) -> Option<i32> {
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    child.wait().await.unwrap().code()
}

/// Reads a stream of a process to its end.
pub async fn read_all(stream: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}
