//! The real binary as a process of its own.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

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

/// An address that nobody listens on.
pub fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A running demo.
pub struct Demo {
    pub url: String,
    pub greeting: String,
    child: Child,
    /// Kept open: a process may write whenever it likes.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Demo {
    /// Starts a demo on a free port and waits until it has said where it is.
    pub async fn start(data: &Path, sandbox: SocketAddr) -> Self {
        Self::start_with(data, sandbox, &[]).await
    }

    /// The same with more arguments.
    pub async fn start_with(data: &Path, sandbox: SocketAddr, more: &[&str]) -> Self {
        let (data, sandbox) = (data.to_str().unwrap(), sandbox.to_string());
        let arguments = ["demo", "--listen", "127.0.0.1:0", "--sandbox-listen", &sandbox, "--data", data];
        let mut command = keypool(&arguments);
        command.args(more);
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
        Self { url, greeting, child, _output: lines }
    }

    /// Sends SIGTERM and waits for the exit code.
    pub async fn terminate(mut self) -> Option<i32> {
        terminate(&mut self.child).await
    }
}

/// Sends SIGTERM and waits for the exit code.
pub async fn terminate(process: &mut Child) -> Option<i32> {
    let id = process.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    process.wait().await.unwrap().code()
}
