//! Every folder under `testdata/incidents/`, from the dump, from a live database and from limbeck's own snapshot of it,
//! and the plan carried out. `testdata/README.md` describes the folders. Nothing here knows a folder's name.

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use support::expectation::{self, Expectation};
use support::postgres::{Database, database};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    if blessing() && std::env::var_os("CI").is_some() {
        eprintln!("BLESS is refused where CI is set: an expectation is read by a person before it is committed");
        return ExitCode::from(2);
    }
    let folders = folders();
    assert!(!folders.is_empty(), "no folder under testdata/incidents/");
    let mut trials: Vec<Trial> = folders.into_iter().flat_map(trials_of).collect();
    trials.extend(trials_of_the_checks());
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/incidents");
    let entries = std::fs::read_dir(&root).expect("testdata/incidents/ can be listed");
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn trials_of(folder: PathBuf) -> Vec<Trial> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    type Read = fn(&Path) -> Result<Expectation, String>;
    let trial = |what: &str, read: Read, check: fn(&Path, &Expectation) -> Result<(), Failed>| {
        let folder = folder.clone();
        Trial::test(format!("{name}::{what}"), move || check(&folder, &read(&folder)?))
    };
    let (of_dump, of_server): (Read, Read) = (expectation::read, expectation::read_live);
    let mut trials = vec![
        trial("dump", of_dump, check_dump),
        trial("live", of_server, check_live),
        trial("yaml", of_server, check_yaml),
    ];
    // A folder whose expectation cannot be read fails in the other three.
    if expectation::read_live(&folder).is_ok_and(|expected| expected.closure) {
        trials.push(trial("closure", of_server, check_closure));
    }
    trials
}

fn check_dump(folder: &Path, expected: &Expectation) -> Result<(), Failed> {
    let place = ["--snapshot", "schema.sql"];
    check_audit(folder, &place, expected)?;
    check_plan(folder, &place, expected)?;
    check_report(folder, &success(limbeck(folder, &place, &["audit"]), &[0, 1])?)
}

fn check_plan(folder: &Path, place: &[&str], expected: &Expectation) -> Result<(), Failed> {
    if expected.plans.is_empty() && expected.in_order.is_empty() && expected.never_plans.is_empty() {
        return Ok(());
    }
    let script = success(limbeck(folder, place, &["--format", "sql", "plan"]), &[0, 1])?;
    let lacks = expected.plans.iter().find(|words| !script.contains(*words));
    let mut rest = script.as_str();
    for words in &expected.in_order {
        let behind = rest.split_once(words.as_str()).map(|(_, behind)| behind);
        rest = behind
            .ok_or_else(|| format!("the plan lacks `{words}` behind what stands before it in `in_order`\n{script}"))?;
    }
    let has = expected.never_plans.iter().find(|words| script.contains(*words));
    match (lacks, has) {
        (None, None) => Ok(()),
        (Some(words), _) => Err(format!("the plan lacks `{words}`\n{script}").into()),
        (None, Some(words)) => Err(format!("the plan has `{words}`\n{script}").into()),
    }
}

fn check_live(folder: &Path, expected: &Expectation) -> Result<(), Failed> {
    let database = load(folder);
    let place = ["--database", database.url.as_str()];
    check_audit(folder, &place, expected)?;
    check_plan(folder, &place, expected)
}

fn check_yaml(folder: &Path, expected: &Expectation) -> Result<(), Failed> {
    let database = load(folder);
    let yaml = success(limbeck(folder, &["--database", &database.url], &["snapshot"]), &[0])?;
    let file = tempfile::Builder::new().suffix(".yaml").tempfile()?;
    std::fs::write(file.path(), yaml)?;
    check_audit(folder, &["--snapshot", &file.path().to_string_lossy()], expected)
}

