//! A throw-away PostgreSQL: the one of `tests/run`, or one of this process's own that ends with it.

use super::in_tests;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A running server.
pub struct Server {
    /// Its superuser's URL, of the database `postgres`.
    pub url: String,
    /// The directory of `psql`, `pg_dump` and the rest.
    pub programs: PathBuf,
    /// The directory of its unix socket, and of `tls/` with its certificates; none where the server is not `tests/server`.
    pub directory: Option<PathBuf>,
    held: Option<(Child, ChildStdin)>,
}

/// A database of its own, dropped with the value.
pub struct Database {
    pub name: String,
    pub url: String,
    server: &'static Server,
}

/// Returns the server of the whole run: `$LIMBECK_TEST_DATABASE`, or one that is started for this process.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| from_environment().unwrap_or_else(start))
}

/// Returns a server set up by `tests/server`, with its roles, `pg_hba.conf` and certificates.
pub fn own_server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    if server().directory.is_some() { server() } else { SERVER.get_or_init(start) }
}

/// Creates an empty database, from template0 so that nothing is in it.
pub fn database() -> Database {
    server().database()
}

impl Server {
    /// Creates an empty database on this server.
    pub fn database(&'static self) -> Database {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("limbeck_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        succeed(self.psql(&self.url, "-c", &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), ""));
        succeed(self.psql(&self.url, "-c", &format!("CREATE DATABASE {name} TEMPLATE template0"), ""));
        Database { url: self.url_of(&name), name, server: self }
    }

    /// Returns the superuser's URL of another database of this server.
    pub fn url_of(&self, database: &str) -> String {
        let (base, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let base = base.rsplit_once('/').map_or(base, |(base, _)| base);
        if query.is_empty() { format!("{base}/{database}") } else { format!("{base}/{database}?{query}") }
    }

    /// Returns the TCP port.
    pub fn port(&self) -> u16 {
        let authority = self.url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        authority.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or(5432)
    }

    /// Runs psql; `option` is `-c` or `-f`, and `input` its stdin.
    fn psql(&self, url: &str, option: &str, argument: &str, input: &str) -> Output {
        let mut command = self.program("psql");
        command.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, option, argument]);
        run(command, input)
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
            command.env_remove(variable);
        }
        command.env("PGCLIENTENCODING", "UTF8");
        command
    }
}

impl Database {
    /// Runs SQL text, psql's `\` lines included, and returns what it prints: unaligned, rows only. Panics on the first error.
    pub fn psql(&self, sql: &str) -> String {
        succeed(self.server.psql(&self.url, "-f", "-", sql))
    }

    /// Runs SQL text as [`Database::psql`] does, and returns the error where there is one.
    pub fn try_psql(&self, sql: &str) -> Result<String, String> {
        let output = self.server.psql(&self.url, "-f", "-", sql);
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// Runs a file of SQL as [`Database::psql`] does.
    pub fn psql_file(&self, path: &Path) -> String {
        succeed(self.server.psql(&self.url, "-f", &path.to_string_lossy(), ""))
    }

    /// Runs SQL text that must fail, and returns psql's message with the SQLSTATE.
    pub fn psql_error(&self, sql: &str) -> String {
        let output = self.server.psql(&self.url, "-f", "-", &format!("\\set VERBOSITY verbose\n{sql}"));
        assert!(!output.status.success(), "this should have failed: {sql}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Returns `pg_dump --schema-only`, without the `\restrict` lines, which differ from run to run.
    pub fn dump(&self) -> String {
        let mut command = self.server.program("pg_dump");
        command.args(["--schema-only", "--no-owner", "--no-privileges", "-d", &self.url]);
        let text = succeed(run(command, ""));
        let kept = text.lines().filter(|line| !line.starts_with("\\restrict ") && !line.starts_with("\\unrestrict "));
        kept.map(|line| format!("{line}\n")).collect()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A panic in a destructor would hide the failure of the test.
        let server = self.server;
        drop(server.psql(&server.url, "-c", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name), ""));
    }
}

fn from_environment() -> Option<Server> {
    let url = std::env::var("LIMBECK_TEST_DATABASE").ok()?;
    let programs = std::env::var_os("LIMBECK_TEST_PG_BIN").map_or_else(find_programs, PathBuf::from);
    let directory = std::env::var_os("LIMBECK_TEST_SERVER").map(PathBuf::from);
    Some(Server { url, programs, directory, held: None })
}

fn find_programs() -> PathBuf {
    let output = Command::new(in_tests("server")).arg("--find").output().expect("tests/server runs");
    PathBuf::from(succeed(output).trim())
}

/// Starts `tests/server`, which stops when our end of its stdin closes, however this process ends.
fn start() -> Server {
    let script = Command::new(in_tests("server")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = script.expect("tests/server runs");
    let stdin = child.stdin.take().expect("stdin is a pipe");
    let stdout = child.stdout.take().expect("stdout is a pipe");
    let mut server =
        Server { url: String::new(), programs: PathBuf::new(), directory: None, held: Some((child, stdin)) };
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        match line.split_once('=') {
            Some(("LIMBECK_TEST_DATABASE", value)) => server.url = value.to_owned(),
            Some(("LIMBECK_TEST_PG_BIN", value)) => server.programs = value.into(),
            Some(("LIMBECK_TEST_SERVER", value)) => server.directory = Some(value.into()),
            _ if line == "READY" => return server,
            _ => {}
        }
    }
    panic!("no PostgreSQL for this live test: run `tests/run`, which installs and starts one");
}

fn run(mut command: Command, input: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    let input = input.to_owned();
    // psql may stop reading at an error, or fill its own output first: so on a thread, and the failure is its status.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("ends");
    writer.join().expect("the writer does not panic");
    output
}

fn succeed(output: Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
