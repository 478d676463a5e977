//! Commands of real Alembic, one after the other in one process (tests/recording/run_alembic.py).

use super::{in_tests, oracle_python};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Real Alembic, waiting for commands.
pub struct Alembic {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// What a command printed, and whether it succeeded.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub out: String,
    pub succeeded: bool,
    /// The exception that nobody caught: an assertion of Alembic's, which says nothing about the history.
    pub crash: Option<String>,
}

impl Alembic {
    pub fn start() -> Self {
        let mut command = Command::new(oracle_python());
        command.args(["-W", "ignore"]).arg(in_tests("recording/run_alembic.py"));
        command.env_remove("ALEMBIC_CONFIG").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("the oracle starts");
        let input = process.stdin.take().expect("it takes commands");
        let output = BufReader::new(process.stdout.take().expect("it answers"));
        Self { process, input, output }
    }

    pub fn run(&mut self, directory: &Path, arguments: &[&str]) -> Ran {
        writeln!(self.input, "{}", json!({"directory": directory, "arguments": arguments})).expect("it listens");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it answers");
        let answer: Value = serde_json::from_str(&line).expect("it answers in JSON");
        let crash = answer["status"].as_str().map(str::to_owned);
        Ran { out: answer["out"].as_str().expect("text").to_owned(), succeeded: answer["status"] == 0, crash }
    }
}

impl Drop for Alembic {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs limbeck.
pub fn limbeck(directory: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.args(arguments).current_dir(directory).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
    let output = command.output().expect("limbeck runs");
    Ran { out: String::from_utf8(output.stdout).expect("UTF-8"), succeeded: output.status.success(), crash: None }
}