/// Carries the plan out with psql and, where it leaves that, real Alembic; then nothing may be left to do, no row may be
/// gone, and pg_dump must print what it prints for a database that Alembic built from nothing.
fn check_closure(folder: &Path, _: &Expectation) -> Result<(), Failed> {
    let database = load(folder);
    let place = ["--database", database.url.as_str()];
    let rows = count_rows(&database);
    let actions = planned_actions(folder, &place)?;
    let script = success(limbeck(folder, &place, &["--format", "sql", "plan"]), &[0, 1])?;
    let printed = std::panic::catch_unwind(|| database.psql(&script));
    if let Err(panic) = printed {
        let reason = panic.downcast_ref::<String>().map_or("", String::as_str);
        return Err(format!("psql refuses the planned SQL: {reason}\n{script}").into());
    }
    let planned = count_rows(&database);
    if let Some((table, before)) = rows.iter().find(|(table, before)| planned.get(*table) != Some(*before)) {
        return Err(format!("the plan changes how many rows {table} holds, {before}\n{script}").into());
    }
    if actions.contains("upgrade") {
        upgrade(folder, &database)?;
    }

    let audit = audit(folder, &place)?.0;
    let verdict = audit.pointer("/verdict").and_then(Value::as_str).unwrap_or_default();
    let left = planned_actions(folder, &place)?;
    if verdict != "in-order" || !left.is_empty() {
        return Err(format!("after the plan ({actions:?}): verdict {verdict}, next plan {left:?}\n{script}").into());
    }
    let now = count_rows(&database);
    for (table, before) in &rows {
        let after = now.get(table).copied().unwrap_or_default();
        if after < *before {
            return Err(format!("{table} held {before} rows before the plan and {after} after it\n{script}").into());
        }
    }
    let clean = support::postgres::database();
    upgrade(folder, &clean)?;
    let (repaired, clean) = (shape(&settled_dump(&database)), shape(&settled_dump(&clean)));
    if repaired != clean {
        let extra: Vec<_> = repaired.difference(&clean).collect();
        let lacking: Vec<_> = clean.difference(&repaired).collect();
        return Err(format!("a clean upgrade's dump differs: lacking {lacking:#?}, extra {extra:#?}\n{script}").into());
    }
    Ok(())
}

fn load(folder: &Path) -> Database {
    let database = database();
    database.psql_file(&folder.join("schema.sql"));
    let live = folder.join("live.sql");
    if live.exists() {
        database.psql_file(&live);
    }
    database
}

/// Runs the real `alembic upgrade heads`, with the folder's own env.py where it has one.
fn upgrade(folder: &Path, database: &Database) -> Result<(), Failed> {
    let scripts = tempfile::tempdir()?;
    let own = folder.join("env.py");
    let env = if own.exists() { std::fs::read_to_string(own)? } else { ENV.to_owned() };
    std::fs::write(scripts.path().join("env.py"), env)?;
    let ini = scripts.path().join("alembic.ini");
    let url = database.url.replacen("postgresql://", "postgresql+psycopg2://", 1);
    let (here, versions) = (scripts.path().display(), folder.join("versions"));
    let text = format!(
        "[alembic]\nscript_location = {here}\nversion_locations = {}\nsqlalchemy.url = {}\n",
        versions.display(),
        url.replace('%', "%%")
    );
    std::fs::write(&ini, text)?;
    let mut command = Command::new(support::oracle_python());
    command.env("PYTHONDONTWRITEBYTECODE", "1").args(["-m", "alembic", "-c"]).arg(&ini).args(["upgrade", "heads"]);
    success(command.output()?, &[0]).map(drop)
}

const ENV: &str = r#"
from alembic import context
from sqlalchemy import create_engine, pool

engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"#;

fn check_audit(folder: &Path, place: &[&str], expected: &Expectation) -> Result<(), Failed> {
    let (audit, exit) = audit(folder, place)?;
    let contradictions = expectation::contradictions(expected, &audit, exit);
    if contradictions.is_empty() {
        return Ok(());
    }
    let expectation = folder.join("expect.yaml");
    Err(format!("{}\n  {}", expectation.display(), contradictions.join("\n  ")).into())
}

