//! What SQLAlchemy's constructs come to, against what real Alembic made of the same files: each revision under
//! `testdata/sqlalchemy/versions/` must bring exactly what its recorded dump has, with nothing unknown
//! (`testdata/sqlalchemy/README.md` says how to record). And what must be left unknown: `outcomes/`.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut trials: Vec<Trial> = dumps().into_iter().map(trial).collect();
    assert!(!trials.is_empty(), "no dump under testdata/sqlalchemy/truth/");
    let outcomes: Vec<Trial> = sorted_files("outcomes", "txt").iter().flat_map(|file| outcomes(file)).collect();
    assert!(!outcomes.is_empty(), "no case under testdata/sqlalchemy/outcomes/");
    trials.extend(outcomes);
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/sqlalchemy")
}

fn sorted_files(directory: &str, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(directory)).expect("testdata/sqlalchemy/ can be listed");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|own| own == extension));
    files.sort();
    files
}

/// The dumps; a version file without one has not been recorded, and that is a failure.
fn dumps() -> Vec<(String, Option<PathBuf>)> {
    let dumps = sorted_files("truth", "sql");
    let revision = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let found = |name: &str| dumps.iter().find(|dump| revision(dump).ends_with(&format!("_{name}"))).cloned();
    sorted_files("versions", "py").iter().map(|file| revision(file)).map(|name| (name.clone(), found(&name))).collect()
}

fn trial((revision, dump): (String, Option<PathBuf>)) -> Trial {
    Trial::test(revision.clone(), move || {
        let dump = dump.ok_or("no recorded dump: see testdata/sqlalchemy/README.md")?;
        let answer = Command::new(env!("CARGO_BIN_EXE_limbeck"))
            .arg("--script-location")
            .arg(root())
            .arg("--version-location")
            .arg(root().join("versions"))
            .arg("--snapshot")
            .arg(&dump)
            .args(["--format", "json", "diff", "--at", &revision])
            .output()?;
        let answer: serde_json::Value = serde_json::from_slice(&answer.stdout)
            .map_err(|_| Failed::from(String::from_utf8_lossy(&answer.stderr).into_owned()))?;
        for key in ["differences", "unknown"] {
            let listed = answer.get(key).and_then(serde_json::Value::as_array).ok_or("an answer without lists")?;
            if let Some(first) = listed.first() {
                return Err(Failed::from(format!("{} {key}, the first: {first}", listed.len())));
            }
        }
        Ok(())
    })
}

/// The cases of one file: `### NAME | VERDICT | known OBJECT` (the last may be left out), then the body of `upgrade()`, or
/// several with `# next revision` between them; a first line `# --OPTION VALUE` is for the command line.
fn outcomes(file: &Path) -> Vec<Trial> {
    let text = std::fs::read_to_string(file).expect("a file of cases can be read");
    let cases = text.split("### ").skip(1).map(|case| case.split_once('\n').expect("a case has a body"));
    cases.map(|(head, body)| outcome(head, body)).collect()
}

fn indented(body: &str) -> String {
    body.lines().map(|line| format!("    {line}\n")).collect()
}

/// What `preflight` must say, which objects `diff` must not take for known, and which not for unknown.
fn outcome(head: &str, body: &str) -> Trial {
    let (name, verdict) = head.split_once(" | ").expect("a case says what is to come out");
    let (verdict, known) = verdict.split_once(" | known ").unwrap_or((verdict, ""));
    let (outcome, rest) = verdict.split_once(' ').unwrap_or((verdict, ""));
    let (outcome, rest) = (outcome.to_owned(), rest.to_owned());
    let list = |objects: &str| objects.split(", ").filter(|own| !own.is_empty()).map(str::to_owned).collect();
    let objects: Vec<String> = list(if outcome == "unknown" { rest.as_str() } else { "" });
    let known: Vec<String> = list(known);
    let options: Vec<String> = match body.lines().next().and_then(|first| first.strip_prefix("# --")) {
        Some(rest) => format!("--{rest}").split(' ').map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let bodies: Vec<String> = body.split("# next revision\n").map(indented).collect();
    Trial::test(format!("outcome: {name}"), move || {
        let directory = tempfile::tempdir()?;
        std::fs::create_dir(directory.path().join("versions"))?;
        for (number, body) in bodies.iter().enumerate() {
            let before = number.checked_sub(1).map_or("None".to_owned(), |before| format!("'r{before}'"));
            let head = format!("revision = 'r{number}'\ndown_revision = {before}\n\ndef upgrade():\n");
            let text = format!("import sqlalchemy as sa\nfrom alembic import op\n{head}{body}");
            std::fs::write(directory.path().join(format!("versions/r{number}.py")), text)?;
        }
        let run = |words: &[&str]| -> Result<serde_json::Value, Failed> {
            let mut limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"));
            limbeck.arg("--script-location").arg(directory.path()).args(["--empty", "--format", "json"]);
            limbeck.args(&options).args(words);
            Ok(serde_json::from_slice(&limbeck.output()?.stdout)?)
        };
        let preflight = run(&["preflight", "head"])?;
        let message = preflight.pointer("/failure/message").and_then(serde_json::Value::as_str).unwrap_or_default();
        let failed_otherwise = outcome == "fails" && !message.contains(&rest);
        if preflight.get("outcome").and_then(serde_json::Value::as_str) != Some(&outcome) || failed_otherwise {
            return Err(Failed::from(format!("preflight: {preflight}")));
        }
        let diff = run(&["diff", "--at", "head"])?;
        let unknown = diff.get("unknown").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
        let named = |object: &String| unknown.iter().any(|own| own.get("object").is_some_and(|own| own == object));
        match objects.iter().find(|object| !named(object)) {
            Some(object) => Err(Failed::from(format!("{object} is not unknown: {diff}"))),
            None => match known.iter().find(|object| named(object)) {
                Some(object) => Err(Failed::from(format!("{object} is unknown: {diff}"))),
                None => Ok(()),
            },
        }
    })
}