/// Compares the text report with `audit.txt`, byte for byte; `BLESS=1` writes it.
fn check_report(folder: &Path, report: &str) -> Result<(), Failed> {
    let path = folder.join("audit.txt");
    if blessing() {
        return Ok(std::fs::write(&path, report)?);
    }
    let how = format!(
        "run `BLESS=1 cargo test --test incidents {}::dump` and read what it wrote",
        folder.file_name().unwrap_or_default().to_string_lossy()
    );
    let expected = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}: {how}", path.display()))?;
    if expected == report {
        return Ok(());
    }
    Err(format!("{} (-) is not what limbeck prints (+): {how}\n{}", path.display(), differences(&expected, report))
        .into())
}

fn blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| !value.is_empty() && value != "0")
}

fn audit(folder: &Path, place: &[&str]) -> Result<(Value, Option<i32>), Failed> {
    let output = limbeck(folder, place, &["--format", "json", "audit"]);
    let exit = output.status.code();
    let text = success(output, &[0, 1, 2])?;
    Ok((serde_json::from_str(&text).map_err(|error| format!("audit printed no JSON: {error}\n{text}"))?, exit))
}

fn planned_actions(folder: &Path, place: &[&str]) -> Result<BTreeSet<String>, Failed> {
    let text = success(limbeck(folder, place, &["plan"]), &[0, 1])?;
    let plan: Value = serde_yaml::from_str(&text).map_err(|error| format!("plan printed no YAML: {error}\n{text}"))?;
    let steps = plan.get("steps").and_then(Value::as_array).ok_or_else(|| format!("a plan without steps:\n{text}"))?;
    let action = |step: &Value| step.get("action").and_then(Value::as_str).map(str::to_owned);
    steps.iter().map(action).collect::<Option<_>>().ok_or_else(|| format!("a step without action:\n{text}").into())
}

/// Runs limbeck in the folder, so that messages name files as the folder sees them.
fn limbeck(folder: &Path, place: &[&str], command: &[&str]) -> Output {
    let mut limbeck = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    limbeck.current_dir(folder).env_remove("DATABASE_URL").env_remove("ALEMBIC_CONFIG");
    // The folders have a past of their own, which is not that of their project.
    limbeck.env("GIT_CEILING_DIRECTORIES", env!("CARGO_MANIFEST_DIR"));
    limbeck.args(["--color", "never"]).args(place);
    let history: &[&str] = if folder.join("alembic.ini").exists() {
        &["-c", "alembic.ini"]
    } else if folder.join("env.py").exists() {
        &["--script-location", "."]
    } else {
        &["--version-location", "versions"]
    };
    limbeck.args(history).args(command).output().expect("limbeck starts")
}

fn success(output: Output, statuses: &[i32]) -> Result<String, Failed> {
    let errors = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout);
    match output.status.code() {
        Some(code) if statuses.contains(&code) => Ok(printed.into_owned()),
        _ => Err(format!("{}\n{errors}{printed}", output.status).into()),
    }
}

fn count_rows(database: &Database) -> BTreeMap<String, u64> {
    let tables = database.psql(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
         WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'alembic_version'",
    );
    let count =
        |table: &str| database.psql(&format!("SELECT count(*) FROM {table}")).trim().parse().unwrap_or_default();
    tables.lines().map(|table| (table.to_owned(), count(table))).collect()
}

/// Returns the dump of the restored dump: PostgreSQL spells some casts differently once it has read its own output.
fn settled_dump(database: &Database) -> String {
    let restored = support::postgres::database();
    restored.psql(&database.dump());
    restored.dump()
}

/// Returns the statements of a dump as a set of lines, each with its table, so that the order of columns makes no difference.
fn shape(dump: &str) -> BTreeSet<String> {
    let mut statement = String::new();
    let mut lines = BTreeSet::new();
    for line in dump.lines().filter(|line| !line.starts_with("--") && !line.is_empty()) {
        if !line.starts_with(' ') && line != ");" {
            line.clone_into(&mut statement);
        }
        lines.insert(format!("{statement} | {}", line.trim_end_matches(',')));
    }
    lines
}

/// Lists the lines that only one of two texts has, in place.
fn differences(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old.iter().skip(head).rev().zip(new.iter().skip(head).rev()).take_while(same).count();
    let mut text = String::new();
    for (sign, lines) in [('-', &old), ('+', &new)] {
        for line in lines.iter().skip(head).take(lines.len() - head - tail) {
            writeln!(text, "{sign} {line}").expect("a string can be written to");
        }
    }
    if text.is_empty() { "the line endings differ".into() } else { text }
}

/// The checks above must be able to fail: each is shown something wrong here.
fn trials_of_the_checks() -> Vec<Trial> {
    let trial = |name: &str, check: fn() -> Result<(), Failed>| Trial::test(format!("the-checks::{name}"), check);
    vec![
        trial("a_right_audit_is_accepted", || contradicted("", "", None)),
        trial("a_wrong_verdict", || contradicted("\"hole\"", "\"behind\"", Some("verdict: expected hole, got behind"))),
        trial("a_wrong_plan", || contradicted("\"repair\"", "\"stamp\"", Some("recommendation: expected repair"))),
        trial("a_wrong_position", || {
            contradicted("\"revisions\":[\"c\"]", "\"revisions\":[]", Some("observed.revisions"))
        }),
        trial("a_wrong_presence", || contradicted("\"partial\"", "\"applied\"", Some("presence: expected"))),
        trial("a_wrong_line", || contradicted("\"line\":7", "\"line\":12", Some("expected b:5-9"))),
        trial("an_innocent_object", || contradicted("\"present\"", "\"absent\"", Some("should not be"))),
        trial("an_overlooked_object", || contradicted("\"absent\",\"line\":7", "\"present\"", Some("is not accused"))),
        trial("an_unsaid_word", || contradicted("`t` is gone", "all is well", Some("no finding says"))),
        trial("dumps_are_compared_by_table", || {
            let shapes = [
                "CREATE TABLE a (\n    x,\n    y\n);\nCREATE TABLE b (\n    z\n);\n",
                "CREATE TABLE a (\n    y,\n    x\n);\nCREATE TABLE b (\n    z\n);\n",
                "CREATE TABLE a (\n    x\n);\nCREATE TABLE b (\n    y,\n    z\n);\n",
            ]
            .map(shape);
            if shapes[0] == shapes[1] && shapes[0] != shapes[2] { Ok(()) } else { Err("shape".into()) }
        }),
    ]
}

/// Changes one thing in a right audit and looks for the contradiction that must follow.
fn contradicted(from: &str, to: &str, expected: Option<&str>) -> Result<(), Failed> {
    let truth = "{verdict: hole, exit: 1, stamped: [c], observed: {certainty: exact, revisions: [c], upto: [c]}, recommendation: repair,
                  presence: {b: partial, c: applied}, missing: {table public.t: 'b:5-9'}, implied: [index public.i], says: [t is gone]}";
    let audit = r#"{"verdict":"hole","stamped":["c"],"observed":{"certainty":"exact","revisions":["c"],"upto":[]},
        "recommendation":{"plan":"repair","summary":""},"findings":[{"message":"table `t` is gone","help":""}],"revisions":[
        {"revision":"b","stamped":true,"presence":"partial","effects":[{"object":"table public.t","evidence":"absent","line":7},
          {"object":"column public.t.c","evidence":"absent","line":6},{"object":"index public.i","evidence":"absent","line":10}]},
        {"revision":"c","stamped":true,"presence":"applied","effects":[{"object":"table public.u","evidence":"present","line":3}]}]}"#;
    let truth: Expectation = serde_yaml::from_str(truth)?;
    let found = expectation::contradictions(
        &truth,
        &serde_json::from_str(&audit.replacen(from, to, usize::from(!from.is_empty())))?,
        Some(1),
    );
    match expected {
        None if found.is_empty() => Ok(()),
        Some(expected) if found.iter().any(|text| text.contains(expected)) => Ok(()),
        _ => Err(format!("expected {expected:?}, found {found:#?}").into()),
    }
}
